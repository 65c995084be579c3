# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of this region on a set of indicators: from its own file, its accounts, and what other registers counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.catalogue.queries import list_indicator_sets, list_offered_programmes
from duizend.ground.access.identity import note
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import (
    list_municipalities,
    list_participations,
    newest_populations,
    newest_statements,
)
from duizend.insight.reports.permissions import check_may_read
from duizend.insight.reports.queries import Question, default_day, find_threshold, get_monitor, is_there
from duizend.insight.reports.queries.region import get_areas
from duizend.insight.reports.rules import Audience, Language
from duizend.insight.reports.rules.indicators import (
    IndicatorFigure,
    IndicatorTable,
    add_up,
    count_taking_part,
    count_yes,
    set_against_births,
)
from duizend.insight.reports.rules.region import Part, in_year

if TYPE_CHECKING:
    from duizend.catalogue.rules.indicators import Indicator


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures are asked for. municipality: its code, None for the region. of: the id of a set; "" is the first."""

    year: int
    audience: Audience
    municipality: str | None = None
    of: str = ""
    language: Language = "nl"


def get_indicators(asked: Asked) -> IndicatorTable:
    """Return a set of indicators with the figures of a year, as their audience may see them; logged.

    Raises NotPermitted, and NotFound for a set or a municipality that was not there.
    """
    check_may_read(asked.audience, asked.municipality)
    found = next((one for one in list_indicator_sets() if asked.of in ("", one.id)), None)
    if found is None:
        raise NotFound("indicators_not_found", _("Deze indicatoren zijn er niet."))
    there = [place for place in list_municipalities() if is_there(place, asked.year)]
    places = {place.code: place.name for place in there if asked.municipality in (None, place.code)}
    if asked.municipality is not None and not places:
        raise NotFound("municipality_not_found", f"Deze gemeente was er in {asked.year} niet.")
    on = default_day(asked.year, "calendar_year")
    known = _Known(asked, tuple(places))
    figures = tuple((one, known.figure(one), found.citation_of(one)) for one in found.indicators)
    note("report.read", "R", detail=f"{found.id} {asked.year} {asked.municipality or '*'} {asked.audience}")
    name = places[asked.municipality] if asked.municipality else None
    return IndicatorTable(
        found.id, found.version, found.name.in_language(asked.language), asked.year, on, name, asked.audience, figures
    )


class _Known:
    """What is known here of a year, read once for all indicators."""

    def __init__(self, asked: Asked, places: tuple[str, ...]) -> None:
        self.asked, self.places = asked, places
        self.births = {row.municipality.code: row.births for row in newest_populations(asked.year)}
        self.answers: dict[str, dict[str, bool | None]] = {}
        for row in newest_statements(asked.year):
            self.answers.setdefault(row.indicator, {})[row.municipality.code] = row.is_so
        self.programmes = list_offered_programmes()
        self.totals = get_areas(self._question(""), find_threshold(asked.audience))[1]

    def _question(self, programme: str) -> Question:
        year, on = self.asked.year, default_day(self.asked.year, "calendar_year")
        return Question(programme, year, self.asked.audience, "calendar_year", on, self.asked.municipality)

    def figure(self, indicator: Indicator) -> IndicatorFigure:
        if indicator.measured == "stated":
            return count_yes(self.answers.get(indicator.id, {}), self.places)
        if indicator.measured == "offered":
            return self._offered(indicator)
        if indicator.measured == "started":
            return self._started(indicator)
        return self._area(indicator) if indicator.measured == "area" else IndicatorFigure()

    def _offered(self, indicator: Indicator) -> IndicatorFigure:
        """Count who takes part; nothing where the region's file names nobody at all, which is not nought."""
        rows = [row for programme in indicator.programmes for row in list_participations(programme)]
        if not rows:
            return IndicatorFigure(missing=len(self.places))
        taking = [
            row.municipality.code for row in rows if in_year([Part(row.from_on, row.until_on)], self.asked.year)
        ]  # fmt: skip
        return count_taking_part(taking, self.places)

    def _started(self, indicator: Indicator) -> IndicatorFigure:
        (programme,) = indicator.programmes
        if programme not in self.programmes:
            return IndicatorFigure(missing=len(self.places))
        monitor = get_monitor(self._question(programme), language=self.asked.language)
        return set_against_births(monitor.account.row("started").families, self.births, self.places)

    def _area(self, indicator: Indicator) -> IndicatorFigure:
        """Add up the newest period of the year that was counted, over municipalities."""
        of_kind = [one for one in self.totals if one[0].kind == indicator.of]
        newest = max((area.until_on for area, *_counts in of_kind), default=None)
        counted = [one for one in of_kind if one[0].until_on == newest]
        figure = add_up((numerator, denominator) for _area, numerator, denominator in counted)
        return IndicatorFigure(figure.numerator, figure.denominator, max(len(self.places) - len(counted), 0))
