"""The kits that the site offers ready-made: one a level, one a theme."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.bank import Question
from scripts.bank.vocabulary import THEMES
from scripts.kit.export import export_kit
from scripts.kit.kit import Kit, make_kit
from scripts.kit.manifest import tool_versions
from scripts.kit.problem import KitError
from scripts.kit.request import Request

CACHE = Path(".cache") / "kits"
SOURCES = Path(__file__).parent


@dataclass(frozen=True)
class ReadyKit:
    """A kit on offer: its folder on the site, what it is called, and the request behind it."""

    slug: str
    title: str
    request: Request


@dataclass(frozen=True)
class Planned:
    """A ready-made kit of a bank: its kit, or why the bank can't give it yet."""

    ready: ReadyKit
    kit: Kit | None
    reason: str


READY = (
    ReadyKit("junior-45", "Júnior, 45 minutos", Request("júnior", 45)),
    ReadyKit("pleno-60", "Pleno, 60 minutos", Request("pleno", 60)),
    ReadyKit("senior-90", "Sênior, 90 minutos", Request("sênior", 90)),
    *(
        ReadyKit(slug, f"{theme.title}, pleno, 60 minutos", Request("pleno", 60, themes=(slug,)))
        for slug, theme in THEMES.items()
    ),
)


def plan_ready(questions: Sequence[Question]) -> list[Planned]:
    """Return each ready-made kit as the questions of a bank allow it."""
    return [_planned(ready, questions) for ready in READY]


def _planned(ready: ReadyKit, questions: Sequence[Question]) -> Planned:
    try:
        return Planned(ready, make_kit(questions, ready.request), "")
    except KitError as error:
        return Planned(ready, None, " ".join(error.lines))


def make_ready(planned: Sequence[Planned], root: Path, folder: Path) -> None:
    """Write the files of the kits into folder/<slug>/; what did not change comes from a cache."""
    kits = [(one.ready.slug, one.kit) for one in planned if one.kit]
    # The compiler lets go of the interpreter, so two cores make two kits.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(lambda pair: _files(pair[1], root), kits))
    for (slug, _), files in zip(kits, made, strict=True):
        target = folder / slug
        target.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (target / name).write_bytes(content)


def _files(kit: Kit, root: Path) -> Mapping[str, bytes]:
    kept = root / CACHE / _key(kit)
    if kept.is_dir():
        return {path.name: path.read_bytes() for path in kept.iterdir()}
    files = export_kit(kit, root).files
    _keep(files, kept)
    return files


def _keep(files: Mapping[str, bytes], kept: Path) -> None:
    partial = kept.with_name(f"{kept.name}.{os.getpid()}.parcial")
    partial.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (partial / name).write_bytes(content)
    try:
        partial.rename(kept)
    except OSError:  # somebody else kept the same kit first
        return


def _key(kit: Kit) -> str:
    """Return what the bytes of a kit follow from: its content, the tools and our own code."""
    digest = hashlib.sha256(f"{kit.id}{sorted(tool_versions().items())}".encode())
    for path in sorted(_sources()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def _sources() -> Iterator[Path]:
    return (path for path in SOURCES.rglob("*") if path.suffix in {".py", ".typ", ".tmTheme"})
