# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Months and outcomes as people say them, in the viewer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date

from duizend.catalogue.words import text_of

if TYPE_CHECKING:
    from datetime import date

    from duizend.catalogue.rules.delivering import TallyRules


def month_words(month: date) -> str:
    """Write "november 2026"."""
    return format_date(month, "F Y")


def month_name(month: date) -> str:
    """Write "november", where the year stands beside it."""
    return format_date(month, "F")


def day_words(day: date) -> str:
    """Write "18 november 2026"."""
    return format_date(day, "j F Y")


def outcome_words(rules: TallyRules, outcome: str) -> str:
    """Name an outcome as the file does; one that only an older file knew by its key."""
    return next((str(text_of(one.text)) for one in rules.outcomes if one.id == outcome), outcome.replace("_", " "))
