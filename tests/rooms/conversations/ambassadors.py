# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who counts conversations in a partner organisation, for the tests of counting."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date

from django.conf import settings
from django.test import Client

import characters
from duizend.catalogue.actions import load_programmes
from duizend.catalogue.rules.programme import Programme
from duizend.delivery.conversations.queries import list_tallied
from duizend.ground.access.identity import Acting, acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.models import Organisation
from duizend.ground.workforce.actions import grant_certificate, register_professional

TODAY = date(2026, 11, 18)
NOVEMBER = date(2026, 11, 1)


def system() -> AbstractContextManager[Acting]:
    return acting(system_identity("test"))


def acts(user: User) -> AbstractContextManager[Acting]:
    return acting(identity_of(user))


def loaded() -> Programme:
    """Load the region and the programmes, on a set day; returns the first that counts conversations."""
    clock.set_practice_date(TODAY)
    characters.region()
    with system():
        load_programmes(settings.DUIZEND.programme_folders)
    return next(iter(list_tallied().values()))


def ambassador(name: str = "Farida", *, at: str = "sociaal-team-oudrade", competence: str = "") -> User:
    """Make somebody who counts for an organisation; without a competence her certificate is missing."""
    user = User.objects.create(email=f"{name}@example.org".lower(), name=name, roles=["ambassador"], is_character=True)
    with system():
        own = register_professional(name, account=user, organisation=Organisation.objects.get(key=at) if at else None)
        if competence:
            grant_certificate(own, competence=competence, valid_from=date(2020, 1, 1))
    return user


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client
