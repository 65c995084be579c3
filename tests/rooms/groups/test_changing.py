# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A group that gets another name, place or hour: what comes moves along, what was stays, and it can be put back."""

from __future__ import annotations

from datetime import time, timedelta
from html import unescape

import pytest

from duizend.delivery.groups.actions import ChangeSaid, change_cohort, close_cohort, move_session, undo_change
from duizend.delivery.groups.models import CohortChange
from duizend.delivery.groups.queries import get_cohort, list_changes
from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from rooms.groups.characters import DUE_FROM, DUE_UNTIL, TODAY, Scene, at, make_scene, make_trajectory

NEW = ChangeSaid("Groep Kade", "Kade 3", time(10, 30), "dinsdag om 10.30 uur")


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def hours(cohort: object) -> list[str]:
    return [f"{clock.local_time(one.starts_at):%H:%M}" for one in cohort.sessions.order_by("starts_at")]


def test_sessions_that_come_move_to_the_new_hour_and_those_of_today_and_before_do_not(scene: Scene) -> None:
    cohort = scene.cohort(-7, 0, 7, 14)
    with scene.coordinator.acts():
        change_cohort(cohort, NEW)
        stands = get_cohort(cohort.public_id)
        assert (stands.name, stands.place, stands.time) == ("Groep Kade", "Kade 3", "dinsdag om 10.30 uur")
        assert hours(stands) == ["19:00", "19:00", "10:30", "10:30"]
        last = stands.sessions.order_by("starts_at").last()
        assert last.ends_at - last.starts_at == timedelta(hours=2)
        was = CohortChange.objects.get()
        assert (was.name, was.place) == ("Groep Weerd, winter 2027", "Buurthuis De Weerd")
    assert LogLine.objects.filter(event="group.changed", subjects=[cohort.public_id]).count() == 1


def test_what_was_is_put_back_but_for_a_session_that_was_moved_since(scene: Scene) -> None:
    cohort = scene.cohort(7, 14)
    with scene.coordinator.acts():
        change_cohort(cohort, NEW)
        moved = cohort.sessions.order_by("starts_at").last()
        move_session(moved, starts_at=at(TODAY + timedelta(days=15), 14), ends_at=at(TODAY + timedelta(days=15), 16))
        undo_change(cohort)
        stands = get_cohort(cohort.public_id)
        assert (stands.name, stands.time) == ("Groep Weerd, winter 2027", "dinsdagavond, 19.00 tot 21.00 uur")
        assert hours(stands) == ["19:00", "14:00"]
        assert list_changes(cohort) == []
        assert CohortChange.objects.count() == 2, "both are kept"
        with pytest.raises(ActionRefused, match="nothing_changed"):
            undo_change(cohort)


def test_a_leader_who_is_elsewhere_then_is_named_and_nothing_is_written(scene: Scene) -> None:
    cohort = scene.cohort(7)
    other = scene.cohort(7, name="Andere groep", due_from=DUE_FROM, due_until=DUE_UNTIL)
    with scene.coordinator.acts():
        with pytest.raises(ActionRefused, match="leader_busy") as refusal:
            change_cohort(cohort, ChangeSaid("X", "Y", time(18), ""))
        assert scene.midwife.professional.name in refusal.value.reason
        assert get_cohort(cohort.public_id).name == "Groep Weerd, winter 2027"
        assert not CohortChange.objects.exists()
        change_cohort(cohort, ChangeSaid("X", "Y", time(17), ""))
        close_cohort(other, because="other")
        change_cohort(cohort, ChangeSaid("X", "Y", time(18), ""))
        assert hours(cohort) == ["18:00"]


@pytest.mark.parametrize(("said", "code"), [(ChangeSaid("X", "Y", time(23), ""), "after_midnight")])
def test_an_hour_that_cannot_be_is_refused(scene: Scene, said: ChangeSaid, code: str) -> None:
    cohort = scene.cohort(7)
    with pytest.raises(ActionRefused, match=code), scene.coordinator.acts():
        change_cohort(cohort, said)


def test_a_closed_group_is_not_changed_and_nobody_but_a_coordinator_changes_one(scene: Scene) -> None:
    cohort = scene.cohort(7)
    with pytest.raises(NotPermitted), scene.nurse.acts():
        change_cohort(cohort, NEW)
    assert scene.nurse.client().get(f"/groepen/{cohort.public_id}/wijzigen").status_code == 403
    with scene.coordinator.acts():
        close_cohort(cohort, because="other")
        with pytest.raises(ActionRefused, match="group_closed"):
            change_cohort(cohort, NEW)


def test_what_does_not_differ_is_no_change(scene: Scene) -> None:
    cohort = scene.cohort(7)
    with scene.coordinator.acts():
        assert change_cohort(cohort, ChangeSaid(cohort.name, f" {cohort.place} ")) is None
        assert not CohortChange.objects.exists()


def test_on_screen_it_is_changed_followed_everywhere_and_put_back(scene: Scene) -> None:
    cohort = scene.cohort(7, 14)
    trajectory = make_trajectory(scene)
    scene.join(cohort, trajectory)
    client, address = scene.coordinator.client(), f"/groepen/{cohort.public_id}"

    def shown(where: str, who: object = client) -> str:
        return unescape(who.get(where).content.decode())

    assert client.post(f"{address}/wijzigen", {"name": "", "place": "Kade 3", "starts": "10:30"}).status_code == 422
    form = client.get(f"{address}/wijzigen").context["form"]
    same = {name: form[name].value() for name in form.fields} | {"starts": "19:00"}
    assert "Er is niets veranderd." in unescape(client.post(f"{address}/wijzigen", same, follow=True).content.decode())
    new = {"name": "Groep Kade", "place": "Kade 3", "starts": "10:30"}
    assert "blijft bewaard" in client.post(f"{address}/wijzigen", new, follow=True).content.decode()
    assert "10:30 tot 12:30" in shown(address)
    assert "dinsdag om 10.30 uur" in shown(address)
    assert "Eerst: Groep Weerd, winter 2027, Buurthuis De Weerd" in shown(address)
    assert "Wat er gewijzigd is" not in shown(address, scene.nurse.client())
    assert "10:30" in shown(f"{address}/lijst")
    family = shown(f"/gezinnen/{trajectory.family.public_id}", scene.midwife.client())
    assert "Groep Kade" in family
    assert "10:30" in family
    clock.set_practice_date(TODAY + timedelta(days=7))
    assert "Groep Kade" in shown("/vandaag", scene.midwife.client())
    assert "Teruggezet" in client.post(f"{address}/wijzigen/terug", follow=True).content.decode()
    assert "Groep Weerd" in shown(address)
