"""A zip archive as the same bytes everywhere: no clock, no owner, no compressor."""

from __future__ import annotations

import io
import zipfile

# The first moment that a zip can hold; what is inside a kit has a date of its own.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def normalised(archive: bytes) -> bytes:
    """Return the same archive, entries in their order, dated alike and not compressed.

    Compressors differ between builds of Python, and their output with them.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            plain = zipfile.ZipInfo(entry.filename, _EPOCH)
            plain.create_system = 3
            plain.external_attr = 0o644 << 16
            target.writestr(plain, source.read(entry))
    return made.getvalue()
