# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups on screen: by a coordinator and by who leads them; what somebody may not see looks as if it is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from duizend.delivery.groups import actions
from duizend.delivery.groups.models import Attendance, Cohort, Membership, PassedOn, Session
from duizend.ground.access.models import LogLine
from duizend.record.families.actions import record_loss_of_pregnancy
from rooms.groups.characters import DUE_FROM, TODAY, Scene, make_scene, make_trajectory, make_worker

WEEK = timedelta(days=7)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_a_coordinator_sees_groups_who_waits_and_what_comes_next(scene: Scene) -> None:
    scene.cohort(7)
    trajectory = make_trajectory(scene)
    page = scene.coordinator.client().get("/groepen/")
    shown = page.content.decode()
    assert page.status_code == 200
    assert "Groep Weerd, winter 2027" in shown
    assert "Past in Groep Weerd, winter 2027, in de eigen buurt." in shown
    assert LogLine.objects.filter(event="group.list", subjects__contains=[trajectory.family.public_id]).exists()
    assert 'href="/groepen/"' in shown


def test_who_leads_sees_her_own_groups_and_nobody_who_waits(scene: Scene) -> None:
    cohort = scene.cohort(7)
    make_trajectory(scene)
    own, other = scene.nurse.client(), make_worker("Els", "nurse", organisation="x").client()
    assert "Groep Weerd" in own.get("/groepen/").content.decode()
    assert "Bouzidi" not in own.get("/groepen/").content.decode()
    assert "Groep Weerd" not in other.get("/groepen/").content.decode()
    assert own.get(f"/groepen/{cohort.public_id}").status_code == 200
    for address in (f"/groepen/{cohort.public_id}", f"/groepen/{cohort.public_id}/lijst", "/groepen/nieuw"):
        assert other.get(address).status_code in (403, 404), address
    assert make_worker("Ada", "analyst").client().get("/groepen/").status_code == 403


def test_a_new_group_from_a_suggestion_with_the_days_of_its_sessions(scene: Scene) -> None:
    for number in range(6):
        make_trajectory(scene, f"Moeder {number}", due=DUE_FROM + timedelta(days=number))
    client = scene.coordinator.client()
    first = client.get("/groepen/nieuw")
    [suggestion] = first.context["suggestions"]
    assert suggestion["families"] == "6 gezinnen"
    assert "Moeder" not in first.content.decode(), "a group is for a neighbourhood, nobody is ticked"
    filled = client.get(suggestion["url"])
    assert filled.context["form"]["name"].value() == "Groep De Weerd, winter 2027"
    assert filled.context["sessions"]
    form = filled.context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    said |= {
        "due_from": DUE_FROM.isoformat(),
        "due_last": (DUE_FROM + timedelta(days=27)).isoformat(),
        "recruits_from": TODAY.isoformat(),
        "place": "Buurthuis",
    }
    wrong = client.post(
        "/groepen/nieuw",
        said | {"before_birth": scene.nurse.professional.public_id, "after_birth": scene.nurse.professional.public_id},
    )
    assert wrong.status_code == 422
    assert "verschillende begeleiders" in wrong.content.decode()
    assert not Cohort.objects.exists()
    said |= {"before_birth": scene.midwife.professional.public_id, "after_birth": scene.nurse.professional.public_id}
    made = client.post("/groepen/nieuw", said)
    cohort = Cohort.objects.get()
    assert made.url == f"/groepen/{cohort.public_id}"
    assert cohort.due_until == DUE_FROM + 4 * WEEK
    assert Session.objects.filter(cohort=cohort).count() == len(filled.context["sessions"])
    assert cohort.sessions.filter(with_partners=True).count() == 1, "the other one is past"
    shown = client.get(made.url).content.decode()
    assert "Verwacht je een baby tussen" in shown


def test_a_place_from_the_waiting_list_and_leaving_again(scene: Scene) -> None:
    cohort, trajectory = scene.cohort(7), make_trajectory(scene)
    client, address = scene.coordinator.client(), f"/groepen/plek/{trajectory.public_id}"
    assert client.get(address).status_code == 200
    assert client.post(address, {"on": ""}).status_code == 422
    assert (
        client.post(address, {"cohort": cohort.public_id, "on": TODAY.isoformat()}).url
        == f"/groepen/{cohort.public_id}"
    )
    with scene.nurse.acts():
        member = Membership.objects.get()
    nurse = scene.nurse.client()
    assert "Naima Bouzidi" in nurse.get(f"/groepen/{cohort.public_id}").content.decode()
    assert nurse.get(address).status_code in (403, 404)
    left = nurse.post(f"/groepen/lid/{member.public_id}/vertrek", {"because": "moved", "on": TODAY.isoformat()})
    assert left.url == f"/groepen/{cohort.public_id}"
    assert "Naima" not in nurse.get(left.url).content.decode()
    assert "Zet terug" in client.get(left.url).content.decode()
    client.post(f"/groepen/lid/{member.public_id}/terug")
    assert "Naima" in nurse.get(left.url).content.decode()


def test_a_roster_is_filled_in_on_a_telephone_and_unmarked_stays_open(scene: Scene) -> None:
    cohort = scene.cohort(0)
    one, two = scene.join(cohort, make_trajectory(scene)), scene.join(cohort, make_trajectory(scene, "Roos"))
    address = f"/groepen/bijeenkomst/{cohort.sessions.get().public_id}"
    client, coordinator = scene.midwife.client(), scene.coordinator.client()
    assert "0 waren er, 0 niet, 2 nog niet ingevuld." in client.get(address).content.decode()
    said = {
        f"mark-{one.public_id}": "present", f"self-{one.public_id}": "on",
        f"check-{one.public_id}": scene.midwife.professional.public_id, f"mark-{two.public_id}": "",
    }  # fmt: skip
    assert coordinator.post(address, said).status_code == 403
    page = client.post(address, said, follow=True).content.decode()
    assert "Bewaard voor 1 gezin." in page
    assert "1 waren er, 0 niet, 1 nog niet ingevuld." in page
    assert Session.objects.get().settled_at is None
    client.post(f"{address}/klaar")
    client.post(f"{address}/klaar", {"undo": "1"})
    assert "Losse controle door Hanneke" in coordinator.get(address).content.decode()
    with scene.midwife.acts():
        assert Attendance.objects.get().checked_by == scene.midwife.professional
    assert "1 van 2 waren er, 1 nog open" in client.get(f"/groepen/{cohort.public_id}").content.decode()


def test_the_list_on_paper_has_first_names_only(scene: Scene) -> None:
    cohort = scene.cohort(7)
    for first, last in (("Naima", "Bouzidi"), ("Roos", "Martens"), ("Roos", "Jansma")):
        scene.join(cohort, make_trajectory(scene, first, last))
    page = scene.nurse.client().get(f"/groepen/{cohort.public_id}/lijst")
    assert page.context["names"] == ["Naima", "Roos 1", "Roos 2"]
    shown = page.content.decode()
    assert not any(name in shown for name in ("Bouzidi", "Martens", "Jansma", date_format(DUE_FROM, "j M")))


def test_a_loss_is_on_the_queue_to_tell_in_person_and_a_small_group_too(scene: Scene) -> None:
    cohort = scene.cohort(-7, 7)
    trajectory = make_trajectory(scene)
    scene.join(cohort, trajectory, on=TODAY - 2 * WEEK)
    scene.join(cohort, make_trajectory(scene, "Roos", "Martens"), on=TODAY - 2 * WEEK)
    with scene.midwife.acts():
        record_loss_of_pregnancy(trajectory.pregnancy, on=TODAY)
    client = scene.coordinator.client()
    queue = client.get("/wachtrij?soort=groepen").content.decode()
    assert "Groep wordt te klein" in queue
    assert "Persoonlijk vertellen" in queue
    page = client.get(f"/groepen/{cohort.public_id}")
    [telling] = page.context["tellings"]
    assert (telling["name"], telling["family"]) == ("Marit", "Naima Bouzidi")
    assert LogLine.objects.filter(event="queue.read", subjects__contains=[trajectory.family.public_id]).exists()
    client.post(telling["url"])
    assert "Persoonlijk vertellen" not in client.get("/wachtrij?soort=groepen").content.decode()
    client.post(telling["url"], {"undo": "1"})
    assert scene.nurse.client().post(telling["url"]).status_code in (403, 404)
    address = f"/groepen/{cohort.public_id}"
    midwife, nurse = (one.client().get(address) for one in (scene.midwife, scene.nurse))
    assert not any("Naima" in page.content.decode() for page in (midwife, nurse))
    assert ["vertelt je persoonlijk" in gap["text"] for gap in nurse.context["gaps"]] == [True]
    assert ["vertelt je persoonlijk" in gap["text"] for gap in midwife.context["gaps"]] == [False], "she recorded it"
    assert "1 van 6 plekken bezet" in nurse.content.decode()
    session = f"/groepen/bijeenkomst/{cohort.sessions.order_by('starts_at').last().public_id}"
    assert "vertelt je persoonlijk" in scene.nurse.client().get(session).content.decode()
    client.post(telling["url"])
    assert "Je bent er op" in scene.nurse.client().get(address).content.decode()
    assert "vertelt je persoonlijk" not in scene.nurse.client().get(session).content.decode()


def test_a_session_is_in_the_day_of_who_leads_it(scene: Scene) -> None:
    cohort = scene.cohort(0)
    scene.join(cohort, make_trajectory(scene))
    page = scene.midwife.client().get("/vandaag")
    [stop] = page.context["stops"]
    assert (stop["family_name"], stop["state"], stop["from_label"]) == (cohort.name, "now", "19:00")
    assert stop["start_url"] == f"/groepen/bijeenkomst/{cohort.sessions.get().public_id}"
    assert "groep vandaag" in page.context["today"]["greeting"]
    assert scene.nurse.client().get("/vandaag").context["stops"] == []


def test_a_family_shows_its_group_and_who_waits_is_led_to_one(scene: Scene) -> None:
    cohort, waits = scene.cohort(0, 14), make_trajectory(scene, "Roos")
    member = scene.join(cohort, make_trajectory(scene))
    with scene.midwife.acts():
        marked = actions.Marked(member.public_id, "present", checked_by=scene.midwife.professional)
        actions.fill_in(Session.objects.select_related("cohort").order_by("starts_at").first(), [marked])
    address = f"/gezinnen/{member.family.public_id}"
    shown = scene.midwife.client().get(address).content.decode()
    assert f"Zit in {cohort.name}." in shown
    assert "Losse controle gedaan door Hanneke." in shown
    assert "Telt als contactmoment van het kind." not in shown, "it is not born"
    client = scene.coordinator.client()
    assert f"/groepen/plek/{waits.public_id}" in client.get(f"/gezinnen/{waits.family.public_id}").content.decode()
    queue = client.get("/wachtrij?soort=plekken").content.decode()
    assert "wacht op een groep." in queue
    assert f"/groepen/plek/{waits.public_id}" in queue
    choices = client.get(f"/groepen/plek/{waits.public_id}").context["form"].fields["cohort"].choices
    assert "past, 5 plekken vrij" in str(choices[0][1])


def test_after_the_last_session_closing_is_on_the_queue(scene: Scene) -> None:
    cohort = scene.cohort(-14, -1)
    scene.join(cohort, make_trajectory(scene), on=TODAY - WEEK)
    client = scene.coordinator.client()
    assert "Groep afsluiten" in client.get("/wachtrij?soort=groepen").content.decode()
    form = client.get(f"/groepen/{cohort.public_id}/afsluiten").context["form"]
    assert form["because"].value() == "completed"
    client.post(f"/groepen/{cohort.public_id}/afsluiten", {"because": "completed", "ends_trajectories": "on"})
    assert "Groep afsluiten" not in client.get("/wachtrij?soort=groepen").content.decode()


def test_a_mother_chooses_what_goes_along(scene: Scene) -> None:
    member = scene.join(scene.cohort(7), make_trajectory(scene))
    client, address = scene.nurse.client(), f"/groepen/lid/{member.public_id}/meegeven"
    assert "Wat wil Naima meegeven?" in client.get(address).content.decode()
    assert client.post(address, {"what": "some"}).status_code == 422
    assert client.post(address, {"what": "nothing"}).status_code == 302
    with scene.nurse.acts():
        assert PassedOn.objects.get().what == "nothing"
    assert scene.coordinator.client().post(address, {"what": "all"}).status_code == 403


def test_moving_calling_off_leading_and_closing(scene: Scene) -> None:
    cohort = scene.cohort(7)
    client, session = scene.coordinator.client(), cohort.sessions.get()
    address = f"/groepen/bijeenkomst/{session.public_id}"
    times = {"on": (TODAY + 2 * WEEK).isoformat(), "starts": "10:00", "ends": "09:00"}
    assert client.get(f"{address}/verzetten").status_code == 200
    assert client.post(f"{address}/verzetten", times).status_code == 422
    assert client.post(f"{address}/verzetten", times | {"ends": "12:00"}).status_code == 302
    assert "Afgezegd." in client.post(f"{address}/afzeggen", follow=True).content.decode()
    assert "gaat weer door" in client.post(f"{address}/afzeggen", {"undo": "1"}, follow=True).content.decode()
    new = make_worker("Truus", "nurse", organisation="kraamzorg", competence="centering_facilitator").professional
    lead = f"/groepen/{cohort.public_id}/begeleider"
    assert client.get(lead).status_code == 200
    assert client.post(lead, {"leads": "before_birth", "professional": new.public_id}).status_code == 302
    assert scene.midwife.client().get(f"/groepen/{cohort.public_id}").status_code in (403, 404)
    assert client.get(f"/groepen/{cohort.public_id}/afsluiten").status_code == 200
    assert client.post(f"/groepen/{cohort.public_id}/afsluiten", {"because": "other"}).status_code == 302
    assert client.post(f"/groepen/{cohort.public_id}/heropenen").status_code == 302
    assert Cohort.objects.get().closed_on is None


def test_the_number_of_queries_does_not_grow_with_the_group(scene: Scene) -> None:
    cohort, client = scene.cohort(-7, 0, 7), scene.coordinator.client()
    nurse = scene.nurse.client()
    session = cohort.sessions.order_by("starts_at")[1].public_id
    pages = (
        (client, "/groepen/"), (client, f"/groepen/{cohort.public_id}"), (nurse, f"/groepen/{cohort.public_id}"),
        (nurse, f"/groepen/bijeenkomst/{session}"), (client, "/groepen/nieuw"), (nurse, f"/groepen/{cohort.public_id}/lijst"),
    )  # fmt: skip

    def count() -> list[int]:
        found = []
        for who, address in pages:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert who.get(address).status_code == 200
            found.append(len(asked))
        return found

    scene.join(cohort, make_trajectory(scene), on=TODAY - WEEK)
    make_trajectory(scene, "Eerste")
    count()
    before = count()
    for number in range(4):
        scene.join(cohort, make_trajectory(scene, f"Moeder {number}"), on=TODAY - WEEK)
        make_trajectory(scene, f"Wacht {number}", elsewhere=bool(number % 2))
    with scene.nurse.acts():
        sat = Membership.objects.order_by("id").first()
        actions.fill_in(
            Session.objects.select_related("cohort").get(public_id=session), [actions.Marked(sat.public_id, "present")]
        )
    # Once a minute a page reads the name of the region again: the least of two is what the page itself asks.
    assert [min(pair) for pair in zip(count(), count(), strict=True)] == before


def test_the_due_dates_of_members_are_dots_without_a_name_and_told_in_words(scene: Scene) -> None:
    cohort = scene.cohort(7)
    for name, days in (("Naima", 0), ("Roos", 0), ("Els", 20)):
        scene.join(cohort, make_trajectory(scene, name, due=DUE_FROM + timedelta(days=days)))
    page = scene.coordinator.client().get(f"/groepen/{cohort.public_id}")
    shown = page.content.decode()
    chart = shown.partition('<figure class="due-dates">')[2].partition("</figure>")[0]
    assert chart.count("<title>25 januari 2027</title>") == 2
    assert chart.count("<title>14 februari 2027</title>") == 1
    assert "Naima" not in chart
    assert "3 gezinnen: 25 januari 2027 tot en met 14 februari 2027." in chart
    assert "Per maand: 2 in januari 2027, 1 in februari 2027." in chart
    assert "vandaag" not in chart, "today lies before the due dates"
    assert "buiten de datums" not in chart


def test_a_due_date_outside_those_of_the_group_is_told_apart(scene: Scene) -> None:
    cohort = scene.cohort(7)
    scene.join(cohort, make_trajectory(scene, due=DUE_FROM - timedelta(days=3)), despite="Haar zus zit erin.")
    page = scene.coordinator.client().get(f"/groepen/{cohort.public_id}")
    assert page.context["due_dates"]["told"] == [
        "1 gezin: 22 januari 2027.", "Per maand: 1 in januari 2027.", "1 datum valt buiten die van de groep.",
    ]  # fmt: skip
    assert "due-dates__dot--outside" in page.content.decode()


def test_a_group_without_members_has_words_where_the_dots_will_be(scene: Scene) -> None:
    page = scene.coordinator.client().get(f"/groepen/{scene.cohort(7).public_id}")
    assert "Zodra er gezinnen in de groep zitten" in page.content.decode()
    over = scene.coordinator.client().get(f"/groepen/{scene.cohort(-7).public_id}")
    assert over.context["due_dates"] is None
