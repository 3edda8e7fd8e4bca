"""Questions that ask or answer what another one does already."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from scripts.bank.model import Question
from scripts.bank.structure import SOURCES
from scripts.bank.violation import Violation

# Shares of the smaller of two texts. Two questions of the bank share some runs of words, such as
# a quoted command or the full name of a product; an answer that was copied shares most.
SAME_TITLE, SAME_ANSWER = 0.8, 0.25
_RUN = 8
_SMALL_WORDS = (
    "a o as os de do da dos das e em no na nos nas um uma que como para por com se qual quais voce"
)


def duplicates(questions: Sequence[Question]) -> Iterator[Violation]:
    """Yield a violation for each question too similar to one with a lower id."""
    ordered = sorted(questions, key=lambda question: question.id)
    for first, second, share in _pairs([_title(q) for q in ordered], SAME_TITLE):
        yield _violation(ordered[second], ordered[first], "o título repete", share)
    for first, second, share in _pairs([_answer(q) for q in ordered], SAME_ANSWER):
        yield _violation(ordered[second], ordered[first], "a resposta repete", share)


def _violation(question: Question, other: Question, what: str, share: float) -> Violation:
    return Violation(
        question.path, 1, f"{what} {share:.0%} de {other.id}; junte as duas ou mude o recorte"
    )


def _pairs(texts: Sequence[frozenset[str]], limit: float) -> Iterator[tuple[int, int, float]]:
    """Yield (lower, higher, share) of the texts that share more than limit of the smaller."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        shared = Counter(other for item in text for other in holders[item])
        for other, count in sorted(shared.items()):
            share = count / min(len(text), len(texts[other]))
            if share >= limit:
                yield other, number, share
        for item in text:
            holders[item].append(number)


def _title(question: Question) -> frozenset[str]:
    return frozenset(word for word in _words(question.title) if word not in _SMALL_WORDS.split())


def _answer(question: Question) -> frozenset[str]:
    sections = question.sections.items()
    words = _words(" ".join(section.body for name, section in sections if name != SOURCES))
    return frozenset(
        " ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)
    )


def _words(text: str) -> list[str]:
    plain = re.sub(r"```.*?```|\]\([^)]*\)", " ", text, flags=re.DOTALL)
    folded = unicodedata.normalize("NFKD", plain.casefold())
    return re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c)))
