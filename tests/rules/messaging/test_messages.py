# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a message says, who gets none, and when a telephone may sound."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.doors.messaging.rules import ANSWERED, KINDS, LATE, REASONS, is_decent_hour, why_not, write_text

TELLING = (
    "verwijz",
    "gezin",
    "zorg",
    "hulp",
    "kind",
    "schuld",
    "jeugd",
    "referral",
    "family",
    "care",
    "child",
    "debt",
    "meldcode",
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "en", "ar", ""])
def test_a_message_says_who_wants_to_speak_to_you_and_nothing_else(kind: str, language: str) -> None:
    text = write_text(kind, language, "GGD Verzonnen")
    assert "GGD Verzonnen" in text
    assert [word for word in TELLING if word in text.casefold()] == []
    assert len(text) <= 160, "one text message"


def test_a_language_that_is_not_written_is_told_in_dutch() -> None:
    assert write_text(LATE, "ti", "X") == write_text(LATE, "nl", "X") != write_text(LATE, "en", "X")
    assert write_text(ANSWERED, "nl", "X") != write_text(LATE, "nl", "X")


@pytest.mark.parametrize(
    ("safe_contact", "contact_by", "address", "expected"),
    [
        ("", "any", "06-00000000", ""),
        ("", "message", "06-00000000", ""),
        ("", "phone", "06-00000000", "other_way"),
        ("", "letter", "06-00000000", "other_way"),
        ("", "in_person", "06-00000000", "other_way"),
        ("", "any", "", "no_address"),
        ("Alleen op dinsdag", "any", "06-00000000", "safe_contact"),
        ("Alleen op dinsdag", "message", "", "safe_contact"),
    ],
)
def test_why_a_parent_gets_no_message(safe_contact: str, contact_by: str, address: str, expected: str) -> None:
    assert why_not(safe_contact=safe_contact, contact_by=contact_by, address=address) == expected


@given(words=st.text(min_size=1).filter(str.strip), way=st.sampled_from(["any", "message", "phone"]))
def test_whatever_was_said_about_safe_contact_stops_every_message(words: str, way: str) -> None:
    assert why_not(safe_contact=words, contact_by=way, address="06-00000000") == "safe_contact"
    assert "safe_contact" in REASONS


@pytest.mark.parametrize(("hour", "expected"), [(8, False), (9, True), (19, True), (20, False), (3, False)])
def test_a_parents_telephone_is_silent_at_night(hour: int, expected: bool) -> None:
    assert is_decent_hour(time(hour, 59)) is expected
