# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a row adds to what stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.doors.imports.rules.plan import Standing, StandingChild, StandingParent, StandingStep
from duizend.record.trajectories.rules.states import StepTaken

from .lists import WITHOUT_COURSE, plan

FULL = Standing(
    municipalities=("GM9001",), neighbourhoods=("BU01",), signal_date=date(2020, 6, 8), signal_source="jgz",
    parents=(StandingParent("Aylin", "van den Berg", date(1995, 2, 3), "tr"),),
    children=(StandingChild(date(2020, 5, 11), "Mila", date(2020, 5, 20), included=True),),
    due_dates=(date(2020, 5, 20),), programme="invented",
    steps=tuple(
        StandingStep(StepTaken(kind, date.fromisoformat(on), place, ending))
        for place, (kind, on, ending) in enumerate([
            ("indicated", "2020-06-13", ""), ("offered", "2020-06-19", ""), ("accepted", "2020-07-01", ""),
            ("started", "2020-07-22", ""), ("ended", "2021-05-01", "completed"),
        ], 1)
    ),
    nurses=("S. Brouwers",),
)  # fmt: skip


def _after(count: int, **changed: object) -> Standing:
    """What stood when only the first steps had been told of."""
    nurses = FULL.nurses if count >= 4 else ()
    return replace(FULL, steps=FULL.steps[:count], nurses=nurses, programme="invented" if count else "", **changed)


def _facts(standing: Standing | None, **changed: str) -> tuple[str, ...]:
    found, errors = plan(standing, **changed)
    assert found is not None, errors
    return found.facts


def _columns(standing: Standing | None, **changed: str) -> list[str]:
    found, errors = plan(standing, **changed)
    assert found is None
    return [error.column for error in errors]


def test_a_new_key_brings_everything_it_says() -> None:
    everything = (
        "family",
        "parent",
        "pregnancy",
        "birth",
        "sign_up",
        "indicated",
        "offered",
        "answer",
        "nurse",
        "started",
        "ended",
    )
    assert _facts(None) == everything
    assert _facts(
        None,
        due_date="",
        parent_given_name="",
        parent_family_name="",
        parent_birth_date="",
        language="",
        **WITHOUT_COURSE,
    ) == ("family", "birth", "sign_up")
    assert "birth" not in _facts(None, child_birth_date="", child_given_name="")
    found, _ = plan(None)
    assert found is not None
    assert found.is_new_family


def test_the_same_row_again_adds_nothing() -> None:
    assert _facts(FULL) == ()


def test_an_empty_cell_takes_nothing_away() -> None:
    empty = {**WITHOUT_COURSE, "parent_given_name": "", "parent_family_name": "", "parent_birth_date": "", "language": "",
             "child_given_name": "", "neighbourhood": "", "due_date": ""}  # fmt: skip
    assert _facts(FULL, **empty) == ()
    assert _facts(FULL, language="") == ()
    assert _facts(FULL, child_birth_date="", child_given_name="") == ()


@given(st.integers(0, 5), st.integers(0, 5))
def test_a_later_list_adds_exactly_the_steps_that_do_not_stand_yet(stood: int, told: int) -> None:
    steps = ["indicated", "offered", "answer", "started", "ended"]
    columns = [
        ("indicated_on",),
        ("offered_on",),
        ("answer", "answer_on"),
        ("started_on", "nurse"),
        ("ended_on", "ended_how"),
    ]
    empty = {key: "" for group in columns[told:] for key in group}
    if told == 0:
        empty["programme"] = ""
    elif told < 5:
        empty["ended_on"] = empty["ended_how"] = ""
    facts = _facts(_after(stood), **empty)
    fresh = steps[stood:told]
    assert [fact for fact in facts if fact in steps] == fresh
    assert ("nurse" in facts) == ("started" in fresh)


def test_details_that_were_not_known_are_filled_in() -> None:
    bare = replace(
        FULL,
        parents=(StandingParent("Aylin", ""),),
        children=(StandingChild(date(2020, 5, 11), "", date(2020, 5, 20), included=True),),
    )
    assert _facts(bare) == ("parent_detail", "child_name")
    assert _facts(replace(FULL, parents=())) == ("parent",)


def test_a_birth_after_the_pregnancy_was_told_of_is_a_birth_that_is_included() -> None:
    pregnant = _after(4, children=())
    assert _facts(pregnant, ended_on="", ended_how="") == ("birth", "child_included")
    assert _facts(replace(pregnant, steps=(), nurses=(), programme=""), **WITHOUT_COURSE) == ("birth",)
    assert _columns(replace(pregnant, due_dates=(date(2022, 5, 20),)), due_date="", ended_on="", ended_how="") == [
        "child_birth_date"
    ]


def test_a_child_that_was_registered_on_screen_is_included_in_the_trajectory() -> None:
    assert _facts(replace(FULL, children=(StandingChild(date(2020, 5, 11), "Mila", date(2020, 5, 20)),))) == (
        "child_included",
    )


def test_of_twins_the_name_says_which_is_meant() -> None:
    twins = (
        StandingChild(date(2020, 5, 11), "Noor", included=True),
        StandingChild(date(2020, 5, 11), "Mila", included=True),
    )
    assert _facts(replace(FULL, children=twins)) == ()
    assert _columns(replace(FULL, children=twins), child_given_name="Sem") == ["child_given_name"]


CONTRADICTIONS = [
    ({"signal_date": "2020-06-09"}, ["signal_date"]),
    ({"signal_source": "gp"}, ["signal_source"]),
    ({"parent_given_name": "Sanne"}, ["parent_given_name"]),
    ({"parent_given_name": "", "parent_family_name": "Bakker"}, ["parent_family_name"]),
    ({"parent_birth_date": "1995-02-04"}, ["parent_birth_date"]),
    ({"language": "ar"}, ["language"]),
    ({"child_birth_date": "2020-05-12"}, ["child_birth_date"]),
    ({"child_given_name": "Sem"}, ["child_given_name"]),
    ({"due_date": "2020-05-21"}, ["due_date"]),
    ({"indicated_on": "2020-06-14"}, ["indicated_on"]),
    ({"offered_on": "2020-06-18"}, ["offered_on"]),
    ({"offered_on": "2020-06-20"}, ["offered_on"]),
    ({"answer": "declined", "started_on": "", "nurse": "", "ended_on": "", "ended_how": ""}, ["answer"]),
    ({"started_on": "2020-07-23"}, ["started_on"]),
    ({"ended_on": "2021-05-02"}, ["ended_on"]),
    ({"ended_how": "moved"}, ["ended_on"]),
    ({"nurse": "K. Aksoy"}, ["nurse"]),
    ({"reason": "druk"}, ["reason"]),
    ({"decided_by": "family"}, ["decided_by"]),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "columns"), CONTRADICTIONS)
def test_what_differs_from_what_stands_is_an_error_of_its_column(changed: dict[str, str], columns: list[str]) -> None:
    assert _columns(FULL, **changed) == columns


@pytest.mark.parametrize(
    ("standing", "column"),
    [
        (replace(FULL, municipalities=("GM9002",)), "municipality"),
        (replace(FULL, neighbourhoods=("BU02",)), "neighbourhood"),
        (replace(FULL, neighbourhoods=()), "neighbourhood"),
        (replace(FULL, due_dates=()), "due_date"),
        (replace(FULL, programme="other"), "programme"),
    ],
)
def test_a_place_a_due_date_or_a_programme_that_does_not_stand_is_refused(standing: Standing, column: str) -> None:
    assert _columns(standing) == [column]


def test_words_said_at_a_step_are_compared_too() -> None:
    answered = replace(FULL.steps[2], reason="wil graag", decided_by="family")
    standing = replace(FULL, steps=(*FULL.steps[:2], answered, *FULL.steps[3:]))
    assert _facts(standing, reason="wil graag", decided_by="gezin") == ()
    assert _columns(standing, reason="anders", decided_by="capaciteit") == ["reason", "decided_by"]
    ended = replace(FULL, steps=(FULL.steps[0], replace(FULL.steps[4], reason="verhuisd")), nurses=())
    cells = {"offered_on": "", "answer": "", "answer_on": "", "started_on": "", "nurse": "", "ended_how": "moved"}
    moved = replace(
        ended, steps=(FULL.steps[0], StandingStep(StepTaken("ended", date(2021, 5, 1), 2, "moved"), "verhuisd"))
    )
    assert _facts(moved, **cells, reason="verhuisd") == ()
    assert _columns(moved, **cells, reason="iets anders") == ["reason"]


def test_a_newer_answer_is_added_and_an_older_list_again_is_no_change() -> None:
    not_yet = _after(2)
    not_yet = replace(not_yet, steps=(*not_yet.steps, StandingStep(StepTaken("not_yet", date(2020, 6, 25), 3))))
    assert _facts(not_yet) == ("answer", "nurse", "started", "ended")
    grown = replace(FULL, steps=(*not_yet.steps, *FULL.steps[2:]))
    old = {
        "answer": "nog niet",
        "answer_on": "2020-06-25",
        "started_on": "",
        "nurse": "",
        "ended_on": "",
        "ended_how": "",
    }
    assert _facts(grown, **old) == ()


def test_no_more_offers_than_the_programme_allows() -> None:
    asked = [("indicated", 13, ""), ("offered", 14, ""), ("not_yet", 15, ""), ("offered", 16, ""), ("not_yet", 17, "")]
    steps = tuple(StandingStep(StepTaken(k, date(2020, 6, d), n, e)) for n, (k, d, e) in enumerate(asked, 1))
    standing = replace(_after(1), steps=steps)
    assert _columns(standing, answer="", answer_on="", started_on="", nurse="", ended_on="", ended_how="") == [
        "offered_on"
    ]


def test_more_of_a_parent_without_a_name_is_refused() -> None:
    nameless = {"parent_given_name": "", "parent_family_name": ""}
    assert _columns(None, **nameless) == ["parent_given_name"]
    assert _columns(replace(FULL, parents=()), **nameless) == ["parent_given_name"]
    two = (*FULL.parents, StandingParent("Joris", "Kempen"))
    assert _columns(replace(FULL, parents=two), **nameless) == ["parent_family_name"]


def test_a_contradiction_never_repeats_a_name() -> None:
    _, errors = plan(FULL, parent_given_name="Sanne", child_given_name="Sem", nurse="K. Aksoy")
    told = " ".join(error.message for error in errors)
    assert not any(name in told for name in ("Sanne", "Sem", "Aksoy", "Aylin", "Mila", "Brouwers"))


def test_a_row_that_says_nothing_of_the_parent_adds_no_parent() -> None:
    nothing = {"parent_given_name": "", "parent_family_name": "", "parent_birth_date": "", "language": ""}
    assert _facts(replace(FULL, parents=()), **nothing) == ()


def test_a_due_date_is_added_where_only_the_family_stands() -> None:
    bare = replace(_after(0), children=(), due_dates=())
    assert _facts(bare, child_birth_date="", child_given_name="", **WITHOUT_COURSE) == ("pregnancy",)
