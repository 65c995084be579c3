# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the practice region: is it there in full, and who can be logged in as."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duizend.ground.access.queries import list_characters

if TYPE_CHECKING:
    from duizend.ground.access.models import User

MARKER = "practice-region.json"
MARKER_BEGUN = "practice-region.begun"

# What somebody in a role can do, in one sentence on the card.
CAN_DO: dict[str, Promise] = {
    "nurse": _("Ziet haar dag, legt huisbezoeken vast en spreekt het volgende bezoek af."),
    "coordinator": _("Ziet alle gezinnen, meldt aan, vraagt ouders en wijst een verpleegkundige toe."),
    "sender": _("Meldt een gezin aan en leest wat ervan werd, zo ver als de ouders dat goed vonden."),
    "analyst": _("Ziet de cijfers van de regio precies, nooit een naam."),
    "municipality": _("Ziet de cijfers van de gemeente; kleine aantallen zijn afgeschermd."),
    "log_keeper": _("Ziet wie wat heeft bekeken en of het logboek klopt."),
    "ambassador": _("Telt gesprekken over kinderwens voor haar of zijn eigen organisatie, zonder namen."),
    "safeguarding_lead": _("Denkt mee bij de meldcode; wat zij opent, blijft afgeschermd tot zij het vrijgeeft."),
    "administrator": _("Beheert plaatsen, programma’s en professionals; ziet geen gezinnen."),
}
ROLE_LABELS: dict[str, Promise] = {
    "nurse": _("Verpleegkundige"),
    "coordinator": _("Coördinator"),
    "sender": _("Afzender"),
    "analyst": _("Analist"),
    "municipality": _("Gemeente"),
    "log_keeper": _("Logboekbeheerder"),
    "ambassador": _("Aandachtsfunctionaris kinderwens"),
    "safeguarding_lead": _("Aandachtsfunctionaris meldcode"),
    "administrator": _("Beheerder"),
}


@dataclass(frozen=True, slots=True)
class PracticeRegion:
    """What was made: with which seed, for which day, how many families."""

    seed: int
    on: date
    families: int


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody that one can log in as."""

    public_id: str
    name: str
    initials: str
    job_title: str
    role_label: Promise | str
    can_do: Promise | str


def find_practice_region() -> PracticeRegion | None:
    """Find out what the practice region of this home was made with; none when it is not there in full."""
    try:
        kept = json.loads(marker_file().read_text(encoding="utf-8"))
        return PracticeRegion(int(kept["seed"]), date.fromisoformat(kept["on"]), int(kept["families"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_complete() -> bool:
    """Say whether the practice region was made to the end in this home."""
    return find_practice_region() is not None


def is_half_made() -> bool:
    """Say whether making the practice region was begun in this home and never finished."""
    return marker_file().with_name(MARKER_BEGUN).exists() and not is_complete()


def marker_file() -> Path:
    """Return the file that says the practice region was made to the end."""
    return Path(settings.DUIZEND.home) / MARKER


def list_cards() -> list[Card]:
    """List the people one can log in as, in the order of the cast."""
    return [_card(user) for user in list_characters()]


def _card(user: User) -> Card:
    role = user.roles[0] if user.roles else ""
    return Card(
        user.public_id, user.name, user.initials, user.job_title, ROLE_LABELS.get(role, ""), CAN_DO.get(role, "")
    )
