"""Read back what a PDF says, shows and hides."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)


def reader(pdf: bytes) -> PdfReader:
    """Return a reader of pdf."""
    return PdfReader(io.BytesIO(pdf))


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in reader(pdf).pages]


def squeezed(text: str) -> str:
    """Return the letters and digits of text in lower case: spaces of a layout mean nothing."""
    return "".join(re.findall(r"\w", text.casefold())).replace("_", "")


def whole_text(pdf: bytes) -> str:
    """Return the squeezed text of all pages, running headers and footers included."""
    return squeezed(" ".join(page_texts(pdf)))


def shingles(text: str, size: int = 5) -> Iterator[str]:
    """Yield each run of size words of text, squeezed; short ones prove nothing and are left out."""
    words = re.findall(r"\w+", text.casefold().replace("_", " "))
    for start in range(len(words) - size + 1):
        run = "".join(words[start : start + size])
        if len(run) >= 3 * size:
            yield run


def hidden_strings(pdf: bytes) -> str:
    """Return every string outside the page contents: names, titles, alt texts, XMP."""
    document = reader(pdf)
    found: list[str] = []
    for number in range(1, len(document.xref_objStm) + sum(map(len, document.xref.values())) + 1):
        _collect(document.get_object(number), found)
    return "\n".join(found)


def _collect(node: object, found: list[str]) -> None:
    if isinstance(node, StreamObject) and node.get("/Type") == "/Metadata":
        found.append(node.get_data().decode("utf-8"))
    if isinstance(node, DictionaryObject):
        for value in node.values():
            _collect(value, found)
    elif isinstance(node, ArrayObject):
        for value in node:
            _collect(value, found)
    elif isinstance(node, TextStringObject):
        found.append(str(node))
    elif isinstance(node, ByteStringObject):
        found.append(node.decode("utf-16-be" if node[:2] == b"\xfe\xff" else "latin-1"))
    else:
        assert not isinstance(node, bytes) or isinstance(node, IndirectObject)
