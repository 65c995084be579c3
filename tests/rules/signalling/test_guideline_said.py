# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said of the steps of a guideline, and what it means for what is suggested today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.catalogue.rules.case import Case
from duizend.catalogue.rules.guideline import suggest_steps
from duizend.record.signalling.rules.guideline import (
    PERSISTING,
    Said,
    check_said,
    find_step,
    list_phases_now,
    talk_of,
)
from rules.catalogue.invented import VOCABULARY
from rules.catalogue.test_guideline import PROGRAMMES, TEXT, guideline

ON = date(2026, 3, 1)
GUIDELINE = guideline(
    TEXT.replace(
        '{ id = "given", text = { nl = "Verteld" } }',
        '{ id = "given", text = { nl = "Verteld" } }, { id = "not_now", text = { nl = "Nu niet" } }',
    )
)
BABY = Case(children=(date(2026, 1, 1),))
UNBORN = Case(due_date=date(2026, 7, 1), pregnant=True)
BOTH = Case(due_date=date(2026, 7, 1), pregnant=True, children=(date(2025, 6, 1),))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Said("tell", "after", "given"), ""),
        (Said("tell", "before", "not_now"), ""),
        (Said("far", "", PERSISTING), ""),
        (Said("nowhere", "", PERSISTING), "unknown_step"),
        (Said("tell", "later", "given"), "unknown_phase"),
        (Said("tell", "", "given"), "unknown_phase"),
        (Said("tell", "after", "shouted"), "unknown_answer"),
        (Said("tell", "after", PERSISTING), "unknown_answer"),
        (Said("far", "after", PERSISTING), "unknown_answer"),
        (Said("look", "", "given"), "unknown_answer"),
    ],
)
def test_only_what_the_file_has_can_be_said_of_a_step(said: Said, code: str) -> None:
    assert getattr(check_said(GUIDELINE, said), "code", "") == code


def test_the_age_phases_of_today_are_those_of_each_child_and_pregnancy() -> None:
    def now(case: Case, on: date = ON) -> list[str]:
        return [phase.id for _step, phase in list_phases_now(GUIDELINE, case, on)]

    assert (now(UNBORN), now(BABY), now(BOTH), now(Case())) == (["before"], ["after"], ["before", "after"], [])
    assert now(BABY, date(2026, 12, 31)) == ["after"]
    assert now(BABY, date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    ("said", "case", "is_open"),
    [
        ([], BABY, None),
        ([Said("tell", "after", "given")], BABY, True),
        ([Said("tell", "after", "not_now")], BABY, False),
        ([Said("tell", "before", "not_now")], BABY, None),
        ([Said("tell", "before", "given")], BOTH, None),
        ([Said("tell", "before", "given"), Said("tell", "after", "not_now")], BOTH, True),
        ([Said("tell", "after", "given")], Case(), None),
    ],
)
def test_not_now_closes_the_phase_it_was_said_in_and_no_other(
    said: list[Said], case: Case, is_open: bool | None
) -> None:
    assert talk_of(GUIDELINE, said, case=case, on=ON).open_to_information is is_open


def test_a_professional_says_that_problems_persist_and_nothing_else_does() -> None:
    assert talk_of(GUIDELINE, [Said("far", "", PERSISTING)], case=BABY, on=ON).persisting
    assert not talk_of(GUIDELINE, [Said("tell", "after", "given")], case=BABY, on=ON).persisting


def test_a_step_is_found_by_its_id() -> None:
    assert find_step(GUIDELINE, "tell").kind == "information"
    assert find_step(GUIDELINE, "shout") is None


answers = st.sampled_from(["given", "not_now"])
says = st.one_of(
    st.builds(Said, st.just("tell"), st.sampled_from(["before", "after"]), answers),
    st.just(Said("far", "", PERSISTING)),
)
children = st.lists(st.dates(date(2022, 1, 1), date(2027, 1, 1)), max_size=2).map(tuple)


@given(st.lists(says, max_size=4), children, st.integers(0, 900))
def test_whatever_was_said_strengths_come_first_and_every_suggestion_has_a_reason_and_a_source(
    said: list[Said], born: tuple[date, ...], later: int
) -> None:
    on, case = ON + timedelta(days=later), Case(children=born or None)
    talk = talk_of(GUIDELINE, said, case=case, on=on)
    found = suggest_steps(GUIDELINE, case, on, talk=talk, programmes=PROGRAMMES, vocabulary=VOCABULARY)
    assert found[0].kind == "observe"
    assert all(one.because and one.source for one in found)
    assert any(one.kind == "referral" for one in found) is any(one.answer == PERSISTING for one in said)
