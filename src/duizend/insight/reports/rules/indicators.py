# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's figures on a set of indicators: numerator, denominator, source and day of each, also where the figure is not here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from duizend.insight.disclosure.rules import Hidden, Shown
from duizend.insight.reports.rules.account import plain_value
from duizend.insight.reports.rules.shares import share_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from duizend.catalogue.rules.indicators import Indicator
    from duizend.insight.disclosure.rules import Protected
    from duizend.insight.reports.rules.measures import Language
    from duizend.insight.reports.rules.table import Audience


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """What is known of an indicator: counts as their reader may see them; None where nothing was registered here.

    missing: of how many municipalities nothing was stated; they are in neither count.
    """

    numerator: Protected | None = None
    denominator: Protected | None = None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A set of indicators with the figures of a region or municipality in a year, on a day."""

    set: str
    version: str
    name: str
    year: int
    on: date
    municipality: str | None
    audience: Audience
    figures: tuple[tuple[Indicator, IndicatorFigure, str], ...]
    """Each indicator with its figure and its source in one line."""


def count_yes(answers: Mapping[str, bool | None], places: Iterable[str]) -> IndicatorFigure:
    """Count the municipalities that answered yes of those that answered; municipalities are no people and stand as they are."""
    given = [answers.get(place) for place in places]
    answered = [one for one in given if one is not None]
    if not answered:
        return IndicatorFigure(missing=len(given))
    return IndicatorFigure(Shown(sum(answered)), Shown(len(answered)), len(given) - len(answered))


def count_taking_part(taking_part: Iterable[str], places: Iterable[str]) -> IndicatorFigure:
    """Count the municipalities that took part of all there were."""
    known, taking = list(places), set(taking_part)
    return IndicatorFigure(Shown(sum(place in taking for place in known)), Shown(len(known)))


def set_against_births(started: Protected | None, births: Mapping[str, int], places: Iterable[str]) -> IndicatorFigure:
    """Set families that started against births; births only where each municipality stated them."""
    known = list(places)
    missing = sum(place not in births for place in known)
    if started is None:
        return IndicatorFigure(missing=missing)
    return IndicatorFigure(started, None if missing else Shown(sum(births[place] for place in known)), missing)


def add_up(parts: Iterable[tuple[Protected, Protected]]) -> IndicatorFigure:
    """Add up the counts of municipalities: a sum is told only where each part of it may be read."""
    counted = list(parts)
    if not counted:
        return IndicatorFigure()
    return IndicatorFigure(_sum([numerator for numerator, _all in counted]), _sum([whole for _part, whole in counted]))


def _sum(counts: list[Protected]) -> Protected:
    shown = [one.value for one in counts if isinstance(one, Shown)]
    return Shown(sum(shown)) if len(shown) == len(counts) else Hidden()


def as_rows(table: IndicatorTable, language: Language) -> list[dict[str, Any]]:
    """Give a row for each indicator, the same for a page, a file and a program; a hidden count is "hidden", none is None."""
    return [
        {
            "id": one.id, "phase": one.phase, "indicator": one.text.in_language(language),
            "numerator": plain_value(figure.numerator), "numerator_is": one.numerator.in_language(language),
            "denominator": plain_value(figure.denominator), "denominator_is": one.denominator.in_language(language),
            "percentage": _percentage(figure), "municipalities_without": figure.missing,
            "holder": one.holder.in_language(language) if one.holder else "", "source": source,
            "year": table.year, "on": table.on.isoformat(), "municipality": table.municipality,
        }
        for one, figure, source in table.figures
    ]  # fmt: skip


def _percentage(figure: IndicatorFigure) -> float | None:
    share = share_of(figure.numerator, figure.denominator)
    return None if share is None else round(100 * share, 1)


def as_json_dict(table: IndicatorTable, language: Language) -> dict[str, Any]:
    """Give the whole table as data."""
    return {
        "set": table.set, "version": table.version, "name": table.name, "year": table.year, "on": table.on.isoformat(),
        "municipality": table.municipality, "audience": table.audience, "indicators": as_rows(table, language),
    }  # fmt: skip
