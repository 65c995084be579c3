# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The social map of the practice region: invented organisations of every kind, some looked at too long ago, one closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.doors.practice.cast import COORDINATOR
from duizend.ground.directory.actions import ServiceTold, add_service, close_service

if TYPE_CHECKING:
    from duizend.doors.practice.beside.setting import Setting
    from duizend.ground.region.models import Municipality

FRESH, STALE, OLD, CLOSED = 90, 240, 400, 30
KEPT_BY = "Team sociale kaart"


@dataclass(frozen=True, slots=True)
class Line:
    """A service as the map tells it. `town_only`: not for the whole region. `looked`: how many days ago."""

    name: str
    offers: str
    kind: str
    languages: tuple[str, ...] = ("nl",)
    town_only: bool = False
    reach: str = ""
    looked: int = FRESH


SERVICES = (
    Line("Budgethuis", "Helpt ordenen en afbetalen bij schulden.", "debt_help", ("nl", "en"), reach="Inloop op dinsdag van 10 tot 12 uur."),
    Line("Stichting Samen Verder", "Luistert en denkt mee over geld, wonen en werk.", "social_work", ("nl", "ar", "tr"), town_only=True),
    Line("Praktijk De Brug", "Gesprekken voor stellen die weer samen willen praten.", "relationship_therapy", looked=STALE),
    Line("Thuis op Weg", "Een vrijwilliger helpt een ochtend in de week in huis.", "practical_help", ("nl", "pl"), town_only=True),
    Line("Huisartsen Oever", "Eerste zorg bij klachten.", "gp", ("nl", "en"), town_only=True),
    Line("GGZ Jonge Ouders", "Behandelt somberheid en angst rond een geboorte.", "mental_health", reach="Met een verwijsbrief van de huisarts."),
    Line("Vroeghulp aan Huis", "Helpt als de ontwikkeling van een jong kind zorgen geeft.", "early_help"),
    Line("Jeugdhulp Delta", "Hulp thuis voor ouders en kinderen, met een beschikking van de gemeente.", "youth_help", looked=STALE),
    Line("Team Gezond Gewicht", "Eten, slapen en bewegen voor jonge kinderen, samen met hun ouders.", "healthy_weight", ("nl", "tr")),
    Line("Speelgoedbank", "Leent speelgoed en boeken uit.", "other", reach="Elke woensdagmiddag in de bibliotheek."),
)  # fmt: skip
GONE = Line("Oude Raadswinkel", "Gaf advies over geld.", "debt_help", looked=OLD)


def make(setting: Setting) -> None:
    """Put the services on the map on the days on which they were looked at, and close one."""
    town = next(one for one in setting.places.municipalities if one.code == setting.of_the_story()[0].municipality)
    for number, line in enumerate((*SERVICES, GONE)):
        with setting.day(line.looked, COORDINATOR):
            service = add_service(_told(line, town, number))
        if line is GONE:
            with setting.day(CLOSED, COORDINATOR):
                close_service(service)


def _told(line: Line, town: Municipality, number: int) -> ServiceTold:
    address = f"post@{line.name.casefold().replace(' ', '-')}.example"
    return ServiceTold(
        line.name, line.offers, line.kind, KEPT_BY, (town,) if line.town_only else (), (), line.languages,
        f"010-00020{number:02}", address, reach=line.reach,
    )  # fmt: skip
