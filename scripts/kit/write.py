"""Put a kit on disk whole or not at all."""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.kit.problem import KitError, quote

_REASONS = {
    errno.ENOSPC: "o disco está cheio",
    errno.EFBIG: "o arquivo passa do tamanho permitido",
    errno.EDQUOT: "a sua cota de disco acabou",
    errno.EACCES: "falta permissão",
    errno.EPERM: "falta permissão",
    errno.EROFS: "o disco é só de leitura",
    errno.ENOTDIR: "há um arquivo no meio do caminho",
    errno.EEXIST: "há um arquivo no caminho",
    errno.ENAMETOOLONG: "o nome é longo demais",
    errno.ELOOP: "os links formam um círculo",
}


def check_folder(folder: Path) -> None:
    """Raise KitError where folder is something else than a folder, before any work is done."""
    if "\0" in str(folder):
        raise KitError("--output contém um caractere nulo; escolha outra pasta")
    with _explained(folder):
        if folder.exists() and not folder.is_dir():
            raise KitError(f"{quote(folder)} é um arquivo; escolha outra pasta com --output")


def write_kit(files: Mapping[str, bytes], target: Path) -> bool:
    """Write files into the folder target; return False if they were there, identical, already.

    Raises KitError, with nothing half-written, where it can't or where target holds others.
    """
    with _explained(target.parent):
        if target.exists() or target.is_symlink():
            _refuse_others(files, target)
            return False
        made = _make_parents(target.parent)
        partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.parcial")
        try:
            partial.mkdir()
            for name, content in files.items():
                (partial / name).write_bytes(content)
            partial.rename(target)
        except BaseException:
            _undo(partial, made)
            raise
    return True


def _refuse_others(files: Mapping[str, bytes], target: Path) -> None:
    different = [
        name
        for name, content in files.items()
        if not (target / name).is_file() or (target / name).read_bytes() != content
    ]
    if different:
        raise KitError(
            f"{quote(target)} já existe e {', '.join(different)} é outro; não toquei em nada"
            "; mova ou apague essa pasta, ou escolha outra com --output"
        )


def _make_parents(folder: Path) -> list[Path]:
    """Make folder and return the folders that were not there before, innermost first."""
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return made


def _undo(partial: Path, made: list[Path]) -> None:
    shutil.rmtree(partial, ignore_errors=True)
    for path in made:
        with suppress(OSError):
            path.rmdir()


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KitError(
            f"não foi possível escrever em {quote(folder)}: {reason(error)}"
            "; escolha outra pasta com --output"
        ) from error


def reason(error: OSError) -> str:
    """Return in Portuguese why the system refused."""
    code = errno.errorcode.get(error.errno or 0, "desconhecido")
    return _REASONS.get(error.errno or 0, f"o sistema recusou ({code})")
