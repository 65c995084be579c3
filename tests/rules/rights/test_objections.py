# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An objection counts from the day it is made, until it is refused with a ground or taken back."""

from __future__ import annotations

import pytest

from duizend.doors.rights.rules.objections import (
    SCOPES,
    holds,
    may_end,
    may_object,
    may_settle,
    may_uphold,
    what_counts,
)
from duizend.doors.rights.rules.requests import ENDED, EXTENDED, REFUSED, REQUEST_KINDS, UPHELD, StepTaken, is_open

OBJECTION = "objection"


def steps(*kinds: str) -> list[StepTaken]:
    return [StepTaken(kind) for kind in kinds]


@pytest.mark.parametrize("scope", SCOPES)
def test_only_an_objection_says_to_what(scope: str) -> None:
    assert may_object(OBJECTION, scope)
    assert may_object(OBJECTION, "").code == may_object(OBJECTION, "colour").code == "no_scope"
    for kind in set(REQUEST_KINDS) - {OBJECTION}:
        assert may_object(kind, "")
        assert may_object(kind, scope).code == "scope_of_nothing"


@pytest.mark.parametrize(
    ("taken", "counts", "waits"),
    [
        ((), True, True),
        ((EXTENDED,), True, True),
        ((UPHELD,), True, False),
        ((REFUSED,), False, False),
        ((UPHELD, ENDED), False, False),
        ((ENDED,), False, False),
    ],
)
def test_it_counts_while_it_is_weighed_and_when_it_was_found_right(
    taken: tuple[str, ...], counts: bool, waits: bool
) -> None:
    assert holds(OBJECTION, steps(*taken)) is counts
    assert bool(may_end(OBJECTION, steps(*taken))) is counts
    assert bool(may_uphold(OBJECTION, steps(*taken), words="Gelijk")) is waits
    assert is_open(steps(*taken)) is waits
    assert what_counts([("contact", steps(*taken))]) == (frozenset({"contact"}) if counts else frozenset())


def test_nothing_but_an_objection_counts_or_is_upheld() -> None:
    assert not holds("copy", [])
    assert may_end("copy", []).code == "holds_not"
    assert may_uphold("copy", [], words="Ja").code == "no_objection"
    assert may_uphold(OBJECTION, [], words=" ").code == "no_words"


def test_an_objection_is_judged_and_not_just_closed() -> None:
    assert may_settle("copy")
    assert may_settle(OBJECTION).code == may_settle("correction").code == "judged_otherwise"


def test_of_two_objections_the_one_that_ended_no_longer_counts() -> None:
    said = [("statistics", steps(UPHELD)), ("processing", steps(REFUSED)), ("contact", steps())]
    assert what_counts(said) == {"statistics", "contact"}
