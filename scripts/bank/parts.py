"""The sections that the kit prints item by item: rubric, probes, red flags and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scripts.bank.structure import Section
from scripts.bank.violation import quote
from scripts.bank.vocabulary import LEVELS

PROBES_COUNT, FLAGS_RANGE, SOURCES_RANGE = 3, (2, 4), (3, 6)
RUBRIC_HEADER = ("Nível", "O que se ouve")
# A review older than the bank itself is a typing error.
OLDEST_VERIFICATION = date(2024, 1, 1)

_ITEM = re.compile(r"^(?P<mark>-|\d+\.) +(?P<text>\S.*)$")
_BOLD_LEAD = re.compile(r"^\*\*(?P<lead>.+?)\*\*\s+(?P<rest>\S.*)$", re.DOTALL)
_SOURCE = re.compile(
    r"^\[(?P<title>(?:[^\[\]\\]|\\.)+)\]"
    r"\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r" — verificado em (?P<date>\S+)$"
)
_URL = re.compile(
    r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?(?:[/?#][^\s<>\"'`\\]*)?", re.IGNORECASE
)

Problem = tuple[int, str]


@dataclass(frozen=True)
class Probe:
    """A follow-up question and what a good reply adds (inline Markdown)."""

    question: str
    adds: str


@dataclass(frozen=True)
class RedFlag:
    """A statement that one may hear and why it is wrong (inline Markdown)."""

    statement: str
    why: str


@dataclass(frozen=True)
class Source:
    """A source of the answer and the day on which someone opened it."""

    title: str
    url: str
    verified: date


@dataclass(frozen=True)
class _Item:
    mark: str
    text: str
    line: int


def read_rubric(section: Section) -> tuple[dict[str, str], list[Problem]]:
    """Return what one hears per level, and the problems of the table."""
    rows = [
        (line, _cells(text)) for line, text in _numbered(section) if text.strip().startswith("|")
    ]
    problems = _table_problems(section, rows)
    rubric: dict[str, str] = {}
    for line, cells in rows[2:]:
        level = cells[0].lower() if cells else ""
        if len(cells) != 2 or level not in LEVELS:
            problems.append(
                (line, "a linha da tabela não é “| Nível | frase |”; use Júnior, Pleno ou Sênior")
            )
        elif level in rubric:
            problems.append(
                (
                    line,
                    f"o nível {cells[0]} aparece duas vezes na tabela; deixe uma linha por nível",
                )
            )
        elif not cells[1]:
            problems.append((line, f"o nível {cells[0]} está vazio; escreva o que se ouve"))
        else:
            rubric[level] = cells[1]
    problems += [
        (section.line, f"falta a linha {level.capitalize()} na tabela; acrescente-a")
        for level in LEVELS
        if level not in rubric
    ]
    if not problems and tuple(rubric) != LEVELS:
        problems.append(
            (section.line, "os níveis estão fora de ordem; a ordem é Júnior, Pleno, Sênior")
        )
    return rubric, problems


def read_probes(section: Section) -> tuple[tuple[Probe, ...], list[Problem]]:
    """Return the probes, and the problems of the list."""
    pairs, problems = _pairs(
        section, ordered=True, shape="1. **Pergunta?** O que uma boa resposta acrescenta"
    )
    if len(pairs) != PROBES_COUNT:
        problems.append(
            (section.line, f"tem {len(pairs)} perguntas válidas; escreva {PROBES_COUNT}")
        )
    return tuple(Probe(lead, rest) for lead, rest in pairs), problems


def read_flags(section: Section) -> tuple[tuple[RedFlag, ...], list[Problem]]:
    """Return the red flags, and the problems of the list."""
    pairs, problems = _pairs(section, ordered=False, shape="- **“frase”** Por que está errada")
    low, high = FLAGS_RANGE
    if not low <= len(pairs) <= high:
        problems.append(
            (section.line, f"tem {len(pairs)} sinais válidos; escreva de {low} a {high}")
        )
    return tuple(RedFlag(lead, rest) for lead, rest in pairs), problems


def read_sources(section: Section, today: date) -> tuple[tuple[Source, ...], list[Problem]]:
    """Return the sources, and the problems of the list; no verification may lie after today."""
    items, problems = _items(section, ordered=False)
    sources: list[Source] = []
    for item in items:
        source, why = _source(item.text, today)
        if source:
            sources.append(source)
        problems += [(item.line, message) for message in why]
    low, high = SOURCES_RANGE
    if not low <= len(items) <= high:
        problems.append((section.line, f"tem {len(items)} fontes; cite de {low} a {high}"))
    if len({source.url for source in sources}) < len(sources):
        problems.append((section.line, "cita a mesma fonte duas vezes; deixe uma"))
    return tuple(sources), problems


def _source(text: str, today: date) -> tuple[Source | None, list[str]]:
    match = _SOURCE.match(text)
    if not match:
        return None, [
            "a fonte não segue “[Título](https://…) — verificado em AAAA-MM-DD”; corrija-a"
        ]
    why = []
    if not _URL.fullmatch(match["url"]):
        why.append(f"o endereço {quote(match['url'])} não é https:// válido; corrija-o")
    verified = _date(match["date"])
    if verified is None:
        why.append(f"a data {quote(match['date'])} não existe; escreva AAAA-MM-DD")
    elif verified > today:
        why.append(f"a data {verified} está no futuro; escreva o dia em que a fonte foi aberta")
    elif verified < OLDEST_VERIFICATION:
        why.append(f"a data {verified} é velha demais; abra a fonte de novo e atualize-a")
    if why or verified is None:
        return None, why
    return Source(match["title"], match["url"], verified), []


def _date(text: str) -> date | None:
    try:
        # Python 3.11 reads more of ISO 8601 than 3.10 does; one form is enough here.
        return (
            date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
        )
    except ValueError:
        return None


def _numbered(section: Section) -> Iterator[tuple[int, str]]:
    return enumerate(section.body.split("\n"), section.line + 1)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _table_problems(section: Section, rows: Sequence[tuple[int, list[str]]]) -> list[Problem]:
    if len(rows) < 2 or tuple(rows[0][1]) != RUBRIC_HEADER:
        return [(section.line, "não começa com a tabela “| Nível | O que se ouve |”; acrescente-a")]
    if not all(re.fullmatch(r":?-+:?", cell) for cell in rows[1][1]):
        return [(rows[1][0], "falta a linha “|---|---|” depois do cabeçalho da tabela")]
    return []


def _pairs(
    section: Section, *, ordered: bool, shape: str
) -> tuple[list[tuple[str, str]], list[Problem]]:
    items, problems = _items(section, ordered=ordered)
    pairs = []
    for item in items:
        match = _BOLD_LEAD.match(item.text)
        if match:
            pairs.append((match["lead"], match["rest"]))
        else:
            problems.append((item.line, f"o item não segue “{shape}”; corrija-o"))
    return pairs, problems


def _items(section: Section, *, ordered: bool) -> tuple[list[_Item], list[Problem]]:
    """Read a list whose items may go on in lines that are indented."""
    items: list[_Item] = []
    problems: list[Problem] = []
    for line, text in _numbered(section):
        match = _ITEM.match(text)
        if match and (match["mark"] != "-") == ordered:
            items.append(_Item(match["mark"], match["text"].strip(), line))
        elif items and text.startswith("  "):
            last = items[-1]
            items[-1] = _Item(last.mark, f"{last.text} {text.strip()}", last.line)
        elif text.strip():
            kind = "numerada (1. 2. 3.)" if ordered else "com hifens (- )"
            problems.append((line, f"esta linha não é um item de lista {kind}; corrija-a"))
    return items, problems
