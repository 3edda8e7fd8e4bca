"""Which questions of the bank a request gets, and what it asked for and does not get."""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.bank import Question
from scripts.bank.vocabulary import THEMES
from scripts.kit.plan import minutes_for_questions, minutes_needed
from scripts.kit.problem import KitError, quote
from scripts.kit.request import Request

# Minutes that no question could use and that are worth a word.
_IDLE = 6


@dataclass(frozen=True)
class Selection:
    """The questions in the order in which they are asked, and what could not be met."""

    questions: tuple[Question, ...]
    shortfalls: tuple[str, ...]


def rank(seed: int, question_id: str) -> str:
    """Return the place of a question in the order of a seed; no other question moves it."""
    return hashlib.sha256(f"{seed}{question_id}".encode()).hexdigest()


def select(bank: Sequence[Question], request: Request) -> Selection:
    """Return the selection for request; raises KitError where not one question fits."""
    return _named(bank, request) if request.questions else _chosen(bank, request)


def _named(bank: Sequence[Question], request: Request) -> Selection:
    known = {question.id: question for question in bank}
    for question_id in request.questions:
        if question_id not in known:
            raise KitError(_unknown(question_id, known))
    questions = tuple(known[question_id] for question_id in request.questions)
    shortfalls = tuple(
        f"{question.id} é para {' e '.join(question.levels)}, não para {request.level}"
        for question in questions
        if request.level not in question.levels
    )
    return Selection(questions, shortfalls)


def _unknown(question_id: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(question_id, known, n=3, cutoff=0.5) or list(known)[:8]
    return f"a pergunta {quote(question_id)} não existe no banco; parecidas: {', '.join(near)}"


def _chosen(bank: Sequence[Question], request: Request) -> Selection:
    pool = [question for question in bank if _is_wanted(question, request)]
    if not pool:
        raise KitError(f"o banco não tem pergunta {_describe(request)}; peça menos restrições")
    room = minutes_for_questions(request.minutes)
    chosen = _fill(sorted(pool, key=lambda question: rank(request.seed, question.id)), room)
    if not chosen:
        shortest = min(question.minutes for question in pool)
        raise KitError(
            f"{request.minutes} minutos não bastam: a pergunta mais curta {_describe(request)} pede"
            f" {shortest}, fora abertura, fechamento e reserva"
            f"; use --minutes {minutes_needed(shortest)} ou mais"
        )
    left = room - sum(question.minutes for question in chosen)
    return Selection(tuple(chosen), tuple(_shortfalls(pool, chosen, request, left)))


def _is_wanted(question: Question, request: Request) -> bool:
    return (
        request.level in question.levels
        and question.id not in request.excluded
        and question.theme in (request.themes or THEMES)
        and (not request.kinds or question.kind in request.kinds)
    )


def _describe(request: Request) -> str:
    parts = [f"para {request.level}"]
    if request.themes:
        parts.append(f"de {' ou '.join(request.themes)}")
    if request.kinds:
        parts.append(f"do tipo {' ou '.join(request.kinds)}")
    return " ".join(parts)


def _fill(ordered: Sequence[Question], room: int) -> list[Question]:
    """Take the first question of the theme, then of the kind, that has the fewest so far."""
    themes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    taken: set[int] = set()
    while True:
        fitting = (
            (themes[question.theme], kinds[question.kind], place)
            for place, question in enumerate(ordered)
            if place not in taken and question.minutes <= room
        )
        best = min(fitting, default=None)
        if best is None:
            return [ordered[place] for place in sorted(taken)]
        question = ordered[best[2]]
        taken.add(best[2])
        themes[question.theme] += 1
        kinds[question.kind] += 1
        room -= question.minutes


def _shortfalls(
    pool: Sequence[Question], chosen: Sequence[Question], request: Request, left: int
) -> Iterable[str]:
    themes = request.themes or tuple(THEMES)
    for theme in themes:
        title = f"de {THEMES[theme].title}"
        yield from _missing(
            title,
            quota(len(chosen), len(themes)),
            [question for question in chosen if question.theme == theme],
            [question for question in pool if question.theme == theme],
            request,
            left,
        )
    for kind in request.kinds:
        yield from _missing(
            f"do tipo {kind}",
            quota(len(chosen), len(request.kinds)),
            [question for question in chosen if question.kind == kind],
            [question for question in pool if question.kind == kind],
            request,
            left,
        )
    if left >= _IDLE:
        yield f"sobram {left} min em que nenhuma outra pergunta cabe; ficam na reserva"


def quota(count: int, groups: int) -> int:
    """Return how many of count questions each of so many groups is due; one at the least."""
    return max(1, count // groups)


def _missing(
    what: str,
    due: int,
    chosen: Sequence[Question],
    available: Sequence[Question],
    request: Request,
    left: int,
) -> Iterable[str]:
    short = due - len(chosen)
    if short > 0:
        questions = "falta 1 pergunta" if short == 1 else f"faltam {short} perguntas"
        others = [question for question in available if question not in chosen]
        yield f"{questions} {what} para {request.level}: {_reason(others, len(available), left)}"


def _reason(others: Sequence[Question], stock: int, left: int) -> str:
    if not others:
        return f"o banco só tem {stock}" if stock else "o banco não tem nenhuma"
    shortest = min(question.minutes for question in others)
    return f"não coube; a mais curta pede {shortest} min e sobravam {left}"
