# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which decision holds on a day, what can be a decision, and what a stop refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from duizend.catalogue.rules.deciding import ProgrammeDecision, find_in_force, may_be_decided, may_be_offered
from duizend.ground.kernel.rules.decisions import Allowed, Refused

STOPPED = ProgrammeDecision(
    "a", "lentebries", "GM1", "stop", "college van B en W", date(2021, 4, 20), date(2021, 7, 1), None, "Te weinig gezinnen.",
    "het spreekuur", 1,
)  # fmt: skip


def held(*decisions: ProgrammeDecision, municipality: str = "GM1", on: date = date(2021, 8, 1)) -> str | None:
    found = find_in_force(decisions, programme="lentebries", municipality=municipality, on=on)
    return found and found.public_id


@pytest.mark.parametrize(("on", "holds"), [
    (date(2021, 6, 30), None), (date(2021, 7, 1), "a"), (date(2021, 12, 31), "a"), (date(2022, 1, 1), None),
])  # fmt: skip
def test_a_decision_holds_from_its_first_day_up_to_and_including_its_last(on: date, holds: str | None) -> None:
    assert held(replace(STOPPED, until_on=date(2021, 12, 31)), on=on) == holds


def test_without_a_last_day_it_has_no_end() -> None:
    assert held(STOPPED, on=date(2031, 1, 1)) == "a"


def test_it_is_about_one_programme_and_one_municipality() -> None:
    assert held(STOPPED, municipality="GM2") is None
    assert held(replace(STOPPED, programme="herfstwind")) is None


def test_what_the_region_decided_is_for_every_municipality_unless_it_decided_itself() -> None:
    region = replace(STOPPED, public_id="r", municipality="", order=2, decided_on=date(2021, 6, 1))
    own = replace(STOPPED, outcome="continue")
    assert held(region, own) == "a"
    assert held(region, own, municipality="GM2") == "r"
    assert held(region, own, municipality="") == "r"


def test_of_several_the_one_decided_last_holds_and_on_one_day_the_one_entered_last() -> None:
    later = replace(STOPPED, public_id="b", outcome="continue", decided_on=date(2021, 5, 1), from_on=date(2021, 1, 1))
    assert held(later, STOPPED) == "b"
    same_day = replace(later, decided_on=STOPPED.decided_on, order=2)
    assert held(same_day, STOPPED) == held(STOPPED, same_day) == "b"


def decide(**said: object) -> object:
    usual = {
        "outcome": "stop", "decided_on": date(2021, 4, 20), "from_on": date(2021, 7, 1), "until_on": None,
        "instead": "het spreekuur", "today": date(2021, 4, 20),
    }  # fmt: skip
    return may_be_decided(**usual | said)  # type: ignore[arg-type]


def test_a_decision_may_hold_from_before_or_after_the_day_it_was_taken() -> None:
    assert decide() == decide(from_on=date(2021, 1, 1)) == Allowed()
    assert decide(until_on=date(2021, 7, 1)) == Allowed()


@pytest.mark.parametrize(("said", "code"), [
    ({"decided_on": date(2021, 4, 21)}, "day_in_the_future"),
    ({"until_on": date(2021, 6, 30)}, "until_before_from"),
    ({"instead": " "}, "nothing_instead"),
])  # fmt: skip
def test_what_cannot_be_a_decision_is_refused_with_its_reason(said: dict[str, object], code: str) -> None:
    refused = decide(**said)
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_only_a_stop_has_to_say_what_comes_instead() -> None:
    assert decide(outcome="adapt", instead="") == Allowed()


def test_a_stop_refuses_an_offer_and_says_who_decided_when_and_what_there_is_instead() -> None:
    refused = may_be_offered(STOPPED, programme="Lentebries", place="Bovenburg")
    assert isinstance(refused, Refused)
    assert refused.reason % refused.values == (
        "Lentebries wordt in Bovenburg vanaf 01-07-2021 niet meer aangeboden. Besluit van college van B en W van 20-04-2021. "
        "In plaats daarvan: het spreekuur"
    )


def test_going_on_adapting_and_nothing_decided_let_an_offer_through() -> None:
    for decision in (None, replace(STOPPED, outcome="continue"), replace(STOPPED, outcome="adapt")):
        assert may_be_offered(decision, programme="", place="") == Allowed()
