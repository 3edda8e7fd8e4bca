"""The search index in two files, so that a first visit does not pay for a search.

Material fetches search/search_index.json on every first visit. That file keeps the settings; the
documents move to a file of their own, which the site's search worker fetches at the first query.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

INDEX = Path("search") / "search_index.json"
DOCUMENTS = Path("search") / "documents.json"


def split_index(site: Path, descriptions: Mapping[str, str]) -> None:
    """Move the documents of the index that MkDocs wrote into site to a file of their own.

    descriptions, by the address of a page, are what the page says of itself in the results.
    """
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    _write(site / DOCUMENTS, [_described(document, descriptions) for document in index["docs"]])
    _write(site / INDEX, {**index, "docs": []})


def _described(document: dict[str, Any], descriptions: Mapping[str, str]) -> dict[str, Any]:
    description = descriptions.get(document["location"])
    return {**document, "text": f"{description} {document['text']}"} if description else document


def _write(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")
