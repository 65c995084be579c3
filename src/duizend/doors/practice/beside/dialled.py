# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family with fewer visits in a phase, where a programme allows that, and what was agreed with a partner in the chain."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from duizend.delivery.contacts.actions.dialling import DialSaid, dial_phase
from duizend.doors.practice.beside.setting import Newcomers
from duizend.doors.practice.cast import COORDINATOR, MAIN_NURSE
from duizend.ground.workforce.actions import AgreementSaid, record_agreement
from duizend.record.families.actions import NewParent

if TYPE_CHECKING:
    from duizend.doors.practice.beside.setting import Setting

BEGAN, DIALLED, AGREED = 95, 24, 200
# So many days from the told day the child is expected.
EXPECTED = 62


def make(setting: Setting) -> None:
    """Let a pregnant mother ask for fewer visits in the phase she is in, and agree something with a general practice."""
    for version, programme in setting.versions_with("dialling")[:1]:
        mother = NewParent("Demi", "Kooistra", birth_date=date(setting.on.year - 21, 3, 9), phone="06-00000411")
        comers = Newcomers((mother,), due_on=setting.on + timedelta(days=EXPECTED), street="Lisdodde 7")
        trajectory = setting.begin(version, comers, place=setting.of_the_story()[0], days_ago=BEGAN)
        dialling = programme.forms.dialling
        with setting.day(DIALLED, MAIN_NURSE) as day:
            said = DialSaid(dialling.phases[0].phase, "fewer", day, dialling.reasons[0].id)
            dial_phase(trajectory, said)
    with setting.day(AGREED, COORDINATOR) as day:
        agreed = AgreementSaid(
            "gp", "Huisartsenpraktijk De Brug", "Wie een zorg ziet, belt dezelfde dag.", day, day + timedelta(days=365)
        )
        record_agreement(agreed, owner=setting.company.professionals[MAIN_NURSE])
