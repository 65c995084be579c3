# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screening of everyone who is born in the practice region: the denominator, month after month, and never a name."""

from __future__ import annotations

import hashlib
from datetime import date, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import add_months
from duizend.record.signalling.actions.screening import Screened, record_screening

if TYPE_CHECKING:
    from duizend.ground.region.queries import Places

MONTHS = 24
# How many children are screened in a neighbourhood in a month, at least and at most.
BIRTHS = (4, 11)
# About seven in a hundred come out as eligible; not everybody is asked, and not everybody fills it in.
RESULTS = (("eligible", "not_eligible", "not_asked", "not_filled_in"), (7, 82, 4, 7))
KEY_LENGTH = 24
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
