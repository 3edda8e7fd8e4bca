"""A zip archive as the same bytes everywhere: no clock, no owner, no compressor."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

# The first moment that a zip can hold; what is inside a kit has a date of its own.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NO_CHANGES: Mapping[str, Callable[[bytes], bytes]] = {}


def normalised(
    archive: bytes, changes: Mapping[str, Callable[[bytes], bytes]] = _NO_CHANGES
) -> bytes:
    """Return the same archive, entries in their order, dated alike and not compressed.

    The content of an entry that changes names goes through its function. Compressors differ
    between builds of Python, and their output with them.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            plain = zipfile.ZipInfo(entry.filename, _EPOCH)
            plain.create_system = 3
            plain.external_attr = 0o644 << 16
            content = source.read(entry)
            target.writestr(plain, changes.get(entry.filename, bytes)(content))
    return made.getvalue()
