# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of screening: what stands for keys and periods. Nobody's name is here to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.record.signalling.models import ScreeningCount, ScreeningLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def results_of_keys(programme: str, keys: Iterable[str]) -> dict[tuple[str, date], tuple[str, str, str]]:
    """Return what stands for these keys: (key, day) -> (municipality, neighbourhood, result), places by code."""
    rows = ScreeningLine.objects.filter(programme=programme, key__in=list(keys)).values_list(
        "key", "happened_on", "municipality__code", "neighbourhood__code", "result"
    )
    return {(key, day): (place, part or "", result) for key, day, place, part, result in rows}


def list_counts(programme: str, municipality: str) -> dict[tuple[date, date, str, str], int]:
    """Return the numbers that stand for a municipality: (from, until, neighbourhood, result) -> children."""
    rows = ScreeningCount.objects.filter(programme=programme, municipality__code=municipality).values_list(
        "from_on", "until_on", "neighbourhood__code", "result", "number"
    )
    return {(start, end, part or "", result): number for start, end, part, result, number in rows}


def has_lines(programme: str, municipality: str, *, first: date, until: date) -> bool:
    """Say whether children of a municipality stand line by line in a period [first, until)."""
    found = ScreeningLine.objects.filter(programme=programme, municipality__code=municipality)
    return found.filter(happened_on__gte=first, happened_on__lt=until).exists()


def list_counted_periods(programme: str) -> dict[str, list[tuple[date, date]]]:
    """Return the periods of which numbers stand, by municipality code."""
    rows = ScreeningCount.objects.filter(programme=programme).values_list("municipality__code", "from_on", "until_on")
    periods: dict[str, list[tuple[date, date]]] = {}
    for code, start, end in rows.distinct():
        periods.setdefault(code, []).append((start, end))
    return periods
