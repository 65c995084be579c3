# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screening of everyone who is born in the practice region, month after month, and what others count there; never a name."""

from __future__ import annotations

import hashlib
from datetime import date, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import add_months
from duizend.ground.region.actions import Counted, record_area_counts
from duizend.record.signalling.actions.screening import Screened, record_screening

if TYPE_CHECKING:
    from duizend.ground.region.queries import Places

MONTHS = 24
# How many children are screened in a neighbourhood in a month, at least and at most.
BIRTHS = (4, 11)
# About seven in a hundred come out as eligible; not everybody is asked, and not everybody fills it in.
RESULTS = (("eligible", "not_eligible", "not_asked", "not_filled_in"), (7, 82, 4, 7))
KEY_LENGTH = 24
# What other registers count in a neighbourhood in a year: of so many children, this many in a hundred at least and at most.
CHILDREN = (45, 110)
SHARES = {"vaccination": (86, 97), "newborn_screening": (95, 100)}
YEARS_COUNTED = 3
LIST_COMES_IN = time(7, 30)


def screen_everyone(programme: str, *, on: date, seed: int, places: Places) -> int:
    """Record the screening of two years, a list at the end of each month; returns how many children it was."""
    rng, number = Random(f"{seed}/screening"), 0  # noqa: S311 - chance that must repeat, and protects nothing
    homes = {municipality.pk: municipality for municipality in places.municipalities}
    first = add_months(on.replace(day=1), -MONTHS)
    try:
        for month in range(MONTHS):
            begin, until = add_months(first, month), add_months(first, month + 1)
            lines = []
            for neighbourhood in places.neighbourhoods:
                for _ in range(rng.randint(*BIRTHS)):
                    number += 1
                    day = begin + timedelta(days=rng.randrange((until - begin).days))
                    key = hashlib.sha256(f"{seed}/{number}".encode()).hexdigest()[:KEY_LENGTH]
                    result = rng.choices(*RESULTS)[0]
                    home = homes[neighbourhood.municipality_id]
                    lines.append(Screened(day, day + timedelta(days=1), home, neighbourhood, result, key))
            clock.hold(clock.at(until, LIST_COMES_IN))
            with acting(system_identity("practice")):
                record_screening(programme, lines)
    finally:
        clock.hold(None)
    return number


def count_neighbourhoods(*, on: date, seed: int, places: Places) -> None:
    """Record what other registers counted in the neighbourhoods in the years before this one."""
    rng = Random(f"{seed}/areas")  # noqa: S311 - chance that must repeat, and protects nothing
    counted = []
    for year in range(on.year - YEARS_COUNTED, on.year):
        for kind, (least, most) in SHARES.items():
            for place in places.neighbourhoods:
                children = rng.randint(*CHILDREN)
                number = children * rng.randint(least, most) // 100
                counted.append(
                    Counted(kind, date(year, 1, 1), date(year + 1, 1, 1), place, number, children, "verzonnen register")
                )
    with acting(system_identity("practice")):
        record_area_counts(counted)
