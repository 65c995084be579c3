# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which programmes fit by what was noted: nothing is counted, nothing that was not noted counts against."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.catalogue.rules.case import Case
from duizend.catalogue.rules.programme import Criterion
from duizend.ground.kernel.rules.decisions import Allowed, Refused
from duizend.ground.kernel.rules.points import BIRTH, Point
from duizend.record.signalling.rules.weighing import (
    OWN_LOAD,
    OWN_STRENGTH,
    OWN_WORDS,
    ChildNoted,
    Fit,
    case_from_record,
    check_factor,
    list_fits,
    side_of,
)
from rules.catalogue.invented import ON, VOCABULARY, programme

PROGRAMME = programme()
# The same without the conditions on the mother and the first child: what a record alone can meet.
OPEN = replace(
    PROGRAMME, id="zomerzon", criteria=tuple(one for one in PROGRAMME.criteria if one.counts_towards != "every")
)
IDS = VOCABULARY.ids()
IN_A_CRITERION = {factor for criterion in PROGRAMME.criteria for factor in criterion.met_by}


def record(*factors: str, due: date | None = date(2026, 7, 1), born: date | None = None) -> Case:
    children = [ChildNoted(born)] if born else []
    return case_from_record(due_date=due, children=children, parents=[date(2004, 5, 5), None], factors=factors)


def fit(case: Case, on: date = ON) -> Fit:
    return list_fits([OPEN], case, on, vocabulary=VOCABULARY)[0]


def test_what_meets_the_conditions_fits_and_says_why_with_source() -> None:
    found = fit(record("rain", "fog"))
    assert found.word == "fits"
    assert [reason.id for reason in found.because if reason.id in ("target_window", "wet", "misty")] == [
        "target_window",
        "wet",
        "misty",
    ]
    assert all(reason.source.startswith("Almanak") for reason in found.because)
    assert found.against == ()
    assert found.unknown == ()


def test_what_was_not_noted_is_unknown_and_says_what_would_decide() -> None:
    found = fit(record())
    assert found.word == "could_fit"
    assert {reason.id for reason in found.unknown} == {"wet", "misty", "far"}
    assert found.against == ()


def test_what_cannot_be_now_says_because_of_what() -> None:
    found = fit(record("rain", "fog", due=None, born=ON - timedelta(days=500)))
    assert found.word == "not_now"
    assert [reason.id for reason in found.against] == ["target_window"]
    assert found.against[0].reason.nl
    assert found.against[0].source.startswith("Almanak")


def test_an_exclusion_that_holds_is_why_not_and_never_speaks_for_it() -> None:
    found = fit(record("rain", "fog", due=ON + timedelta(days=20)))
    assert found.word == "not_now"
    assert "late" in {reason.id for reason in found.against}
    assert "late" not in {reason.id for reason in found.because}


def test_what_fits_stands_before_what_could_and_what_cannot() -> None:
    found = list_fits([PROGRAMME, OPEN], record("rain", "fog"), ON, vocabulary=VOCABULARY)
    assert [(one.programme.id, one.word) for one in found] == [("zomerzon", "fits"), ("lentebries", "could_fit")]


def test_a_noted_child_does_not_tell_that_it_is_the_first() -> None:
    found = list_fits(
        [PROGRAMME], record("rain", "fog", due=None, born=ON - timedelta(days=30)), ON, vocabulary=VOCABULARY
    )
    assert "first" in {reason.id for reason in found[0].unknown}


def test_two_children_tell_that_the_youngest_is_not_the_first() -> None:
    case = case_from_record(
        due_date=None, children=[ChildNoted(date(2020, 1, 1)), ChildNoted(date(2026, 2, 1))], parents=[], factors=[]
    )
    found = list_fits([PROGRAMME], case, ON, vocabulary=VOCABULARY)
    assert "first" in {reason.id for reason in found[0].against}


def test_a_child_that_died_has_no_age_and_is_no_reason() -> None:
    case = case_from_record(due_date=None, children=[ChildNoted(ON, is_alive=False)], parents=[], factors=[])
    assert case.children is None
    assert not case.pregnant


def test_group_members_that_are_not_met_are_why_a_group_cannot_be_met() -> None:
    first = PROGRAMME.criteria[0]
    young = Criterion(
        "young", first.text, "child_age", first.source, "weather", start=BIRTH, until=Point("birth", 0, 14)
    )
    group = replace(OPEN.target.groups[0], at_least=4)
    strict = replace(OPEN, criteria=(*OPEN.criteria, young), target=replace(OPEN.target, groups=(group,)))
    case = record("rain", "fog", "abroad", due=None, born=ON - timedelta(days=90))
    found = list_fits([strict], case, ON, vocabulary=VOCABULARY)[0]
    assert found.word == "not_now"
    assert "young" in {reason.id for reason in found.against}


@given(st.sets(st.sampled_from(IDS)))
def test_words_that_no_condition_names_never_change_what_fits(noted: set[str]) -> None:
    with_all = list_fits([PROGRAMME, OPEN], record(*noted), ON, vocabulary=VOCABULARY)
    named = list_fits([PROGRAMME, OPEN], record(*(noted & IN_A_CRITERION)), ON, vocabulary=VOCABULARY)
    assert with_all == named


@given(st.sets(st.sampled_from(IDS)), st.sampled_from(IDS))
def test_a_second_word_of_a_condition_that_is_met_changes_nothing(noted: set[str], more: str) -> None:
    """What fits depends on which conditions are met, never on how many words were noted."""

    def met(words: set[str]) -> set[str]:
        return {c.id for c in PROGRAMME.criteria if words & set(c.met_by)}

    if met(noted) == met(noted | {more}):
        before, after = fit(record(*noted)), fit(record(*noted, more))
        assert (before.word, before.unknown) == (after.word, after.unknown)
        assert [reason.id for reason in before.because] == [reason.id for reason in after.because]


@given(st.sets(st.sampled_from(IDS)), st.sampled_from(IDS))
def test_noting_or_leaving_out_a_word_never_turns_met_into_not_met(noted: set[str], one: str) -> None:
    for case, other in ((record(*noted), record(*noted, one)), (record(*noted, one), record(*(noted - {one})))):
        before, after = fit(case), fit(other)
        met = {reason.id for reason in before.because}
        assert not met & {reason.id for reason in after.against}
        assert not (before.word != "not_now" and after.word == "not_now")


@given(st.sets(st.sampled_from(IDS)))
def test_noting_more_never_takes_a_fit_away(noted: set[str]) -> None:
    assert fit(record("rain", "fog", *noted)).word == "fits"


@pytest.mark.parametrize(
    ("factor", "side"),
    [
        ("umbrella", "strong"), ("rain", "weighs"), ("abroad", "said"), (OWN_WORDS, "said"), (OWN_STRENGTH, "strong"),
        (OWN_LOAD, "weighs"), ("a-word-that-went-away", "said"),
    ],
)  # fmt: skip
def test_each_word_stands_on_its_side(factor: str, side: str) -> None:
    assert side_of(factor, VOCABULARY) == side


@pytest.mark.parametrize(
    ("factor", "words", "code"),
    [
        ("rain", "", ""), ("drizzle", "", ""), ("umbrella", "altijd bij zich", ""), (OWN_WORDS, "slapen", ""),
        (OWN_STRENGTH, "", "no_words"), ("snow", "wit", "unknown_factor"),
    ],
)  # fmt: skip
def test_only_words_of_the_list_or_own_words_can_be_noted(factor: str, words: str, code: str) -> None:
    decision = check_factor(factor, words=words, vocabulary=VOCABULARY)
    assert decision == Allowed() if not code else isinstance(decision, Refused) and decision.code == code


def test_own_words_are_no_word_of_a_programme() -> None:
    assert record(OWN_WORDS, OWN_LOAD, "rain").factors == {"rain"}
