"""The search index in two files, so that a first visit does not pay for a search.

Material fetches search/search_index.json on every first visit. That file keeps the settings; the
documents move to a file of their own, which the site's search worker fetches at the first query.
"""

from __future__ import annotations

import json
from pathlib import Path

INDEX = Path("search") / "search_index.json"
DOCUMENTS = Path("search") / "documents.json"


def split_index(site: Path) -> None:
    """Move the documents of the index that MkDocs wrote into site to a file of their own."""
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    _write(site / DOCUMENTS, index["docs"])
    _write(site / INDEX, {**index, "docs": []})


def _write(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")
