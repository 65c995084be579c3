# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The offer map joins what two rooms know: groups are on it by number and place, and nobody who is in one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.delivery.groups.actions import close_cohort
from duizend.delivery.groups.models import Cohort
from duizend.delivery.groups.queries import list_told
from rooms.groups.characters import TODAY, Scene, make_scene, make_trajectory, make_worker

ADDRESS = "/buurt/aanbodkaart"


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def spots(context: dict, place: str) -> list[dict]:
    return next(row["spots"] for row in context["rows"] if row["place"] == place)


def test_a_group_is_on_the_map_with_when_it_begins_and_its_free_places(scene: Scene) -> None:
    cohort = scene.cohort(7)
    scene.join(cohort, make_trajectory(scene))
    page = scene.coordinator.client().get(ADDRESS)
    [group] = page.context["groups"]
    assert (group["name"], group["where"], group["free"]) == (
        "Groep Weerd, winter 2027",
        "De Weerd, Proefstad",
        "5 plekken vrij",
    )
    assert group["begins"] == "Begint op 24 november 2026."
    assert group["url"] == f"/groepen/{cohort.public_id}"
    assert group["programme"]
    assert [spot["groups"] for spot in spots(page.context, "Proefstad")] == [0, 1, 1]
    assert not spots(page.context, "Proefstad")[1]["is_white"]
    assert "Bouzidi" not in page.content.decode()


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((), "De eerste bijeenkomst is nog niet gepland."),
        ((0, 14), "Begonnen op 17 november 2026."),
        ((-7, 14), "Begonnen op 10 november 2026."),
        ((1,), "Begint op 18 november 2026."),
    ],
)
def test_the_first_session_says_whether_a_group_began(scene: Scene, days: tuple[int, ...], told: str) -> None:
    scene.cohort(*days)
    [group] = scene.coordinator.client().get(ADDRESS).context["groups"]
    assert group["begins"] == told


def test_a_full_group_says_that_no_place_is_free(scene: Scene) -> None:
    cohort = scene.cohort(7)
    # Six families would say the same; one is enough where there is one place.
    scene.join(cohort, make_trajectory(scene))
    with scene.coordinator.acts():
        Cohort.objects.filter(pk=cohort.pk).update(places=1)
    [group] = scene.coordinator.client().get(ADDRESS).context["groups"]
    assert group["free"] == "Geen plek vrij"


def test_a_group_that_is_not_told_yet_is_over_or_is_closed_is_not_on_the_map(scene: Scene) -> None:
    scene.cohort(60, recruits_from=TODAY + timedelta(days=1))
    scene.cohort(-7)
    closed = scene.cohort(7)
    with scene.coordinator.acts():
        close_cohort(closed, because="no_facilitator")
    page = scene.coordinator.client().get(ADDRESS)
    assert page.context["groups"] == []
    assert "Er loopt nu geen groep" in page.content.decode()
    assert all(spot["groups"] == 0 for row in page.context["rows"] for spot in row["spots"])


def test_a_group_of_a_whole_municipality_says_so(scene: Scene) -> None:
    scene.cohort(7, neighbourhood=None)
    [group] = scene.coordinator.client().get(ADDRESS).context["groups"]
    assert group["where"] == "Proefstad, de hele gemeente"


def test_free_places_are_the_same_whoever_counts_them(scene: Scene) -> None:
    cohort = scene.cohort(7)
    scene.join(cohort, make_trajectory(scene))
    with make_worker("Els", "nurse", organisation="x").acts():
        [told] = list_told(TODAY)
    assert told.free == cohort.places - 1


def test_queries_do_not_grow_with_the_groups_on_the_map(scene: Scene) -> None:
    client = scene.coordinator.client()

    def asked() -> int:
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        return len(queries)

    scene.join(scene.cohort(7), make_trajectory(scene))
    few = asked()
    for number in range(4):
        scene.join(scene.cohort(9 + number), make_trajectory(scene, f"Moeder {number}"))
    assert asked() == few


def test_who_does_not_check_the_neighbourhood_does_not_see_the_map(scene: Scene) -> None:
    assert scene.nurse.client().get(ADDRESS).status_code == 403
    assert make_worker("Ada", "analyst").client().get(ADDRESS).status_code == 403
