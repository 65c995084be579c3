# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A coordinator says who goes to a family: from the day's queue, with a certificate, and to another later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.delivery.visits.actions import VisitSaid, record_visit
from duizend.ground.workforce.actions import register_professional
from duizend.record.families.queries import has_care_relation
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import current_assignment, get_trajectory
from rooms.desk import builder
from rooms.desk.builder import TODAY


def waiting(**said: object) -> Trajectory:
    with builder.everything():
        return builder.make_trajectory(builder.make_family(**said))


def address_of(trajectory: Trajectory) -> str:
    return f"/trajecten/{trajectory.public_id}/toewijzen"


def delivers(trajectory: Trajectory) -> str:
    with builder.everything():
        assignment = current_assignment(get_trajectory(trajectory.public_id))
    return assignment.professional.name if assignment else ""


def test_from_the_queue_of_the_day_a_nurse_is_assigned_and_sees_the_family(browse: object) -> None:
    account, lotte = builder.make_nurse()
    trajectory = waiting()
    client = browse(builder.make_account("coordinator", name="Bas Hoekstra"))
    [errand] = client.get("/vandaag").context["waiting"]
    assert (errand["title"], errand["url"]) == ("Wacht op plek", address_of(trajectory))
    assert "Lotte Zandstra, begeleidt 0 gezinnen" in client.get(errand["url"]).content.decode()
    page = client.post(errand["url"], {"professional": lotte.public_id}, follow=True)
    assert page.redirect_chain == [(f"/gezinnen/{trajectory.family.public_id}", 302)]
    assert "Lotte Zandstra begeleidt dit gezin vanaf vandaag." in page.content.decode()
    assert browse(account).get(f"/gezinnen/{trajectory.family.public_id}").status_code == 200
    assert "Wacht op plek" not in [errand["title"] for errand in client.get("/vandaag").context["waiting"]]


def test_who_holds_no_valid_certificate_is_not_listed_but_counted(browse: object) -> None:
    builder.make_nurse()
    with builder.everything():
        hilde = register_professional("Hilde Post")
        register_professional("Uit een oude lijst", is_active=False)
    trajectory = waiting()
    client = browse(builder.make_account("coordinator"))
    text = client.get(address_of(trajectory)).content.decode()
    assert "Hilde Post" not in text
    assert "1 collega staat er niet bij" in text
    refused = client.post(address_of(trajectory), {"professional": hilde.public_id})
    assert refused.status_code == 400
    assert delivers(trajectory) == ""


def test_the_number_beside_a_name_counts_what_goes_on(browse: object) -> None:
    _account, lotte = builder.make_nurse()
    with builder.everything():
        builder.make_trajectory(builder.make_family(surname="Visser"), to=lotte)
        ended = builder.make_trajectory(builder.make_family(surname="Smit"), to=lotte)
    client = browse(builder.make_account("coordinator"))
    client.post(f"/trajecten/{ended.public_id}/beeindigen", {"ending": "moved", "on": TODAY.isoformat()})
    assert "Lotte Zandstra, begeleidt 1 gezin<" in client.get(address_of(waiting())).content.decode()


def test_before_the_start_another_nurse_takes_over_and_the_first_sees_the_family_no_more(browse: object) -> None:
    first, lotte = builder.make_nurse()
    second, hanna = builder.make_nurse("Hanna de Wit")
    with builder.everything():
        trajectory = builder.make_trajectory(builder.make_family(), to=lotte)
    client = browse(builder.make_account("coordinator"))
    shown = client.get(address_of(trajectory)).content.decode()
    assert "Nu begeleidt Lotte Zandstra het gezin." in shown
    assert lotte.public_id not in shown
    client.post(address_of(trajectory), {"professional": hanna.public_id})
    assert delivers(trajectory) == "Hanna de Wit"
    with builder.everything():
        pk = trajectory.family_id
        assert [has_care_relation(pk, account.pk, TODAY) for account in (first, second)] == [False, True]


def test_a_running_trajectory_is_handed_over_with_a_step_on_the_timeline(browse: object) -> None:
    _account, lotte = builder.make_nurse()
    _other, hanna = builder.make_nurse("Hanna de Wit")
    with builder.everything():
        trajectory = builder.make_trajectory(builder.make_family(), to=lotte)
        visit = builder.make_appointment(trajectory, lotte, TODAY - timedelta(days=7))
        coming = builder.make_appointment(trajectory, lotte, TODAY + timedelta(days=7))
        record_visit(visit, VisitSaid(TODAY - timedelta(days=7)))
    client = browse(builder.make_account("coordinator"))
    page = client.post(address_of(trajectory), {"professional": hanna.public_id}, follow=True)
    assert "overgedragen" in page.content.decode()
    assert delivers(trajectory) == "Hanna de Wit"
    [course] = page.context["courses"]
    assert "met Hanna de Wit." in course["text"]
    coming.refresh_from_db()
    assert coming.cancelled_at is None or coming.cancelled_because == "handed_over"


@pytest.mark.parametrize("until", ["indicated", "offered", "declined"])
def test_before_the_parents_agree_nobody_is_assigned(until: str, browse: object) -> None:
    _account, lotte = builder.make_nurse()
    with builder.everything():
        trajectory = builder.make_trajectory(builder.make_family(), until=until)
    client = browse(builder.make_account("coordinator"))
    assert client.get(address_of(trajectory)).status_code == 409
    page = client.post(address_of(trajectory), {"professional": lotte.public_id})
    assert page.status_code == 409
    assert "zodra de ouders akkoord zijn" in page.content.decode()
    assert delivers(trajectory) == ""


@pytest.mark.parametrize("role", ["nurse", "analyst", "municipality", "administrator", "log_keeper"])
def test_only_a_coordinator_assigns(role: str, browse: object) -> None:
    _account, lotte = builder.make_nurse()
    trajectory = waiting()
    client = browse(builder.make_account(role, name="Iemand anders"))
    assert client.post(address_of(trajectory), {"professional": lotte.public_id}).status_code == 404
    assert delivers(trajectory) == ""


def test_the_nurse_who_delivers_does_not_hand_over_by_herself(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        trajectory = builder.make_trajectory(builder.make_family(), to=lotte)
    client = browse(account)
    assert client.get(address_of(trajectory)).status_code == 403
    [course] = client.get(f"/gezinnen/{trajectory.family.public_id}").context["courses"]
    assert [action["label"] for action in course["actions"]] == ["Plan bezoek", "Beëindig"]


def test_the_number_of_queries_does_not_grow_with_the_number_of_nurses(browse: object) -> None:
    trajectory = waiting()
    client = browse(builder.make_account("coordinator"))

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address_of(trajectory)).status_code == 200
        return len(asked)

    builder.make_nurse()
    count()
    before = count()
    for number in range(4):
        _account, nurse = builder.make_nurse(f"Nummer {number}")
        with builder.everything():
            builder.make_trajectory(builder.make_family(surname=f"Bos{number}"), to=nurse)
    assert count() == before
