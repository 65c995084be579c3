# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented activities of a neighbourhood, and who looks at them, for the tests of this room."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.test import Client

import characters
from duizend.catalogue.actions import load_programmes
from duizend.catalogue.rules.programme import Programme
from duizend.delivery.community.actions import ActivityTold, Proposer, propose_activity, show_activity
from duizend.delivery.community.models import Activity
from duizend.delivery.community.queries import get_programme_for_all
from duizend.ground.access.identity import Acting, acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.models import Neighbourhood

TODAY = date(2026, 11, 18)
MORNING = "WK900101"


def loaded(on: date = TODAY) -> Programme:
    """Load the region and the programmes, on a set day; returns the one whose file says what there is for all."""
    clock.set_practice_date(on)
    characters.region()
    with acting(system_identity("test")):
        load_programmes(settings.DUIZEND.programme_folders)
    return get_programme_for_all()


def public() -> AbstractContextManager[Acting]:
    """Act as a page without an account does."""
    return acting(system_identity("neighbourhood"))


def coordinator() -> User:
    return User.objects.create(email="c@example.org", name="Coco", roles=["coordinator"], is_character=True)


def acts(user: User) -> AbstractContextManager[Acting]:
    return acting(identity_of(user))


def told(programme: Programme, **other: object) -> ActivityTold:
    rules = programme.forms.activity
    made = ActivityTold(
        kind=rules.kinds[0].id, situations=(rules.situations[0].id,), phases=("after_birth",), title="Koffie in de Hoek",
        neighbourhood=Neighbourhood.objects.get(code=MORNING), place="Buurthuis De Hoek", days="Elke dinsdag om 10 uur",
        language="Nederlands",
    )  # fmt: skip
    return replace(made, **other)


def proposed(programme: Programme, **other: object) -> Activity:
    with public():
        return propose_activity(programme, told(programme, **other), by=Proposer("Ayşe", "06 12345678"))


def shown(programme: Programme, by: User, **other: object) -> Activity:
    activity = proposed(programme, **other)
    with acts(by):
        show_activity(activity)
    return activity


def typed(programme: Programme, **other: object) -> dict[str, object]:
    """Return the public form as a parent fills it in."""
    rules = programme.forms.activity
    return {
        "title": "Wandelen met de wagen", "kind": rules.kinds[0].id, "situations": [rules.situations[0].id],
        "phases": ["after_birth"], "neighbourhood": MORNING, "place": "Bij de vijver", "days": "Zaterdag",
        "language": "Nederlands", "given_name": "Merve", "phone": "06 87654321", **other,
    }  # fmt: skip


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client
