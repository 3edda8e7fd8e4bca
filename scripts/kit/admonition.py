"""A markdown-it rule for `!!! note "Título"` followed by an indented block."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

TYPE = "admonition"
_OPENING = re.compile(r'(?:!!!|\?\?\?\+?) +(?P<kind>[a-z]+)(?: +"(?P<title>[^"]*)")? *')
_INDENT = 4
_TITLES = {
    "note": "Nota", "info": "Informação", "tip": "Dica", "success": "Certo", "warning": "Atenção",
    "danger": "Perigo", "failure": "Errado", "question": "Pergunta", "example": "Exemplo",
    "quote": "Citação", "abstract": "Resumo", "bug": "Defeito",
}  # fmt: skip


def admonitions(parser: MarkdownIt) -> None:
    """Teach parser the admonitions of Python-Markdown; the token's meta holds the title."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("fence", TYPE, _rule, {"alt": interrupts})


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = _OPENING.fullmatch(line)
    if not match:
        return False
    if silent:
        return True
    title = match["title"]
    if title is None:
        title = _TITLES.get(match["kind"], match["kind"].capitalize())
    _push(state, start, _last_line(state, start, end), title)
    return True


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """Return the index of the first line after start that is not part of the block."""
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + _INDENT):
        line += 1
    return line


def _push(state: StateBlock, start: int, last: int, title: str) -> None:
    token = state.push(f"{TYPE}_open", "div", 1)
    token.meta, token.map, token.block = {"title": title}, [start, last], True
    outer = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = TYPE, last, state.blkIndent + _INDENT
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax, state.blkIndent = outer
    state.push(f"{TYPE}_close", "div", -1)
    state.line = last
