# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A programme's year as it was meant and as it went, over the region: counted from facts, protected before it leaves here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from duizend.ground.access.identity import note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import list_municipalities
from duizend.insight.facts.queries import fidelity as facts
from duizend.insight.facts.queries import get_mark
from duizend.insight.reports.permissions import check_may_read
from duizend.insight.reports.queries import check_day, find_threshold, is_there, kept
from duizend.insight.reports.rules.fidelity import (
    FamilyYear,
    Figures,
    Missed,
    closing_day,
    count_reasons,
    protect_fidelity,
)
from duizend.insight.reports.rules.table import REGION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duizend.insight.reports.queries import Question


@dataclass(frozen=True, slots=True)
class FidelityYear:
    """What may be read of a programme's year: of the place that was asked for, and of every municipality by its name.

    reasons: why contacts did not take place, with how many; None where they are told of the region as a whole only, or
    their number may not be read.
    """

    place: Figures
    municipalities: Mapping[str, Figures]
    reasons: list[tuple[str, int]] | None
    threshold: int | None


def get_fidelity_year(question: Question) -> FidelityYear:
    """Return what was planned and what took place in a programme's year, as its audience may see it; logged.

    Raises NotPermitted, NotFound for a municipality that was not there that year, and ActionRefused for a day on which
    there is no such year yet.
    """
    check_may_read(question.audience, question.municipality)
    check_day(question)
    names = {place.code: place.name for place in list_municipalities() if is_there(place, question.year)}
    if question.municipality is not None and question.municipality not in names:
        raise NotFound("municipality_not_found", f"Deze gemeente was er in {question.year} niet.")
    threshold, today = find_threshold(question.audience), clock.today()
    figures, reasons = kept(
        ("fidelity", question, threshold, tuple(names), get_mark(), today),
        lambda: _count(question, tuple(names), threshold, today),
    )
    note("report.read", "R", detail=_told(question))
    shown = {name: figures[code] for code, name in names.items()}
    return FidelityYear(figures[question.municipality or REGION], shown, reasons, threshold)


def _count(
    question: Question, codes: tuple[str, ...], threshold: int | None, today: date
) -> tuple[dict[str, Figures], list[tuple[str, int]] | None]:
    """Count every municipality, also one that left the region and has facts, and protect them as one table."""
    period = {
        "first": date(question.year, 1, 1), "last": date(question.year, 12, 31), "on": question.on,
        "closed_by": closing_day(question.on, today=today),
    }  # fmt: skip
    years: dict[str, list[FamilyYear]] = {code: [] for code in codes}
    for code, numbers in facts.list_family_years(question.programme, **period):
        years.setdefault(code, []).append(FamilyYear(*numbers))
    figures = protect_fidelity(years, threshold=threshold)
    here = question.municipality
    if threshold is not None and (here is not None or "received" not in figures[REGION].parts):
        return figures, None
    missed = [
        Missed(family, reason, number)
        for code, family, reason, number in facts.list_missed(question.programme, **period)
        if here in (None, code)
    ]
    return figures, count_reasons(missed, threshold=threshold)


def _told(question: Question) -> str:
    place = question.municipality or REGION
    return f"fidelity {question.programme} {question.year} {place} {question.audience} {question.on}"
