# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Offering, answering, ending and taking an end back, from a family's page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from duizend.record.trajectories.models import Step, Trajectory
from duizend.record.trajectories.queries import current_state, get_trajectory
from rooms.desk import builder
from rooms.desk.builder import TODAY


def made(until: str, **said: object) -> Trajectory:
    with builder.everything():
        return builder.make_trajectory(builder.make_family(**said), until=until)


def state(trajectory: Trajectory) -> str:
    with builder.everything():
        return current_state(get_trajectory(trajectory.public_id))


def actions_on_page(client: object, trajectory: Trajectory) -> list[str]:
    [course] = client.get(f"/gezinnen/{trajectory.family.public_id}").context["courses"]
    return [action["label"] for action in course["actions"]]


def test_an_indicated_family_is_offered_the_programme(browse: object) -> None:
    trajectory = made("indicated")
    client = browse(builder.make_account("coordinator"))
    assert actions_on_page(client, trajectory) == ["Bied aan"]
    address = f"/trajecten/{trajectory.public_id}/aanbieden"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"on": TODAY.isoformat()}, follow=True)
    assert answer.redirect_chain == [(f"/gezinnen/{trajectory.family.public_id}", 302)]
    assert "De ouders zijn aan zet." in answer.content.decode()
    assert state(trajectory) == "offered"
    assert actions_on_page(client, trajectory) == ["Leg het antwoord vast"]


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ({"answer": "accepted"}, "waiting"),
        ({"answer": "declined", "decided_by": "family", "reason": "Het gaat goed zo."}, "declined"),
        ({"answer": "declined"}, "declined"),
        ({"answer": "no_answer"}, "no_answer"),
        ({"answer": "not_yet", "ask_again": "date", "ask_again_on": "2027-01-11"}, "not_yet"),
        ({"answer": "not_yet", "ask_again_on": "2027-01-11"}, "not_yet"),
    ],
)
def test_every_answer_can_be_recorded_in_the_parents_own_words(typed: dict, becomes: str, browse: object) -> None:
    trajectory = made("offered")
    client = browse(builder.make_account("coordinator"))
    client.post(f"/trajecten/{trajectory.public_id}/antwoord", {"on": TODAY.isoformat(), **typed})
    assert state(trajectory) == becomes


def test_not_yet_takes_its_day_from_the_moments_of_the_programme(browse: object) -> None:
    due = TODAY + timedelta(days=40)
    trajectory = made("offered", due=due, on=TODAY - timedelta(days=60))
    client = browse(builder.make_account("coordinator"))
    page = client.get(f"/trajecten/{trajectory.public_id}/antwoord")
    assert f"Zes weken na de geboorte ({due + timedelta(weeks=6):%d-%m-%Y})" in page.content.decode()
    typed = {"on": TODAY.isoformat(), "answer": "not_yet", "ask_again": "six_weeks", "decided_by": "family"}
    client.post(f"/trajecten/{trajectory.public_id}/antwoord", typed)
    with builder.everything():
        assert Step.objects.get(kind="not_yet").ask_again_on == due + timedelta(weeks=6)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"answer": "not_yet"}, "Kies een moment, of een dag die de ouders noemden."),
        ({"answer": "not_yet", "ask_again": "date"}, "Vul de dag in die de ouders noemden."),
        ({"answer": "not_yet", "ask_again_on": "2026-01-01"}, "Kies een dag die nog komt."),
        ({"answer": "accepted", "on": "2030-01-01"}, "Deze dag is nog niet geweest."),
    ],
)
def test_what_is_missing_is_asked_in_the_form(typed: dict, said: str, browse: object) -> None:
    trajectory = made("offered")
    client = browse(builder.make_account("coordinator"))
    page = client.post(f"/trajecten/{trajectory.public_id}/antwoord", {"on": TODAY.isoformat(), **typed})
    assert page.status_code == 400
    assert said in page.content.decode()
    assert state(trajectory) == "offered"


def test_a_refused_step_comes_back_in_the_form_with_what_was_typed(browse: object, lines: object) -> None:
    trajectory = made("offered")
    client = browse(builder.make_account("coordinator"))
    typed = {"answer": "declined", "on": "2025-12-20", "reason": "Eerst de groep."}
    before = len(lines())
    page = client.post(f"/trajecten/{trajectory.public_id}/antwoord", typed)
    assert page.status_code == 409
    assert "kan niet volgen op" in page.content.decode()
    assert "Eerst de groep." in page.content.decode()
    assert state(trajectory) == "offered"
    assert not [line for line in lines()[before:] if line.event == "step.declined"]


def test_asking_again_stops_at_the_programmes_cap(browse: object) -> None:
    trajectory = made("not_yet")
    client = browse(builder.make_account("coordinator"))
    today = TODAY.isoformat()
    while "Vraag opnieuw" in actions_on_page(client, trajectory):
        client.post(f"/trajecten/{trajectory.public_id}/aanbieden", {"on": today})
        for _attempt in range(3):
            client.post(f"/trajecten/{trajectory.public_id}/antwoord", {"on": today, "answer": "no_answer"})
    page = client.post(f"/trajecten/{trajectory.public_id}/aanbieden", {"on": today})
    assert page.status_code == 409
    assert "vaker vragen we niet" in page.content.decode()


def test_an_end_can_be_taken_back_right_after_and_on_the_timeline(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        trajectory = builder.make_trajectory(builder.make_family(), to=lotte)
        appointment = builder.make_appointment(trajectory, lotte, TODAY + timedelta(days=7))
    client = browse(account)
    typed = {"ending": "moved", "on": TODAY.isoformat()}
    ended = client.post(f"/trajecten/{trajectory.public_id}/beeindigen", typed, follow=True)
    undo = f"/trajecten/{trajectory.public_id}/einde-ongedaan"
    assert ended.context["courses"][0]["undo"]["url"] == undo
    assert ended.context["entries"][0].action["url"] == undo
    assert ended.context["entries"][0].chip["label"] == "Verhuisd"
    appointment.refresh_from_db()
    assert appointment.cancelled_at is not None
    again = client.post(undo, follow=True)
    appointment.refresh_from_db()
    assert appointment.cancelled_at is None
    assert state(trajectory) == "waiting"
    assert "Teruggenomen" in [entry.chip["label"] for entry in again.context["entries"] if entry.chip]


@pytest.mark.parametrize("what", ["aanbieden", "antwoord", "beeindigen", "einde-ongedaan"])
def test_a_colleague_without_a_care_relation_finds_nothing_and_leaves_a_trace(
    what: str, browse: object, lines: object
) -> None:
    trajectory = made("offered")
    colleague, _ = builder.make_nurse("Hanna de Wit")
    before = len(lines())
    answer = browse(colleague).post(f"/trajecten/{trajectory.public_id}/{what}", {"on": TODAY.isoformat()})
    assert answer.status_code == 404
    trace = [(line.event, line.outcome, line.subjects) for line in lines()[before:]]
    assert trace == [("trajectory.decide", "refused", [trajectory.public_id])]


def test_undoing_what_did_not_end_says_so(browse: object) -> None:
    trajectory = made("offered")
    page = browse(builder.make_account("coordinator")).post(f"/trajecten/{trajectory.public_id}/einde-ongedaan")
    assert page.status_code == 409
    assert "Dit traject is niet beëindigd." in page.content.decode()
