"""The minutes of a plan add up, and a plan that can't is refused with the mend."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.kit.plan import buffer_minutes, make_plan, minutes_for_questions, minutes_needed
from scripts.kit.problem import KitError

MINUTES = st.lists(st.integers(3, 45), min_size=1, max_size=12)


@given(MINUTES, st.integers(0, 60))
def test_parts_add_up_to_the_interview(minutes: list[int], spare: int) -> None:
    total = minutes_needed(sum(minutes)) + spare
    plan = make_plan(total, [(f"P{n}", m) for n, m in enumerate(minutes)])
    steps = plan.steps()
    assert sum(step.minutes for step in steps) == total
    assert steps[0].start == 0
    assert all(after.start == step.start + step.minutes for step, after in pairwise(steps))
    assert plan.reserve >= buffer_minutes(total) >= total / 10


@given(MINUTES)
def test_one_minute_less_than_needed_is_refused(minutes: list[int]) -> None:
    questions = [(f"P{n}", m) for n, m in enumerate(minutes)]
    needed = minutes_needed(sum(minutes))
    assert make_plan(needed, questions).asking == sum(minutes)
    with pytest.raises(KitError, match=f"use --minutes {needed} "):
        make_plan(needed - 1, questions)


@given(st.integers(3, 400))
def test_needed_minutes_are_the_fewest_that_fit(asking: int) -> None:
    needed = minutes_needed(asking)
    assert minutes_for_questions(needed) >= asking
    assert minutes_for_questions(needed - 1) < asking


@given(st.integers(1, 480))
def test_a_longer_interview_never_has_less_time_for_questions(total: int) -> None:
    assert minutes_for_questions(total + 1) >= minutes_for_questions(total)


def test_an_hour_keeps_time_to_open_to_answer_and_to_spare() -> None:
    plan = make_plan(60, [("AUT-001", 12), ("ORQ-001", 30)])
    assert (plan.opening, plan.asking, plan.closing, plan.reserve) == (5, 42, 5, 8)


def test_too_many_minutes_are_refused_with_the_length_that_fits() -> None:
    with pytest.raises(KitError, match=r"pedem 50 min e, em 60, cabem 44; use --minutes 68"):
        make_plan(60, [("AUT-001", 50)])
    assert make_plan(68, [("AUT-001", 50)]).total == 68
