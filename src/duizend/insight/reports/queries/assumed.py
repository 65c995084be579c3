# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the region's file assumes of a programme: the need in each municipality, and savings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.region.queries import list_municipalities, newest_assumptions
from duizend.insight.reports.queries import is_there
from duizend.insight.reports.rules.need import Expected, SavedPer, Saving, expect, expect_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from duizend.ground.region.models import Assumption, Population

SAVINGS: tuple[tuple[str, SavedPer], ...] = (("saving_started", "started"), ("saving_completed", "completed"))
Assumed = dict[tuple[str | None, str], "Assumption"]


def read_assumed(programme: str) -> Assumed:
    """Read what is assumed of a programme, by municipality (its code, None for the region) and kind."""
    return {
        (row.municipality.code if row.municipality else None, row.kind): row
        for row in newest_assumptions(programme)
        if row.amount is not None
    }


def expected_by_place(
    assumed: Assumed, year: int, populations: Iterable[Population]
) -> Mapping[str | None, Expected | None]:
    """Return what is expected of each municipality (by code) that was there in a year, and of the region (None).

    A municipality's own share goes before the region's. `populations`: as they were last stated, of that year or of more.
    """
    births = {row.municipality.code: row.births for row in populations if row.year == year}
    found: dict[str | None, Expected | None] = {}
    for place in list_municipalities():
        if is_there(place, year):
            stated = _of_place(assumed, place.code, "need")
            share, source = (stated.amount, stated.source) if stated else (None, "")
            found[place.code] = expect(births.get(place.code), share, source)
    found[None] = expect_together(found.values())
    return found


def list_savings(assumed: Assumed, municipality: str | None) -> tuple[Saving, ...]:
    """List what is assumed to be saved in a municipality (by code), or in the region."""
    stated = ((per, _of_place(assumed, municipality, kind)) for kind, per in SAVINGS)
    return tuple(Saving(per, one.amount, one.source) for per, one in stated if one is not None and one.amount)


def _of_place(assumed: Assumed, code: str | None, kind: str) -> Assumption | None:
    return assumed.get((code, kind)) or assumed.get((None, kind))
