"""Selection is balanced, reproducible, and unmoved by questions it does not take."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.bank import Question
from scripts.bank.vocabulary import KINDS, LEVELS, THEMES
from scripts.kit.plan import make_plan
from scripts.kit.problem import KitError
from scripts.kit.request import Request
from scripts.kit.selection import quota, rank, select
from tests.scripts.kit.banks import Entry, question

ENTRIES = st.builds(
    Entry,
    theme=st.sampled_from(tuple(THEMES)),
    number=st.integers(1, 99),
    minutes=st.integers(3, 45),
    kind=st.sampled_from(KINDS),
    levels=st.sets(st.sampled_from(LEVELS), min_size=1).map(
        lambda levels: tuple(level for level in LEVELS if level in levels)
    ),
)
BANKS = st.lists(ENTRIES, max_size=25, unique_by=lambda entry: entry.id).map(
    lambda entries: [question(entry) for entry in entries]
)
REQUESTS = st.builds(
    Request,
    level=st.sampled_from(LEVELS),
    minutes=st.integers(1, 240),
    seed=st.integers(),
    themes=st.sets(st.sampled_from(tuple(THEMES)), max_size=3).map(
        lambda themes: tuple(theme for theme in THEMES if theme in themes)
    ),
    kinds=st.sets(st.sampled_from(KINDS), max_size=2).map(
        lambda kinds: tuple(kind for kind in KINDS if kind in kinds)
    ),
)


def ids(bank: list[Question], request: Request) -> list[str]:
    try:
        return [chosen.id for chosen in select(bank, request).questions]
    except KitError:
        return []


@given(BANKS, REQUESTS)
def test_what_is_chosen_was_asked_for_and_fits(bank: list[Question], request: Request) -> None:
    chosen = [q for q in bank if q.id in ids(bank, request)]
    assert all(request.level in q.levels for q in chosen)
    assert all(q.theme in request.themes for q in chosen if request.themes)
    assert all(q.kind in request.kinds for q in chosen if request.kinds)
    if chosen:
        assert make_plan(request.minutes, [(q.id, q.minutes) for q in chosen])


@given(BANKS, REQUESTS, ENTRIES)
def test_a_new_question_does_not_reshuffle_the_others(
    bank: list[Question], request: Request, entry: Entry
) -> None:
    before = ids([q for q in bank if q.id != entry.id], request)
    after = ids([*(q for q in bank if q.id != entry.id), question(entry)], request)
    in_both = set(before) & set(after)
    assert [name for name in before if name in in_both] == [x for x in after if x in in_both]


@given(BANKS, REQUESTS, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(
    bank: list[Question], request: Request, chance: Random
) -> None:
    shuffled = chance.sample(bank, len(bank))
    assert ids(bank, request) == ids(shuffled, request)


@given(BANKS, REQUESTS)
def test_each_theme_and_kind_asked_for_is_met_or_said_to_be_missing(
    bank: list[Question], request: Request
) -> None:
    try:
        selection = select(bank, request)
    except KitError:
        return
    said = "\n".join(selection.shortfalls)
    for theme in request.themes or THEMES:
        met = any(q.theme == theme for q in selection.questions)
        assert met or f" de {THEMES[theme].title} para {request.level}: " in said
    for kind in request.kinds:
        met = any(q.kind == kind for q in selection.questions)
        assert met or f" do tipo {kind} para {request.level}: " in said


@given(st.integers(), st.integers(4, 40))
def test_themes_and_kinds_are_balanced_where_the_bank_allows(seed: int, minutes: int) -> None:
    bank = [
        question(Entry(theme=theme, number=number, minutes=5, kind=KINDS[number % len(KINDS)]))
        for theme in THEMES
        for number in range(1, 11)
    ]
    chosen = select(bank, Request(seed=seed, minutes=minutes * 12)).questions
    themes = Counter(q.theme for q in chosen)
    assert max(themes.values()) - min(themes[theme] for theme in THEMES) <= 1


def test_the_order_is_that_of_the_hash_of_seed_and_id() -> None:
    bank = [question(Entry(number=number, minutes=5)) for number in range(1, 20)]
    chosen = ids(bank, Request(minutes=60))
    assert chosen == sorted(chosen, key=lambda name: rank(42, name))
    assert rank(42, "AUT-001") == (
        "9c369fca725b4ffcb9c7e9b1dbaa5de476649d7f1efb6a9f7f30435c04e56dfc"
    )


def test_seeds_give_different_kits() -> None:
    bank = [question(Entry(number=number, minutes=10)) for number in range(1, 40)]
    assert len({tuple(ids(bank, Request(seed=seed))) for seed in range(10)}) > 5


def test_what_did_not_fit_says_how_many_minutes_were_missing() -> None:
    bank = [
        question(Entry(theme="automacao", minutes=30)),
        question(Entry(theme="seguranca", minutes=40)),
    ]
    themes = ("automacao", "seguranca")
    taken: set[str] = set()
    said: set[str] = set()
    for seed in range(20):
        selection = select(bank, Request(minutes=60, themes=themes, seed=seed))
        taken.add(selection.questions[0].id)
        said.update(selection.shortfalls)
    assert taken == {"AUT-001", "SEG-001"}
    assert (
        "falta 1 pergunta de Segurança e Compliance para pleno: não coube; a mais curta pede 40 min"
        " e sobravam 14"
    ) in said
    assert "sobram 14 min em que nenhuma outra pergunta cabe; ficam na reserva" in said


def test_a_theme_below_its_quota_says_how_many_are_missing() -> None:
    bank = [question(Entry(number=number, minutes=5)) for number in range(1, 6)]
    bank.append(question(Entry(theme="seguranca", minutes=5)))
    themes = ("automacao", "seguranca")
    selection = select(bank, Request("pleno", minutes=90, themes=themes))
    assert len(selection.questions) == 6
    said = "faltam 2 perguntas de Segurança e Compliance para pleno: o banco só tem 1"
    assert said in selection.shortfalls


@given(st.integers(0, 50), st.integers(1, 5))
def test_quotas_never_ask_for_more_than_there_is_room_for(count: int, groups: int) -> None:
    assert quota(count, groups) * groups <= max(count, groups)


@given(BANKS, REQUESTS, st.data())
def test_what_was_used_before_is_not_chosen_again(
    bank: list[Question], request: Request, data: st.DataObject
) -> None:
    used = data.draw(st.sets(st.sampled_from([q.id for q in bank]))) if bank else set()
    chosen = ids(bank, replace(request, excluded=tuple(sorted(used))))
    assert not used & set(chosen)
    assert chosen == ids([q for q in bank if q.id not in used], request)


def test_named_questions_are_taken_in_the_order_given() -> None:
    bank = [question(Entry(number=1)), question(Entry(number=2, levels=("sênior",)))]
    selection = select(bank, Request(questions=("AUT-002", "AUT-001")))
    assert [q.id for q in selection.questions] == ["AUT-002", "AUT-001"]
    assert selection.shortfalls == ("AUT-002 é para sênior, não para pleno",)


def test_an_unknown_question_is_refused_with_the_nearest_ids() -> None:
    bank = [question(Entry(number=number)) for number in (1, 2)]
    with pytest.raises(KitError, match=r"“AUT-009” não existe no banco; parecidas: AUT-00"):
        select(bank, Request(questions=("AUT-009",)))


def test_a_bank_without_such_a_question_is_refused() -> None:
    message = "o banco não tem pergunta para júnior de seguranca do tipo prática"
    with pytest.raises(KitError, match=message):
        select([question(Entry())], Request("júnior", themes=("seguranca",), kinds=("prática",)))


def test_an_interview_too_short_for_any_question_says_how_long_it_must_be() -> None:
    bank = [question(Entry(minutes=10))]
    with pytest.raises(KitError, match=r"3 minutos não bastam: .* use --minutes 18 ou mais"):
        select(bank, Request(minutes=3))
    assert ids(bank, Request(minutes=18)) == ["AUT-001"]
    assert ids(bank, Request(minutes=17)) == []
