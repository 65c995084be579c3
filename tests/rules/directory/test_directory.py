# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of help and when a service is looked at again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duizend.ground.directory.rules import KINDS, PARTICULARS, is_stale, kind_of

TODAY = date(2026, 11, 17)


def test_every_particular_help_is_of_one_kind() -> None:
    assert len(PARTICULARS) == len(set(PARTICULARS))
    assert {kind_of(one) for one in PARTICULARS} == set(KINDS)


@pytest.mark.parametrize(("particular", "kind"), [("debt_help", "lighter"), ("mental_health", "medical")])
def test_lighter_help_and_medical_care_are_told_apart(particular: str, kind: str) -> None:
    assert kind_of(particular) == kind


def test_help_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError):
        kind_of("lighter")


@pytest.mark.parametrize(("days", "stale"), [(0, False), (180, False), (181, True)])
def test_a_service_is_looked_at_again_from_the_day_after_the_term(days: int, *, stale: bool) -> None:
    assert is_stale(TODAY - timedelta(days=days), 180, TODAY) is stale


def test_what_was_never_looked_at_is_stale() -> None:
    assert is_stale(None, 180, TODAY)
