# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who decides at which age, when one parent is enough, and that a yes taken back covers nothing."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.record.consents.rules.covering import Covered, Missing, Said, cover, may_withdraw
from duizend.record.consents.rules.deciding import REPRESENTATIVE, Deciders, list_authority, who_decides

ON = date(2026, 3, 10)
NOOR, LOTTE, WOUT = ("child", "noor"), ("parent", "lotte"), ("parent", "wout")
BOTH = (LOTTE, WOUT)
NUMBERS = count(1)


def said(by: tuple[str, str], answer: str, *, days_ago: int = 5, until: date | None = None, to: str = "gp") -> Said:
    return Said(by, "inform", to, answer, ON - timedelta(days=days_ago), next(NUMBERS), until)


def outcome(deciders: Deciders, *answers: Said, to: str = "gp") -> Covered | Missing:
    return cover("inform", to, ON, deciders=deciders, said=answers)


@pytest.mark.parametrize(
    ("age", "holders", "expected"),
    [
        (0, BOTH, Deciders(None, BOTH)),
        (11, (LOTTE,), Deciders(None, (LOTTE,))),
        (11, (), Deciders(None, (REPRESENTATIVE,))),
        (12, BOTH, Deciders(NOOR, BOTH)),
        (15, BOTH, Deciders(NOOR, BOTH)),
        (15, (), Deciders(NOOR, (REPRESENTATIVE,))),
        (16, BOTH, Deciders(NOOR)),
        (17, (), Deciders(NOOR)),
        (34, (), Deciders(NOOR)),
    ],
)
def test_who_decides_follows_from_age_and_authority(age, holders, expected) -> None:
    assert who_decides(age, holders, who=NOOR) == expected


@pytest.mark.parametrize(
    ("parents", "noted", "expected"),
    [
        ([(LOTTE, 30), (WOUT, 31)], [], BOTH),
        ([(LOTTE, 30), (WOUT, 31)], [(WOUT, NOOR, False)], (LOTTE,)),
        ([(LOTTE, 30), (WOUT, None)], [(WOUT, NOOR, True)], BOTH),
        ([(LOTTE, 30), (WOUT, None)], [(WOUT, ("child", "other"), False)], BOTH),
        ([(LOTTE, 15)], [], ()),
        ([(LOTTE, 17), (WOUT, 18)], [], (WOUT,)),
        ([(LOTTE, 17)], [(LOTTE, NOOR, True)], (LOTTE,)),
        ([(LOTTE, 30)], [(LOTTE, NOOR, False)], ()),
    ],
)
def test_a_parent_holds_authority_unless_noted_otherwise_or_not_of_age(parents, noted, expected) -> None:
    assert list_authority(NOOR, parents, noted) == expected


CHILD, TEEN, YOUNG = Deciders(None, BOTH), Deciders(NOOR, BOTH), Deciders(NOOR)


@pytest.mark.parametrize(
    ("deciders", "answers", "ask", "against"),
    [
        (CHILD, [], BOTH, ()),
        (CHILD, [(LOTTE, "given")], None, None),
        (CHILD, [(LOTTE, "given"), (WOUT, "refused")], (WOUT,), (WOUT,)),
        (CHILD, [(LOTTE, "given"), (WOUT, "given"), (WOUT, "withdrawn")], (WOUT,), (WOUT,)),
        (CHILD, [(LOTTE, "given"), (WOUT, "refused"), (WOUT, "given")], None, None),
        (CHILD, [(NOOR, "given")], BOTH, ()),
        (TEEN, [(LOTTE, "given")], (NOOR,), ()),
        (TEEN, [(NOOR, "given")], BOTH, ()),
        (TEEN, [(NOOR, "given"), (WOUT, "given")], None, None),
        (TEEN, [(NOOR, "refused"), (WOUT, "given")], (NOOR,), (NOOR,)),
        (YOUNG, [(NOOR, "given"), (LOTTE, "refused")], None, None),
        (YOUNG, [(LOTTE, "given"), (WOUT, "given")], (NOOR,), ()),
    ],
)
def test_what_covers_and_who_is_still_asked(deciders, answers, ask, against) -> None:
    found = outcome(deciders, *(said(by, answer) for by, answer in answers))
    if ask is None:
        assert isinstance(found, Covered)
        assert found.under
    else:
        assert found == Missing(ask, against)


def test_a_yes_stands_through_its_last_day_and_not_after_it() -> None:
    assert isinstance(outcome(YOUNG, said(NOOR, "given", until=ON)), Covered)
    over = outcome(YOUNG, said(NOOR, "given", until=ON - timedelta(days=1)))
    assert over == Missing((NOOR,), (), (NOOR,))


def test_a_yes_for_one_recipient_is_none_for_another_whatever_the_capitals() -> None:
    assert isinstance(outcome(YOUNG, said(NOOR, "given", to="De  Brug"), to="de brug"), Covered)
    assert isinstance(outcome(YOUNG, said(NOOR, "given", to="De Brug"), to="gp"), Missing)


def test_an_answer_of_a_later_day_does_not_cover_an_earlier_one() -> None:
    assert outcome(YOUNG, said(NOOR, "given", days_ago=-1)) == Missing((NOOR,))


def test_only_a_yes_that_stands_can_be_taken_back() -> None:
    yes, back = said(NOOR, "given"), said(NOOR, "withdrawn")
    assert may_withdraw([yes], NOOR, "inform", "GP", on=ON)
    assert not may_withdraw([yes, back], NOOR, "inform", "gp", on=ON)
    assert not may_withdraw([yes], LOTTE, "inform", "gp", on=ON)
    assert not may_withdraw([yes], NOOR, "inform", "midwife", on=ON)


PEOPLE = st.sampled_from([NOOR, LOTTE, WOUT])
ANSWERS = st.lists(
    st.tuples(PEOPLE, st.sampled_from(["given", "refused", "withdrawn"]), st.integers(0, 40)), max_size=8
)
AGES, HOLDERS = st.integers(0, 20), st.lists(st.sampled_from(BOTH), unique=True)


@given(AGES, HOLDERS, ANSWERS)
def test_after_somebody_who_decides_takes_back_nothing_is_covered(age, holders, answers) -> None:
    deciders = who_decides(age, holders, who=NOOR)
    before = [said(by, answer, days_ago=days) for by, answer, days in answers]
    for who in deciders.everyone:
        after = outcome(deciders, *before, said(who, "withdrawn", days_ago=0))
        assert isinstance(after, Missing)
        assert who in after.against
        assert who in after.ask


@given(AGES, HOLDERS, ANSWERS)
def test_what_somebody_says_who_does_not_decide_changes_nothing(age, holders, answers) -> None:
    deciders = who_decides(age, holders, who=NOOR)
    all_said = [said(by, answer, days_ago=days) for by, answer, days in answers]
    of_deciders = [one for one in all_said if one.by in deciders.everyone]
    assert outcome(deciders, *all_said) == outcome(deciders, *of_deciders)


@given(AGES, HOLDERS, ANSWERS)
def test_what_is_missing_always_names_somebody_to_ask_who_decides(age, holders, answers) -> None:
    deciders = who_decides(age, holders, who=NOOR)
    found = outcome(deciders, *(said(by, answer, days_ago=days) for by, answer, days in answers))
    if isinstance(found, Missing):
        assert found.ask
        assert set(found.ask) <= set(deciders.everyone)
    else:
        assert {one.by for one in found.under} <= set(deciders.everyone)
        assert all(one.answer == "given" for one in found.under)
