# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the municipality of the story decided on its account: one programme stops next year, another goes on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from duizend.catalogue.actions import DecisionSaid, record_decision
from duizend.doors.practice.cast import COORDINATOR

if TYPE_CHECKING:
    from duizend.doors.practice.beside.setting import Setting

DECIDED, ENTERED = 12, 5
BODY = "college van B en W"


def make(setting: Setting) -> None:
    """Let the municipality stop the programme in which families are matched, and go on with places outside the home."""
    place, next_year = setting.of_the_story()[0].municipality, date(setting.on.year + 1, 1, 1)
    with setting.day(DECIDED) as decided_on:
        pass
    with setting.day(ENTERED, COORDINATOR):
        for version, _programme in setting.versions_with("match")[:1]:
            record_decision(
                DecisionSaid(
                    version.programme, place, "stop", BODY, decided_on, next_year,
                    "Er zijn vrijwilligers en er zijn gezinnen die vragen, maar te weinig koppelingen komen tot stand.",
                    instead="Het spreekuur van het consultatiebureau, en de inloop in de wijk.",
                )
            )  # fmt: skip
        for version, _programme in setting.versions_with("place")[:1]:
            record_decision(
                DecisionSaid(
                    version.programme, place, "continue", BODY, decided_on, next_year,
                    "Nog te weinig gezinnen om te zeggen wat het doet. Over een jaar kijken we opnieuw.",
                    until_on=date(next_year.year, 12, 31),
                )
            )  # fmt: skip
