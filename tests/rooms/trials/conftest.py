# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region of facts alone: families with and without an offer, and of each parent what was measured."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings

from duizend.catalogue.actions import load_programmes
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.models import Municipality, RegionSettings
from duizend.insight.facts.models import OutcomeFact, StepFact
from rooms.reports.conftest import browse, people
from rooms.trials.cards import DAY

__all__ = ["browse", "people"]

Fill = Callable[..., None]
BEGAN = date(2023, 2, 1)


@pytest.fixture
def facts() -> Fill:
    """Give what fills the facts: so many families with an offer and without one, and how many of each turn out badly."""
    clock.set_practice_date(DAY)
    RegionSettings.objects.create(name="Verzonnen", controller="GGD Verzonnen")
    with acting(system_identity("test")):
        load_programmes(settings.DUIZEND.programme_folders)
    for code in ("GM1", "GM2"):
        Municipality.objects.create(code=code, name=f"Dorp {code}", valid_from=date(1900, 1, 1))
    return fill


def fill(with_: int, without: int, *, bad: tuple[int, int] = (0, 0), instrument: str = "risk 1") -> None:
    """Write facts of families; their first scores and places differ, by a chance that is the same each time."""
    chance = random.Random(7)  # noqa: S311 — invented families
    for number in range(with_ + without):
        is_offered = number < with_
        place = number if is_offered else number - with_
        on = BEGAN + timedelta(days=number % 300)
        of = {
            "trajectory_key": f"t{number}", "family_key": f"f{number}", "programme": "stevig-ouderschap", "version": "1",
            "municipality": "GM1" if number % 3 else "GM2", "neighbourhood": "", "entered_at": clock.now(),
        }  # fmt: skip
        steps = [("indicated", 0), *([("offered", 7), ("started", 30)] if is_offered else [])]
        StepFact.objects.bulk_create(
            StepFact(step_key=f"s{number}{kind}", place=nth, kind=kind, happened_on=on + timedelta(days=days),
                     children=1 + number % 2, **of)
            for nth, (kind, days) in enumerate(steps, start=1)
        )  # fmt: skip
        is_bad = place < bad[0 if is_offered else 1]
        first, later = ("risk", "risk"), (on + timedelta(days=3), on + timedelta(days=400))
        OutcomeFact.objects.create(
            indicated_on=on, outcomes=list(first), respondents=["each_parent"] * 2, people=[1, 1], moments=["indication", "end 6m"],
            from_on=[on, None], until_on=[on + timedelta(days=42), None], results=["measured"] * 2, result_on=list(later),
            instruments=[instrument] * 2, scores=[Decimal(chance.randint(10, 30)), None],
            categories=["", "yes" if is_bad else "no"], **of,
        )  # fmt: skip
