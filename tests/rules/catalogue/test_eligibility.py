# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who fits: met, not met or unknown per criterion, and which unknown decides."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.catalogue.rules.case import Case, Parent
from duizend.catalogue.rules.eligibility import Verdict, assess, weigh
from duizend.catalogue.rules.programme import Programme, State

from .invented import ON, VOCABULARY, case, programme

PROGRAMME = programme()
FITTING = """
factors = ["rain", "fog"]
children = []
pregnancy = { due_date = 2026-07-01 }
parents = [{ birth_date = 2004-05-05, role = "mother" }]
"""
STATES = st.sampled_from(get_args(State))
IDS = ("target_window", *(criterion.id for criterion in PROGRAMME.criteria))


def judge(text: str, on: date = ON) -> Verdict:
    return assess(PROGRAMME, case(text), on, vocabulary=VOCABULARY)


def state_of(text: str, criterion: str, on: date = ON) -> str:
    return {state.id: state.state for state in judge(text, on).criteria}[criterion]


def test_a_family_that_meets_everything_fits() -> None:
    verdict = judge(FITTING)
    assert verdict.word == "fits"
    assert verdict.deciding_unknowns == ()
    assert [(state.id, state.state) for state in verdict.criteria] == [
        ("target_window", "met"),
        ("first", "met"),
        ("young_mother", "met"),
        ("late", "not_met"),
        ("wet", "met"),
        ("misty", "met"),
        ("far", "unknown"),
    ]
    assert all(state.source.startswith("Almanak") and state.reason.nl for state in verdict.criteria)


def test_nothing_known_is_unknown_and_everything_decides() -> None:
    verdict = judge("")
    assert verdict.word == "unknown"
    assert verdict.deciding_unknowns == IDS


def test_a_condition_that_must_not_hold_refuses_when_it_does() -> None:
    verdict = judge(FITTING, date(2026, 6, 1))
    assert (verdict.word, state_of(FITTING, "late", date(2026, 6, 1))) == ("does_not_fit", "met")


def test_an_unknown_outside_what_can_decide_is_not_asked_for() -> None:
    assert judge(FITTING.replace('"rain", "fog"', '"rain"')).deciding_unknowns == ("misty", "far")
    assert judge(FITTING.replace('["rain", "fog"]', '[]\nabsent = ["fog", "abroad"]')).word == "does_not_fit"


@pytest.mark.parametrize(
    ("factors", "absent", "expected"),
    [
        ('"rain"', '"storm"', "met"),
        ("", '"rain", "storm"', "not_met"),
        ("", '"rain"', "unknown"),
        ("", "", "unknown"),
        ('"umbrella"', "", "unknown"),
    ],
)
def test_a_criterion_on_factors_has_three_states(factors: str, absent: str, expected: str) -> None:
    assert state_of(f"factors = [{factors}]\nabsent = [{absent}]", "wet") == expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("pregnancy = { due_date = 2026-07-01 }", date(2025, 12, 16), "not_met"),
        ("pregnancy = { due_date = 2026-07-01 }", date(2025, 12, 17), "met"),
        ("pregnancy = { due_date = 2026-07-01 }", date(2026, 7, 29), "met"),
        ("pregnancy = { due_date = 2026-07-01 }", date(2026, 7, 30), "unknown"),
        ("pregnancy = {}", ON, "unknown"),
        ("children = []", ON, "unknown"),
        ("children = [{ birth_date = 2025-03-02 }]", ON, "met"),
        ("children = [{ birth_date = 2025-03-01 }]", ON, "not_met"),
        ("children = [{ birth_date = 2025-03-01 }]\npregnancy = {}", ON, "unknown"),
        ("children = [{ birth_date = 2020-03-01 }, { birth_date = 2026-02-01 }]", ON, "met"),
        ("children = [{ birth_date = 2026-03-20 }]", ON, "met"),
    ],
)
def test_the_target_window_is_a_criterion_too(text: str, on: date, expected: str) -> None:
    assert state_of(text, "target_window", on) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("children = []\npregnancy = { due_date = 2026-07-01 }", "met"),
        ("children = []\npregnancy = {}", "met"),
        ("pregnancy = { due_date = 2026-07-01 }", "unknown"),
        ("first_child = true", "met"),
        ("first_child = false", "not_met"),
        ("children = [{ birth_date = 2025-03-02 }]", "met"),
        ("children = [{ birth_date = 2025-03-02 }, { birth_date = 2025-03-02 }]", "met"),
        ("children = [{ birth_date = 2023-03-02 }, { birth_date = 2025-03-02 }]", "not_met"),
        ("children = [{ birth_date = 2023-03-02 }]\npregnancy = {}", "not_met"),
        ("children = [{ birth_date = 2026-02-02 }]\npregnancy = { due_date = 2026-02-20 }", "met"),
        ("children = []", "unknown"),
    ],
)
def test_a_first_child_is_told_from_a_later_one(text: str, expected: str) -> None:
    assert state_of(text, "first") == expected


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ('{ birth_date = 2000-03-02, role = "mother" }', "met"),
        ('{ birth_date = 2000-03-01, role = "mother" }', "not_met"),
        ('{ birth_date = 1990-01-01, role = "mother" }, { birth_date = 2004-01-01 }', "not_met"),
        ("{ birth_date = 1990-01-01 }, { birth_date = 2004-01-01 }", "unknown"),
        ("{ birth_date = 2004-01-01 }", "met"),
        ('{ birth_date = 2004-01-01, role = "partner" }', "unknown"),
        ("", "unknown"),
    ],
)
def test_the_mothers_age_is_the_mothers(parents: str, expected: str) -> None:
    assert state_of(f"parents = [{parents}]", "young_mother") == expected


def test_the_age_of_any_parent_may_be_asked_too() -> None:
    criterion = replace(PROGRAMME.criteria[1], whose="any")
    anyone = replace(PROGRAMME, criteria=(criterion,))
    family = Case(parents=(Parent(date(1990, 1, 1), "mother"), Parent(date(2004, 1, 1), "partner")))
    state = assess(anyone, family, ON, vocabulary=VOCABULARY).criteria[1]
    assert state.state == "met"
    assert state.reason.en == "Age from 12 years until 26 years: a parent is within it."


@pytest.mark.parametrize(
    ("text", "criterion", "reason"),
    [
        ('factors = ["rain"]', "wet", "Aanwezig: regen."),
        ('absent = ["rain"]', "wet", "Nog niet bekend: storm."),
        ('absent = ["rain", "storm"]', "wet", "Niet aanwezig: regen, storm."),
        ("", "target_window", "Geen uitgerekende datum of geboortedatum bekend; het venster is van 12 weken"),
        ("pregnancy = { due_date = 2026-07-01 }", "target_window", "Nu: 22 weken en 4 dagen zwangerschap;"),
        ("children = [{ birth_date = 2026-02-01 }]", "target_window", "Nu: kind: 4 weken; het venster"),
        ("children = [{ birth_date = 2025-10-15 }]", "target_window", "Nu: kind: 4 maanden; het venster"),
        ("pregnancy = { due_date = 2026-01-01 }", "target_window", "Nu: de uitgerekende datum is voorbij"),
        ("pregnancy = { due_date = 2027-01-01 }", "target_window", "Nu: nog niet zwanger;"),
        ("first_child = false", "first", "Er is al een ouder kind."),
    ],
)
def test_each_state_says_why(text: str, criterion: str, reason: str) -> None:
    reasons = {state.id: state.reason.nl for state in judge(text).criteria}
    assert reasons[criterion].startswith(reason)


def verdict_of(states: dict[str, State]) -> tuple[str, tuple[str, ...]]:
    return weigh(PROGRAMME, [states[id_] for id_ in IDS])


def completions(states: dict[str, State], ids: tuple[str, ...]) -> list[dict[str, State]]:
    answers: tuple[State, ...] = ("met", "not_met")
    return [states | dict(zip(ids, given, strict=True)) for given in product(answers, repeat=len(ids))]


@settings(max_examples=40, deadline=None)
@given(st.tuples(*(STATES for _ in IDS)))
def test_the_deciding_unknowns_are_exactly_those_that_can_change_the_verdict(
    given_states: tuple[State, ...],
) -> None:
    states = dict(zip(IDS, given_states, strict=True))
    word, deciding = verdict_of(states)
    unknown = tuple(id_ for id_ in IDS if states[id_] == "unknown")
    others = tuple(id_ for id_ in unknown if id_ not in deciding)
    final = {verdict_of(full)[0] for full in completions(states, unknown)}
    assert final == ({word} if word != "unknown" else {"fits", "does_not_fit"})
    assert {verdict_of(some)[0] for some in completions(states, others)} == {word}
    for id_ in deciding:
        rest = tuple(other for other in unknown if other != id_)
        answers: tuple[State, ...] = ("met", "not_met")
        assert any(
            len({verdict_of(some | {id_: answer})[0] for answer in answers}) == 2 for some in completions(states, rest)
        )


FACTORS = ("rain", "storm", "fog", "abroad")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(("factors", "absent", "")), min_size=4, max_size=4),
    st.integers(0, 500),
    st.booleans(),
)
def test_answering_a_question_that_does_not_decide_never_changes_the_verdict(
    places: list[str], days: int, is_mother_known: bool
) -> None:
    family = Case(
        due_date=ON + timedelta(days=days - 100),
        pregnant=True,
        children=(),
        parents=(Parent(date(2004, 5, 5), "mother"),) if is_mother_known else (),
        factors=frozenset(f for f, place in zip(FACTORS, places, strict=True) if place == "factors"),
        absent=frozenset(f for f, place in zip(FACTORS, places, strict=True) if place == "absent"),
    )
    before = assess(PROGRAMME, family, ON, vocabulary=VOCABULARY)
    for criterion in PROGRAMME.criteria:
        for factor in set(criterion.met_by) - family.factors - family.absent:
            changes = {
                assess(PROGRAMME, answered, ON, vocabulary=VOCABULARY).word
                for answered in (
                    replace(family, factors=family.factors | {factor}),
                    replace(family, absent=family.absent | {factor}),
                )
            }
            if criterion.id not in before.deciding_unknowns:
                assert changes == {before.word}


def test_a_programme_without_criteria_asks_only_for_its_window() -> None:
    target = replace(PROGRAMME.target, groups=())
    everyone: Programme = replace(PROGRAMME, target=target, criteria=())
    assert assess(everyone, case(FITTING), ON, vocabulary=VOCABULARY).word == "fits"
    assert assess(everyone, case(""), ON, vocabulary=VOCABULARY).deciding_unknowns == ("target_window",)
