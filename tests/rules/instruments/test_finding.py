# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a talk can come out by which families are found, and where that leads."""

from __future__ import annotations

import pytest

from duizend.catalogue.rules.delivering import FindingOutcome, FindingRules
from duizend.ground.kernel.rules.text import dutch_only
from duizend.record.instruments.rules.finding import (
    LeadsTo,
    check_outcome_of_talk,
    check_signed_up_for,
    find_outcome,
    leads_to,
)

RULES = FindingRules(
    (
        FindingOutcome("calm", dutch_only("Kalm"), ("regular_care",)),
        FindingOutcome("windy", dutch_only("Winderig"), ("extra_contact", "lentebries", "nowhere", "referral")),
    )
)


def test_only_outcomes_of_the_file_can_be_recorded() -> None:
    assert check_outcome_of_talk(RULES, "calm")
    assert check_outcome_of_talk(RULES, "stormy").code == "unknown_outcome"
    assert find_outcome(RULES, "windy").text.nl == "Winderig"


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("calm", LeadsTo((), ("regular_care",))),
        ("windy", LeadsTo(("lentebries",), ("extra_contact", "referral"))),
        ("of_an_older_file", LeadsTo((), ())),
    ],
)
def test_an_outcome_leads_to_what_is_on_offer_and_to_elsewhere(outcome: str, expected: LeadsTo) -> None:
    assert leads_to(RULES, outcome, offered=["lentebries", "referral"]) == expected


def test_nobody_is_signed_up_for_what_the_outcome_does_not_lead_to() -> None:
    led = LeadsTo(("lentebries",), ())
    assert check_signed_up_for((), led)
    assert check_signed_up_for(("lentebries",), led)
    assert check_signed_up_for(("lentebries", "herfst"), led).code == "leads_elsewhere"
