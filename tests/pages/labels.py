"""The label of a block (its title): what it may say, and whether the block earned it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from packaging.utils import canonicalize_name

from tests.pages.model import Block, ToolVersion

EXECUTED, VALIDATED = "executado", "validado"
OLDEST = date(2026, 1, 1)
_VERSION = r"[0-9][0-9A-Za-z.+!-]*"
_TOOL = rf"[A-Za-z][A-Za-z0-9._-]* {_VERSION}"
_LABEL = re.compile(
    rf"(?:(?P<file>\S+) · )?(?P<level>{EXECUTED}|{VALIDATED})"
    rf" com (?P<tools>{_TOOL}(?:, {_TOOL})*) em (?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
)
_SHAPE = "[arquivo · ]executado|validado com ferramenta versão[, …] em AAAA-MM-DD"


@dataclass(frozen=True)
class Label:
    """What a title claims: file name (typed blocks have none), level, version by tool, date."""

    file: str | None
    level: str
    tools: Mapping[str, str]
    day: str


def parse_label(title: str) -> Label | None:
    """Return what the title claims, or None where it does not follow the grammar."""
    match = _LABEL.fullmatch(title)
    if not match:
        return None
    tools = dict(tool.split(" ") for tool in match["tools"].split(", "))
    return Label(match["file"], match["level"], tools, match["date"])


def latest_today() -> date:
    """Return the date where the day starts first: no author anywhere is ahead of it."""
    return datetime.now(timezone(timedelta(hours=14))).date()


def wording_problems(
    block: Block, label: Label | None, versions: Mapping[str, str], today: date
) -> list[str]:
    """Return what is wrong with the label by itself: grammar, file, date and known versions."""
    if label is None:
        return [f'o título “{block.title}” não segue o formato title="{_SHAPE}"']
    return [
        *_file_problems(block, label),
        *_date_problems(label.day, today),
        *_version_problems(label.tools, versions),
    ]


def earned_problems(
    label: Label, level: str, accepted: Sequence[ToolVersion], versions: Mapping[str, str]
) -> list[str]:
    """Return what the label claims beyond what the block earned: its level, the tools it passed.

    The version of a tool that is not in `versions` is the one that its validator answered with.
    """
    problems = []
    if label.level != level:
        problems.append(f"o rótulo diz “{label.level}”, mas o que se fez com o código foi: {level}")
    used = {_key(tool.name): tool.version for tool in accepted}
    for name in label.tools:
        if _key(name) not in used:
            who = ", ".join(dict.fromkeys(tool.name for tool in accepted)) or "nenhuma ferramenta"
            problems.append(f"o rótulo cita {name}, mas quem conferiu este código foi: {who}")
    recorded = {name: used[name] for name in used.keys() - versions.keys()}
    return problems + _version_problems(label.tools, recorded)


def _file_problems(block: Block, label: Label) -> list[str]:
    shown = block.file.name if block.file else None
    if label.file == shown:
        return []
    if shown is None:
        return [f"o rótulo cita o arquivo {label.file}, mas o código foi digitado; tire o nome"]
    return [f"o rótulo cita {label.file or 'nenhum arquivo'}, mas o bloco mostra {shown}"]


def _date_problems(day: str, today: date) -> list[str]:
    try:
        written = date.fromisoformat(day)
    except ValueError:
        return [f"a data {day} do rótulo não existe; escreva AAAA-MM-DD"]
    if written > today:
        return [f"a data {day} do rótulo está no futuro; escreva o dia da última execução"]
    if written < OLDEST:
        return [f"a data {day} do rótulo é anterior a {OLDEST}; execute de novo e atualize-a"]
    return []


def _version_problems(tools: Mapping[str, str], versions: Mapping[str, str]) -> list[str]:
    return [
        f"o rótulo diz {name} {version}, mas a versão usada é a {versions[_key(name)]}"
        for name, version in tools.items()
        if versions.get(_key(name), version) != version
    ]


def _key(name: str) -> str:
    return canonicalize_name(name)
