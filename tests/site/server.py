"""A small web server for a built site: gzip, a 404 page, and a count of what was sent."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = ("text/", "application/json", "application/javascript", "image/svg", "application/xml")


@dataclass
class SiteServer:
    """Where the site answers (ends in /), and the bytes sent for each path so far."""

    url: str
    sent: dict[str, int] = field(default_factory=dict)


@contextmanager
def serve(site: Path) -> Iterator[SiteServer]:
    """Serve the folder site on a free port of this machine until the block ends."""
    record = SiteServer("")
    handler = partial(_Handler, site.resolve(), record)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    record.url = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield record
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, site: Path, record: SiteServer, *args: object) -> None:
        self.site, self.record = site, record
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = (self.site / path.lstrip("/")).resolve()
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file() and file.is_relative_to(self.site)
        self._send(200 if found else 404, file if found else self.site / "404.html", path)

    def _send(self, status: int, file: Path, path: str) -> None:
        body = (
            self._relocated(file.read_bytes()) if file.name == "sitemap.xml" else file.read_bytes()
        )
        kind = guess_type(file.name)[0] or "application/octet-stream"
        self.send_response(status)
        if kind.startswith(COMPRESSED):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.record.sent[path] = len(body)

    def _relocated(self, sitemap: bytes) -> bytes:
        # Instant navigation follows only links of the sitemap, which names the published site.
        return re.sub(rb"(?<=<loc>)https://[^/]+/", self.record.url.encode(), sitemap)

    def log_message(self, *_: object) -> None:
        """Keep the test report free of an access log."""
