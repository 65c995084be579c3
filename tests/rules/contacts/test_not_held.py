# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is proposed after a contact that did not take place: a step, its reason, and never a count."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.contacts.rules.not_held import (
    CALLED_OFF_REASONS,
    NOT_HELD_REASONS,
    REASON_WORDS,
    suggest_next_step,
)


@pytest.mark.parametrize(
    ("reason", "earlier", "code"),
    [
        ("without_notice", [], "call_and_plan"),
        ("without_notice", ["with_notice", "called_off_by_jgz"], "call_and_plan"),
        ("without_notice", ["without_notice"], "talk_it_over"),
        ("without_notice", ["without_notice", "with_notice"], "talk_it_over"),
        ("with_notice", ["without_notice", "without_notice"], "plan_together"),
        ("late_notice", [], "plan_together"),
        ("no_interest", [], "ask_wishes"),
        ("in_consultation", [], "plan_as_agreed"),
        ("called_off_by_jgz", ["without_notice"], "plan_at_once"),
    ],
)
def test_every_reason_has_its_own_next_step(reason: str, earlier: list[str], code: str) -> None:
    assert suggest_next_step(reason, earlier=earlier).code == code


def test_nobody_is_called_back_about_a_lack_of_interest() -> None:
    assert not suggest_next_step("no_interest", earlier=[]).plans


def test_an_unknown_reason_is_misuse() -> None:
    with pytest.raises(KeyError):
        suggest_next_step("whatever", earlier=[])


@given(st.sampled_from(NOT_HELD_REASONS), st.lists(st.sampled_from(NOT_HELD_REASONS), max_size=9))
def test_no_step_counts_or_blames(reason: str, earlier: list[str]) -> None:
    step = suggest_next_step(reason, earlier=earlier)
    assert not re.search(r"\d|schuld|no-show|alweer", f"{step.text} {step.why}")


def test_every_reason_has_words_and_nobody_stays_away_beforehand() -> None:
    assert set(REASON_WORDS) == set(NOT_HELD_REASONS)
    assert set(CALLED_OFF_REASONS) < set(NOT_HELD_REASONS)
    assert "without_notice" not in CALLED_OFF_REASONS
