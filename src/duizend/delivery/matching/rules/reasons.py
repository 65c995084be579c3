# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why no match came about: the closed list that a programme file makes, with whose decision each reason is."""

from __future__ import annotations

from duizend.catalogue.rules.delivering import MatchRules, NoMatchReason

__all__ = ("MatchRules", "NoMatchReason", "find_reason", "find_reason_of")


def find_reason(rules: MatchRules, reason: str) -> NoMatchReason | None:
    """Find a reason of the programme file by its id; None for one that the file does not have."""
    return next((one for one in rules.reasons if one.id == reason), None)


def find_reason_of(rules: MatchRules, decided_by: str) -> NoMatchReason | None:
    """Find the first reason of the programme file that is somebody's decision."""
    return next((one for one in rules.reasons if one.decided_by == decided_by), None)
