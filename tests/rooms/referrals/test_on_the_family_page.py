# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family's page lists where it was brought, for who may read that; what the meldcode decided on is never among it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duizend.ground.kernel import clock
from duizend.safety.referrals.queries import MOST_OF_A_FAMILY
from rooms.consents.characters import TODAY
from rooms.referrals.characters import Scene, account, make_scene


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def page_of(scene: Scene, user: object) -> object:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.get(reverse("desk:family", args=[scene.family.family.public_id]))


def test_the_page_lists_each_referral_with_where_it_stands(scene: Scene) -> None:
    old, new = scene.sent(), scene.propose()
    clock.set_practice_date(TODAY + timedelta(days=15))
    for user in (scene.user, account("rachida@example.org", "coordinator")):
        rows = page_of(scene, user).context["referrals"]
        assert [(row["url"].split("/")[-1], str(row["chip"]["label"])) for row in rows] == [
            (new.public_id, "Voorgesteld"), (old.public_id, "Nabellen"),
        ]  # fmt: skip
        assert {(row["service"], row["about"]) for row in rows} == {("Budgethuis", "Lotte")}


def test_one_that_the_meldcode_decided_on_is_not_on_the_page_of_who_wrote_it_either(scene: Scene) -> None:
    guarded = scene.propose(ground_words="Besloten na overleg.", ground_on=TODAY)
    shown = page_of(scene, scene.user)
    assert shown.context["referrals"] == []
    assert guarded.public_id not in shown.content.decode()


def test_the_number_of_queries_does_not_depend_on_how_many_there_are(scene: Scene) -> None:
    counted = []
    for more in (1, MOST_OF_A_FAMILY + 1):
        for _number in range(more):
            scene.propose()
        page_of(scene, scene.user)
        with CaptureQueriesContext(connection) as queries:
            shown = page_of(scene, scene.user)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert len(shown.context["referrals"]) == MOST_OF_A_FAMILY
