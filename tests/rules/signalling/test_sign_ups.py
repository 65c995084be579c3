# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose agreement a sign-up needs, what its sender is told, and how long it may wait."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.kernel.rules.decisions import Allowed
from duizend.record.signalling.rules.sign_ups import (
    HANDLINGS,
    MAY_HEAR,
    NEED_AGREEMENT,
    PARENTS_KNOW,
    SOURCES,
    Handled,
    Told,
    add_working_days,
    check_agreement,
    check_child,
    days_overdue,
    find_organisation,
    is_end,
    needs_agreement,
    next_answer_due,
    sign_up_ends_on,
    told_to_sender,
)

DAY = date(2026, 11, 17)  # a Tuesday
ANSWER = ("accepted", DAY + timedelta(days=9))


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("knows", PARENTS_KNOW)
def test_who_treats_the_woman_needs_her_agreement_and_others_a_reason_why_not_yet(source: str, knows: str) -> None:
    found = check_agreement(source, knows)
    if source in NEED_AGREEMENT and knows != "agreed":
        assert (found.code, found.source) == ("no_agreement", "art. 7:457 BW")
    elif knows == "not_yet_told":
        assert found.code == "no_reason_not_told"
        assert check_agreement(source, knows, not_told_because="  ").code == "no_reason_not_told"
        assert check_agreement(source, knows, not_told_because="Ze zijn met vakantie") == Allowed()
    else:
        assert found == Allowed()


def test_the_clinicians_of_a_pregnant_woman_are_known_as_data() -> None:
    assert set(NEED_AGREEMENT) <= set(SOURCES)
    assert needs_agreement("midwife")
    assert not needs_agreement("nursery")


def test_their_answer_is_heard_only_by_agreement() -> None:
    assert check_agreement("nursery", "told", may_hear="answer").code == "answer_without_agreement"
    assert check_agreement("nursery", "agreed", may_hear="answer") == Allowed()


@pytest.mark.parametrize(
    ("due", "born", "code"),
    [
        (None, None, "no_child"),
        (300, None, ""), (301, None, "due_date_too_far"), (-42, None, ""), (-43, None, "due_date_too_far"),
        (None, 0, ""), (None, 1, "birth_date_too_far"), (None, -6000, ""), (None, -7000, "birth_date_too_far"),
    ],
)  # fmt: skip
def test_a_child_that_cannot_be_true_is_refused(due: int | None, born: int | None, code: str) -> None:
    due_date = None if due is None else DAY + timedelta(days=due)
    birth_date = None if born is None else DAY + timedelta(days=born)
    found = check_child(due_date=due_date, birth_date=birth_date, today=DAY)
    assert (found == Allowed()) if not code else (found.code == code)


@pytest.mark.parametrize(
    ("handlings", "may_hear", "answer", "told"),
    [
        ([], "answer", None, Told(DAY)),
        ([Handled("taken_up", DAY)], "answer", ANSWER, Told(DAY, DAY)),
        ([Handled("registered", DAY)], "handled", ANSWER, Told(DAY, None, DAY, parents_tell=True)),
        ([Handled("registered", DAY)], "answer", None, Told(DAY, None, DAY, awaits_answer=True)),
        ([Handled("linked", DAY)], "answer", ANSWER, Told(DAY, None, DAY, answer="accepted", answered_on=ANSWER[1])),
        ([Handled("not_for_us", DAY, "Bel het buurtteam")], "handled", None, Told(DAY, None, DAY, "Bel het buurtteam")),
        ([Handled("taken_up", DAY), Handled("double", DAY)], "handled", None, Told(DAY, DAY, DAY, parents_tell=True)),
        ([Handled("withdrawn", DAY)], "answer", ANSWER, Told(DAY, None, DAY)),
    ],
)  # fmt: skip
def test_what_a_sender_is_told(handlings: list[Handled], may_hear: str, answer: object, told: Told) -> None:
    assert told_to_sender(received_on=DAY, handlings=handlings, may_hear=may_hear, answer=answer) == told


outcomes = st.lists(st.builds(Handled, st.sampled_from(HANDLINGS), st.dates(DAY), st.just("")), max_size=4)


@given(outcomes, st.sampled_from(MAY_HEAR), st.none() | st.just(ANSWER))
def test_no_answer_is_ever_told_without_agreement_or_before_it_was_handled(
    handlings: list[Handled], may_hear: str, answer: tuple[str, date] | None
) -> None:
    told = told_to_sender(received_on=DAY, handlings=handlings, may_hear=may_hear, answer=answer)
    assert told.received_on == DAY
    assert (told.handled_on is not None) == bool(handlings and is_end(handlings[-1].outcome))
    if told.answer:
        assert may_hear == "answer"
        assert handlings[-1].outcome in ("registered", "linked")
    assert sum((bool(told.answer), told.awaits_answer, told.parents_tell)) <= 1


@given(st.sampled_from(("registered", "linked")), st.sampled_from(("double", "withdrawn")))
def test_the_answer_to_a_sender_does_not_tell_that_a_family_was_double_or_withdrew(became: str, ended: str) -> None:
    both = [
        told_to_sender(received_on=DAY, handlings=[Handled(how, DAY)], may_hear="handled") for how in (became, ended)
    ]
    assert both[0] == both[1]


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 11, 17), 5, date(2026, 11, 24)), (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)), (date(2026, 11, 17), 0, date(2026, 11, 17)),
    ],
)  # fmt: skip
def test_weekends_are_no_working_days(day: date, number: int, expected: date) -> None:
    assert add_working_days(day, number) == expected


def test_a_sign_up_is_due_after_five_working_days_anew_once_taken_up_and_never_once_handled() -> None:
    assert next_answer_due(DAY, []) == date(2026, 11, 24)
    assert next_answer_due(DAY, [Handled("taken_up", date(2026, 11, 23))]) == date(2026, 11, 30)
    assert next_answer_due(DAY, [Handled("double", DAY)]) is None
    assert next_answer_due(DAY, [], working_days=1) == date(2026, 11, 18)


def test_days_overdue_are_counted_after_the_day_itself() -> None:
    assert days_overdue(DAY, DAY) == 0
    assert days_overdue(DAY, DAY + timedelta(days=3)) == 3
    assert days_overdue(None, DAY) == 0


def test_a_sign_up_that_nothing_followed_ends_a_year_after_it_came_in() -> None:
    assert sign_up_ends_on(date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("job_title", "expected"),
    [
        ("Verloskundige, De Ooievaarshof", "stork"), ("verloskundige, de  ooievaarshof", "stork"),
        ("Verloskundige, Ooievaar", None), ("Verloskundige", None), ("", None), ("Huisarts, Praktijk", None),
    ],
)  # fmt: skip
def test_where_a_sender_works_is_read_from_her_function_when_only_one_organisation_bears_the_words(
    job_title: str, expected: str | None
) -> None:
    known = {
        "stork": "Verloskundigenpraktijk De Ooievaarshof", "lime": "Praktijk Lindewieg", "other": "Praktijk Oeverwijk"
    }  # fmt: skip
    assert find_organisation(job_title, known) == expected
