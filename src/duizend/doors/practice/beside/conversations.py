# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nameless tallies of conversations, as the practice region has them: three partner organisations and a year of months.

In each somebody counts who had the training; she has an account, so that one can look over her shoulder. As many
conversations as a region of this size has: most months of one outcome are too few to show to others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from duizend.delivery.conversations.actions import Talked, add_tally, take_back
from duizend.delivery.conversations.rules import MONTHS_BACK, list_open_months
from duizend.doors.practice.beside.setting import CERTIFIED_DAYS
from duizend.doors.practice.cast import COORDINATOR
from duizend.ground.access.identity import note
from duizend.ground.access.models import User
from duizend.ground.region.models import Organisation
from duizend.ground.workforce.actions import grant_certificate, register_professional

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duizend.catalogue.rules.programme import Programme
    from duizend.doors.practice.beside.setting import Setting

# Where somebody carries the programme in her own organisation, the likeliest first.
KINDS = ("social_team", "addiction_care", "mental_health", "disability_care", "gp", "maternity_care", "midwife")
# Late in a month somebody counts what was not counted at once.
COUNTED_ON = 24


@dataclass(frozen=True, slots=True)
class Counting:
    """Who counts: her name, her work, and of each outcome in turn how many conversations, month after month.

    `since` is how many months before the told day her organisation began.
    """

    name: str
    job_title: str
    months: tuple[tuple[int, ...], ...]
    since: int = MONTHS_BACK


AMBASSADORS = (
    Counting(
        "Farida Bouzidi", "Aandachtsfunctionaris kinderwens, schuldhulp",
        ((2, 3, 1, 2, 1), (3, 2, 0, 3, 0), (1, 4, 1, 2, 1), (2, 2, 2, 1, 0)),
    ),
    Counting(
        "Thijs Wolters", "Aandachtsfunctionaris kinderwens, wijkteam",
        ((1, 2, 1, 3, 0), (2, 3, 1, 1, 1), (3, 1, 0, 2, 0)),
    ),
    Counting(
        "Ingrid Sjollema", "Aandachtsfunctionaris kinderwens, praktijkondersteuner",
        ((1, 1, 0, 2, 0), (2, 1, 1, 1, 1)), since=9,
    ),
)  # fmt: skip


def make(setting: Setting) -> None:
    """Make who counts in three partner organisations, and what they counted in a year."""
    tallied = [programme for _version, programme in setting.versions_with("tally")]
    if not tallied:
        return
    for counting, organisation in zip(AMBASSADORS, _partners(setting), strict=False):
        email = _employ(setting, counting, organisation, tallied)
        for programme in tallied:
            _count_a_year(setting, programme, counting, email)


def _partners(setting: Setting) -> Iterator[Organisation]:
    known = [one for one in Organisation.objects.order_by("id") if one.kind in KINDS]
    yield from sorted(known, key=lambda one: KINDS.index(one.kind))


def _employ(setting: Setting, counting: Counting, organisation: Organisation, tallied: list[Programme]) -> str:
    """Make an account and a professional of the partner organisation, with the training; returns her address."""
    domain = setting.company.accounts[COORDINATOR].email.partition("@")[2]
    email = f"{counting.name.split()[0].casefold()}@{domain}"
    first, last = CERTIFIED_DAYS
    with setting.day(0):
        user = User(
            email=email, name=counting.name, job_title=counting.job_title, roles=["ambassador"], is_character=True
        )
        user.set_unusable_password()
        user.save()
        note("account.made", "C", [user.public_id], detail="ambassador")
        professional = register_professional(counting.name, account=user, organisation=organisation)
        for competence in {one.team.competence for one in tallied if one.team is not None and one.team.competence}:
            grant_certificate(
                professional, competence=competence, valid_from=setting.on - timedelta(days=first),
                valid_until=setting.on + timedelta(days=last),
            )  # fmt: skip
    setting.company.accounts[email] = user
    return email


def _count_a_year(setting: Setting, programme: Programme, counting: Counting, email: str) -> None:
    """Count every month since the organisation began; of this month one too many, which is taken back."""
    months = list_open_months(setting.on, begun=programme.valid_from)[: counting.since + 1]
    outcomes = [one.id for one in programme.forms.tally.outcomes]
    for back, month in reversed(list(enumerate(months))):
        numbers = counting.months[back % len(counting.months)]
        with setting.day((setting.on - _day_of(month, setting.on)).days, email):
            for outcome, number in zip(outcomes, numbers, strict=False):
                if number:
                    add_tally(programme, Talked(outcome, month, number=number))
            if back == 0:
                add_tally(programme, Talked(outcomes[0], month))
                take_back(programme, Talked(outcomes[0], month))


def _day_of(month: date, on: date) -> date:
    return min(month.replace(day=COUNTED_ON), on)
