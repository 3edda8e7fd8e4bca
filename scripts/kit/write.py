"""Put a kit on disk whole or not at all."""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.kit.problem import KitError, quote

_MARK = "kit.json"
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
    with explained(folder):
        if folder.exists() and not folder.is_dir():
            raise KitError(f"{quote(folder)} é um arquivo; escolha outra pasta com --output")


def write_kit(files: Mapping[str, bytes], target: Path, *, force: bool = False) -> bool:
    """Write files into the folder target; return False if they were there, identical, already.

    Raises KitError, with nothing half-written, where it can't, or where target holds others and
    force does not say that they may go.
    """
    with explained(target.parent):
        if target.exists() or target.is_symlink():
            different = _different(files, target)
            if not different:
                return False
            if not force or not _is_kit(target):
                raise KitError(_refusal(target, different))
        made = _make_parents(target.parent)
        partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.parcial")
        try:
            partial.mkdir()
            for name, content in files.items():
                (partial / name).write_bytes(content)
            _put_in_place(partial, target)
        except BaseException:
            _undo(partial, made)
            raise
    return True


def _different(files: Mapping[str, bytes], target: Path) -> list[str]:
    return [
        name
        for name, content in files.items()
        if not (target / name).is_file() or (target / name).read_bytes() != content
    ]


def _is_kit(target: Path) -> bool:
    # Only what this command made may be replaced by it, and never what a link leads to.
    return not target.is_symlink() and target.is_dir() and (target / _MARK).is_file()


def _refusal(target: Path, different: list[str]) -> str:
    return (
        f"{quote(target)} já existe e {', '.join(different)} é outro; não toquei em nada"
        "; mova ou apague essa pasta, escolha outra com --output, ou troque-a com --force"
    )


def _put_in_place(partial: Path, target: Path) -> None:
    if not target.exists():
        partial.rename(target)
        return
    old = target.with_name(f".{target.name}.{secrets.token_hex(4)}.antigo")
    target.rename(old)
    try:
        partial.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old)


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
def explained(folder: Path) -> Iterator[None]:
    """Turn an OSError while writing below folder into a KitError."""
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
