"""The same files make the same archive, whoever packed them and when."""

from __future__ import annotations

import io
import zipfile

from scripts.kit.archive import normalised


def packed(year: int, compression: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name in ("b.xml", "a/c.png"):
            entry = zipfile.ZipInfo(name, (year, 2, 3, 4, 5, 6))
            entry.compress_type = compression
            archive.writestr(entry, name * 100)
    return file.getvalue()


def test_clock_and_compressor_leave_no_trace() -> None:
    old, new = packed(1999, zipfile.ZIP_STORED), packed(2026, zipfile.ZIP_DEFLATED)
    assert old != new
    assert normalised(old) == normalised(new)


def test_entries_keep_their_order_and_content() -> None:
    with zipfile.ZipFile(io.BytesIO(normalised(packed(2026, zipfile.ZIP_DEFLATED)))) as archive:
        assert archive.namelist() == ["b.xml", "a/c.png"]
        assert archive.read("a/c.png") == b"a/c.png" * 100
        assert archive.testzip() is None
