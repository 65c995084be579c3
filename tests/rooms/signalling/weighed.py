# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family of two parents to weigh things with, and who may do so."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

import characters
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import system_identity
from duizend.record.families.actions import (
    NewParent,
    Residence,
    open_care_relation,
    register_birth,
    register_family,
)
from duizend.record.families.models import Family, Parent
from duizend.record.families.queries import get_family
from duizend.record.instruments.actions import load_instruments
from duizend.record.instruments.models import InstrumentVersion
from duizend.record.instruments.queries import list_current_instruments

ON = characters.ON


def everything() -> object:
    """Act as the system, which may make anything."""
    return acting(system_identity("test"))


def make_family(*names: str, weeks_old: int = 9) -> Family:
    """Register a family with parents by these first names (Lotte and Ricardo) and Finn, so many weeks old."""
    since = ON - timedelta(weeks=weeks_old)
    home = Residence(characters.region().find_municipality("Oudrade"), None, since, street="Veerstoep 7")
    parents = tuple(NewParent(name, "Verhoef") for name in names or ("Lotte", "Ricardo"))
    family = register_family(on=since, residence=home, parents=parents)
    register_birth(family, birth_date=since, given_name="Finn")
    return get_family(family.public_id)


def parents_of(family: Family) -> list[Parent]:
    return list(family.parents.order_by("id"))


def make_nurse_of(family: Family) -> User:
    """Make Jolijn, the nurse who cares for a family."""
    account, professional = characters.nurse()
    with everything():
        open_care_relation(family, professional=professional, since=ON - timedelta(weeks=2), ground="assignment")
    return account


def questionnaire() -> InstrumentVersion:
    """Load the practice region's invented questionnaire."""
    load_instruments(settings.DUIZEND.instrument_folders)
    return list_current_instruments()[0]
