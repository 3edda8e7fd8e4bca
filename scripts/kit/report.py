"""What the command says on stdout about a kit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.kit.export import Export
from scripts.kit.kit import Kit

_WIDTH = 72


def describe(export: Export, target: Path, written: bool) -> Iterator[str]:
    """Yield the lines that describe a kit that is now in the folder target."""
    yield from summary(export.kit)
    names = ", ".join(export.files)
    if written:
        yield f"Escrito em {target}: {names}"
    else:
        yield f"Já estava em {target}, idêntico: {names}"


def summary(kit: Kit) -> Iterator[str]:
    """Yield the lines that say which questions a kit asks, and when."""
    request, plan = kit.request, kit.plan
    count = len(kit.questions)
    questions = "1 pergunta" if count == 1 else f"{count} perguntas"
    seed = "" if request.questions else f" · semente {request.seed}"
    yield f"Kit {kit.id} · {request.level} · {request.minutes} min · {questions}{seed}"
    for question in kit.questions:
        yield f"  {question.id}  {question.minutes:>2} min  {_short(question.title)}"
    yield (
        f"Tempo: {plan.opening} abertura + {plan.asking} perguntas + {plan.closing} perguntas do"
        f" candidato + {plan.reserve} reserva = {plan.total} min"
    )
    for shortfall in kit.shortfalls:
        yield f"Não atendido: {shortfall}"


def _short(title: str) -> str:
    return title if len(title) <= _WIDTH else title[: _WIDTH - 1].rstrip() + "…"
