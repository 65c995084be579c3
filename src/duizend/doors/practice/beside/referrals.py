# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Referrals as the practice region has them: one in every state, one whose answer is late, one that the meldcode decided on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from duizend.doors.messaging.actions import send_waiting
from duizend.doors.practice.beside.social_map import FRESH
from duizend.doors.practice.cast import MAIN_NURSE
from duizend.ground.access.identity import act_for
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.directory.queries import list_open_services
from duizend.record.consents.actions import Answer, record_answer
from duizend.record.consents.queries import who_is
from duizend.record.families.models import CareRelation
from duizend.record.families.queries import get_family
from duizend.safety.referrals.actions import ReferralSaid, propose, record_step, send
from duizend.safety.referrals.queries import get_referral

if TYPE_CHECKING:
    from duizend.doors.messaging.providers import Letter
    from duizend.doors.practice.beside.setting import Setting
    from duizend.ground.directory.models import Service
    from duizend.record.families.models import Family

# So long the nurse knows the families, and the services are on the map.
KNOWN_SINCE = FRESH - 2
MOST_FAMILIES = 6


@dataclass(frozen=True, slots=True)
class Told:
    """A referral to a service by its name. Days ago: proposed, sent (None: not yet, and no consent), and what followed."""

    service: str
    question: str
    proposed: int
    sent: int | None = None
    steps: tuple[tuple[int, str, str], ...] = ()
    # Whether the mother wants a message about the answer.
    tells: bool = False


STORIES = (
    # The region's term for an answer is over: its owner calls.
    Told("Budgethuis", "Overzicht in de rekeningen, voor de baby er is.", 36, 33),
    Told("Team Gezond Gewicht", "Rustig eten en genoeg slapen.", 3),
    Told("GGZ Jonge Ouders", "Somber sinds de bevalling; de huisarts weet ervan.", 6, 4),
    Told("Stichting Samen Verder", "Hulp bij het zoeken van een huis.", 30, 28, ((7, "chased", "Komt terug van vakantie en belt dan."),)),
    Told("Thuis op Weg", "Een ochtend in de week iemand in huis.", 48, 46, ((39, "accepted", "Een vrijwilliger is gevonden."),), tells=True),
    Told("Jeugdhulp Delta", "Steun bij de oudste.", 44, 43, ((30, "rejected", "Wachtlijst vol."),), tells=True),
    Told(
        "Praktijk De Brug", "Weer samen leren praten.", 80, 78,
        ((70, "accepted", "Eerste gesprek is gepland."), (12, "done", "Zes gesprekken gehad.")),
    ),
    Told("Vroeghulp aan Huis", "Meekijken bij het bewegen.", 60, 58, ((51, "withdrawn", "De ouders willen nog even wachten."),)),
)  # fmt: skip
DECIDED = Told("Jeugdhulp Delta", "Vandaag nog iemand in huis.", 5, 5)
DECISION = "Besloten na overleg met Veilig Thuis: hulp nu, omdat vragen de moeder in gevaar brengt."


class Nowhere:
    """Takes every message and lets none leave the building: in the practice region nobody has a telephone."""

    def send(self, letter: Letter) -> None:
        pass


def make(setting: Setting) -> None:
    """Let the nurse bring mothers to services of the social map, each as far as its story goes."""
    with setting.day(0, MAIN_NURSE):
        families = _families(setting)
        services = {one.organisation: one for one in list_open_services()}
    for told, family in zip(STORIES, cycle(families), strict=False):
        _refer(setting, told, family, services[told.service])
    for family in families[-1:]:
        _refer_as_decided(setting, family, services[DECIDED.service])


def _families(setting: Setting) -> list[Family]:
    """List families that the nurse cared for all of that time."""
    relations = CareRelation.objects.filter(
        professional=setting.company.professionals[MAIN_NURSE],
        valid_from__lte=setting.on - timedelta(days=KNOWN_SINCE), valid_until__isnull=True,
    )  # fmt: skip
    known = relations.order_by("family_id").values_list("family__public_id", flat=True).distinct()
    return [get_family(public_id) for public_id in known[:MOST_FAMILIES]]


def _refer(setting: Setting, told: Told, family: Family, service: Service) -> None:
    mother = min(family.parents.all(), key=lambda one: one.pk)
    with setting.day(setting.working(told.proposed), MAIN_NURSE) as day:
        said = ReferralSaid(
            service,
            mother,
            shares=("name", "contact", "question"),
            question=told.question,
            tells=mother if told.tells else None,
        )
        made = propose(family, said, on=day)
        if told.sent is not None:
            record_answer(
                family, Answer(who_is(mother), who_is(mother), "referral", service.organisation, day, "talk"), yes=True
            )
    if told.sent is not None:
        with setting.day(setting.working(told.sent), MAIN_NURSE) as day:
            send(get_referral(made.public_id), on=day)
    for days_ago, kind, words in told.steps:
        with setting.day(setting.working(days_ago), MAIN_NURSE) as day:
            record_step(get_referral(made.public_id), kind, on=day, words=words)
            send_waiting(Nowhere())


def _refer_as_decided(setting: Setting, family: Family, service: Service) -> None:
    """Refer without consent, in the ring of the meldcode."""
    mother = min(family.parents.all(), key=lambda one: one.pk)
    with setting.day(setting.working(DECIDED.proposed), MAIN_NURSE) as day:
        act_for(SAFEGUARDING)
        said = ReferralSaid(
            service, mother, shares=("name", "contact", "question"), question=DECIDED.question,
            ground_words=DECISION, ground_on=day,
        )  # fmt: skip
        made = propose(family, said, on=day)
        send(get_referral(made.public_id), on=day)
