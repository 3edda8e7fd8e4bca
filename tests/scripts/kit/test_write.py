"""A kit is on disk whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from scripts.kit.problem import KitError
from scripts.kit.write import check_folder, write_kit

FILES = {"a.pdf": b"um", "b.json": b"dois"}


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_files_land_in_a_new_folder_and_nothing_else_stays(tmp_path: Path) -> None:
    assert write_kit(FILES, tmp_path / "x" / "y" / "kit-1")
    assert everything(tmp_path / "x") == {"y", "y/kit-1", "y/kit-1/a.pdf", "y/kit-1/b.json"}
    assert (tmp_path / "x/y/kit-1/b.json").read_bytes() == b"dois"


def test_an_identical_kit_is_left_untouched_with_what_was_added_to_it(tmp_path: Path) -> None:
    write_kit(FILES, tmp_path / "kit-1")
    (tmp_path / "kit-1" / "notas.txt").write_text("minhas")
    before = (tmp_path / "kit-1" / "a.pdf").stat().st_mtime_ns
    assert not write_kit(FILES, tmp_path / "kit-1")
    assert (tmp_path / "kit-1" / "a.pdf").stat().st_mtime_ns == before
    assert (tmp_path / "kit-1" / "notas.txt").read_text() == "minhas"


def test_another_kit_of_that_name_is_refused_and_kept(tmp_path: Path) -> None:
    write_kit(FILES, tmp_path / "kit-1")
    (tmp_path / "kit-1" / "a.pdf").write_bytes(b"preenchido")
    with pytest.raises(KitError, match=r"já existe e a\.pdf é outro; não toquei em nada; mova"):
        write_kit(FILES, tmp_path / "kit-1")
    assert (tmp_path / "kit-1" / "a.pdf").read_bytes() == b"preenchido"


@pytest.mark.parametrize("kind", ["file", "dangling link"])
def test_something_else_of_that_name_is_refused(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "kit-1"
    if kind == "file":
        target.write_text("x")
    else:
        target.symlink_to(tmp_path / "nada")
    with pytest.raises(KitError, match="já existe"):
        write_kit(FILES, target)
    assert everything(tmp_path) == {"kit-1"}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG])
def test_a_disk_that_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    write = Path.write_bytes

    def fail(path: Path, content: bytes) -> int:
        if path.name == "b.json":
            raise OSError(code, "no words in English")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(KitError, match="não foi possível escrever em") as caught:
        write_kit(FILES, tmp_path / "x" / "y" / "kit-1")
    assert "English" not in str(caught.value)
    assert everything(tmp_path) == set()


def test_an_interruption_half_way_leaves_nothing_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kits").mkdir()

    def interrupt(_path: Path, _content: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_kit(FILES, tmp_path / "kits" / "kit-1")
    assert everything(tmp_path) == {"kits"}


@pytest.mark.parametrize("place", ["/proc/kits", "/sys/kits", "/proc/self/kits"])
def test_a_folder_that_not_even_root_can_write_is_one_line(place: str) -> None:
    with pytest.raises(KitError) as caught:
        write_kit(FILES, Path(place) / "kit-1")
    (line,) = caught.value.lines
    assert line.startswith(f"não foi possível escrever em “{place}”: ")
    assert line.endswith("; escolha outra pasta com --output")


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "arquivo").write_text("x")
    with pytest.raises(KitError, match="é um arquivo; escolha outra pasta"):
        check_folder(tmp_path / "arquivo")
    with pytest.raises(KitError, match="há um arquivo no meio do caminho"):
        write_kit(FILES, tmp_path / "arquivo" / "b" / "kit-1")
    assert everything(tmp_path) == {"arquivo"}


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_name_that_can_not_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(KitError):
        check_folder(tmp_path / name)


def test_the_folder_obeys_the_mask_of_who_writes(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_kit(FILES, tmp_path / "kit-1")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "kit-1").stat().st_mode) == 0o750
