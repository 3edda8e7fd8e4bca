"""The headings of a question: which, in which order, and the text under each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.bank.fences import fenced_lines, find_fences
from scripts.bank.violation import Violation, quote

SHORT, FULL, DIAGRAM = "Resposta curta", "Resposta completa", "Arquitetura"
SCENARIO, PRACTICE = "Cenário", "Na prática"
RUBRIC, PROBES, FLAGS, SOURCES = "Como avaliar", "Para aprofundar", "Sinais de alerta", "Fontes"
HEADINGS: tuple[str, ...] = (
    SCENARIO,
    SHORT,
    FULL,
    DIAGRAM,
    PRACTICE,
    RUBRIC,
    PROBES,
    FLAGS,
    SOURCES,
)
OPTIONAL: frozenset[str] = frozenset({SCENARIO, PRACTICE})

_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<space>[ \t]*)(?P<text>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^(=+|-{2,})[ \t]*$")


@dataclass(frozen=True)
class Section:
    """The Markdown under one `##` heading, from the next line on; line counts from 1."""

    heading: str
    line: int
    body: str


@dataclass(frozen=True)
class _Heading:
    level: int
    text: str
    index: int


def split_sections(text: str, skip: int) -> dict[str, Section]:
    """Return the first section of each heading of text; the first skip lines are front matter."""
    lines = text.split("\n")
    headings = _headings(lines, skip)
    tops = [heading for heading in headings if heading.level <= 2]
    ends = [heading.index for heading in tops[1:]] + [len(lines)]
    sections: dict[str, Section] = {}
    for heading, end in zip(tops, ends, strict=False):
        if heading.level == 2:
            body = "\n".join(lines[heading.index + 1 : end]).rstrip("\n")
            sections.setdefault(heading.text, Section(heading.text, heading.index + 1, body))
    return sections


def check_structure(path: Path, text: str, skip: int, title: object) -> list[Violation]:
    """Return every violation of the order and presence of headings in text."""
    lines = text.split("\n")
    headings = _headings(lines, skip)
    found = _unclosed(lines) + _unclear(lines, skip) + _title(headings, title)
    found += _presence(headings, split_sections(text, skip))
    return [Violation(path, line, message) for line, message in found]


def _headings(lines: Sequence[str], skip: int) -> list[_Heading]:
    covered = fenced_lines(lines)
    found = []
    for index in range(skip, len(lines)):
        match = None if index in covered else _HEADING.match(lines[index])
        if match:
            found.append(_Heading(len(match["marks"]), match["text"].strip(), index))
    return found


def _unclosed(lines: Sequence[str]) -> list[tuple[int, str]]:
    message = "o bloco de código aberto aqui não fecha; repita as crases em uma linha própria"
    return [
        (fence.start + 1, message)
        for fence in find_fences(lines)
        if fence.end is None or fence.swallows is not None
    ]


def _unclear(lines: Sequence[str], skip: int) -> list[tuple[int, str]]:
    """Find headings that Markdown parsers read in different ways."""
    covered = fenced_lines(lines)
    found = []
    for index in range(skip, len(lines)):
        if index in covered:
            continue
        match = _HEADING.match(lines[index])
        if match and match["text"] and not match["space"]:
            found.append((index + 1, "falta um espaço depois de # no título; escreva “## Título”"))
        if index > skip and _UNDERLINE.match(lines[index]) and lines[index - 1].strip():
            found.append((index + 1, "título sublinhado com = ou -; use # no começo da linha"))
    return found


def _title(headings: Sequence[_Heading], title: object) -> list[tuple[int, str]]:
    tops = [heading for heading in headings if heading.level == 1]
    if not tops:
        return [(1, "falta o título; escreva “# ” e o texto do campo “title”")]
    found = [
        (heading.index + 1, "há mais de um título com um só #; deixe só o primeiro")
        for heading in tops[1:]
    ]
    if tops[0].text != title:
        found.append(
            (
                tops[0].index + 1,
                f"o título {quote(tops[0].text)} difere do campo “title”; iguale os dois",
            )
        )
    if headings[0].level != 1:
        found.append((headings[0].index + 1, "há uma seção antes do título; comece por “# título”"))
    return found


def _presence(
    headings: Sequence[_Heading], sections: Mapping[str, Section]
) -> list[tuple[int, str]]:
    found = []
    order = [heading for heading in headings if heading.level == 2]
    for heading in HEADINGS:
        lines = [item.index + 1 for item in order if item.text == heading]
        if not lines and heading not in OPTIONAL:
            found.append((1, f"falta a seção “## {heading}”; acrescente-a"))
        found += [
            (line, f"a seção “## {heading}” aparece mais de uma vez; junte as duas")
            for line in lines[1:]
        ]
        if lines and not sections[heading].body.strip():
            found.append((lines[0], f"a seção “## {heading}” está vazia; escreva-a"))
    return found + _disorder(order)


def _disorder(order: Sequence[_Heading]) -> list[tuple[int, str]]:
    found = []
    reached = -1
    sequence = ", ".join(HEADINGS)
    for heading in order:
        line, name = heading.index + 1, quote(heading.text)
        if heading.text not in HEADINGS:
            found.append((line, f"a seção {name} não existe; use {sequence}"))
            continue
        rank = HEADINGS.index(heading.text)
        if rank < reached:
            found.append((line, f"a seção {name} está fora de ordem; a ordem é {sequence}"))
        reached = max(reached, rank)
    return found
