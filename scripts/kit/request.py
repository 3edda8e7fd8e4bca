"""What an interviewer asks for, checked and in one spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from scripts.bank.vocabulary import KINDS, LEVELS, THEMES
from scripts.kit.problem import KitError, quote

DEFAULT_LEVEL, DEFAULT_MINUTES, DEFAULT_SEED = "pleno", 60, 42
# A working day: past it, it is an examination and not an interview.
MAX_MINUTES = 480
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")


@dataclass(frozen=True)
class Request:
    """A level, the minutes of the whole interview, a seed, and what may be chosen.

    themes and kinds are in the order of the vocabulary; empty means any. With questions (ids,
    in the order in which they are asked) nothing is chosen, and themes and kinds are empty.
    excluded (ids, sorted) are not chosen: the candidate has seen them.
    """

    level: str = DEFAULT_LEVEL
    minutes: int = DEFAULT_MINUTES
    seed: int = DEFAULT_SEED
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


def read_request(
    *,
    level: str | None = None,
    minutes: str | None = None,
    seed: str | None = None,
    themes: Iterable[str] = (),
    kinds: Iterable[str] = (),
    questions: Iterable[str] = (),
    excluded: Iterable[str] = (),
) -> Request:
    """Return the request for values as they were typed; None and () mean the default.

    Case and accents don't matter. Raises KitError on a value that does not exist.
    """
    request = Request(
        level=_one_of("nível", LEVELS, DEFAULT_LEVEL if level is None else level),
        minutes=DEFAULT_MINUTES if minutes is None else _minutes(minutes),
        seed=DEFAULT_SEED if seed is None else _integer("--seed", seed),
        themes=_in_order("tema", tuple(THEMES), themes),
        kinds=_in_order("tipo", KINDS, kinds),
        questions=tuple(dict.fromkeys(question.strip().upper() for question in questions)),
        excluded=tuple(sorted(set(excluded))),
    )
    if request.questions and (request.themes or request.kinds):
        raise KitError("--question já diz quais perguntas entram; tire --theme e --kind do pedido")
    used = [question for question in request.questions if question in request.excluded]
    if used:
        raise KitError(f"{', '.join(used)} já está no kit de --exclude; peça outra pergunta")
    return request


def _in_order(name: str, allowed: tuple[str, ...], typed: Iterable[str]) -> tuple[str, ...]:
    wanted = {_one_of(name, allowed, value) for value in typed}
    return tuple(value for value in allowed if value in wanted)


def _one_of(name: str, allowed: Collection[str], typed: str) -> str:
    for value in allowed:
        if _folded(value) == _folded(typed):
            return value
    raise KitError(f"{name} desconhecido: {quote(typed)}; use um destes: {', '.join(allowed)}")


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _minutes(typed: str) -> int:
    minutes = _integer("--minutes", typed)
    if not 1 <= minutes <= MAX_MINUTES:
        raise KitError(f"--minutes {quote(typed)} não serve; use de 1 a {MAX_MINUTES} minutos")
    return minutes


def _integer(option: str, typed: str) -> int:
    if not _INTEGER.fullmatch(typed.strip()):
        raise KitError(f"{option} {quote(typed)} não é um número inteiro; escreva algo como 42")
    return int(typed)
