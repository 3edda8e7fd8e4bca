"""Loaded by Python itself in the process of a snippet: refuses every host but this machine.

A refusal is also written to a file, so that a snippet that swallows the error is found out.
"""

from __future__ import annotations

import os
import socket
import sys

LOG = os.environ.get("SNIPPET_NETWORK_LOG", os.devnull)
PROXY_PORT = 9
NAMES = {"", "localhost", "0.0.0.0", "::", "::1", socket.gethostname()}


def _is_local(host: object) -> bool:
    name = host.decode(errors="replace") if isinstance(host, bytes) else host
    return name is None or name in NAMES or str(name).startswith(("127.", "::ffff:127."))


def _host(event: str, args: tuple[object, ...]) -> object:
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        return args[0]
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        # A Unix socket's address is a path, not a pair.
        return _destination(address) if isinstance(address, tuple) else None
    return None


def _destination(address: tuple[object, ...]) -> object:
    # The runner names a proxy at this port of its own machine so that all who honour one end here.
    return "por um proxy" if address[1:2] == (PROXY_PORT,) else address[0]


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    host = _host(event, args)
    if not _is_local(host):
        with open(LOG, "a", encoding="utf-8") as log:  # noqa: PTH123 (pathlib costs an import)
            log.write(f"{host}\n")
        raise PermissionError(f"sem rede: {host}")


sys.addaudithook(_refuse)
