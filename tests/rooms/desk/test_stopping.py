# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Winding a programme down: everybody who waits for it gets word, who is under way goes on, and all of it can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.catalogue.actions import DecisionSaid, record_decision, undo_decision
from duizend.catalogue.models import ProgrammeDecided
from duizend.delivery.matching.actions import VolunteerTold as NewVolunteer
from duizend.delivery.matching.actions import end_volunteer, register_volunteer
from duizend.delivery.matching.models import Volunteer
from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.trajectories.actions import end, start, tell_of_stop
from duizend.record.trajectories.models import Standing, Step, Trajectory
from rooms.desk import builder
from rooms.desk.builder import TODAY, everything

DAY = timedelta(days=1)
PROGRAMME = "stevig-ouderschap"


def stop(
    *, from_on: date = TODAY - DAY, programme: str = PROGRAMME, place: str | None = "GM9901", **other: object
) -> ProgrammeDecided:
    said = DecisionSaid(
        programme, place, "stop", "college van B en W", TODAY - 10 * DAY, from_on, "Te weinig gezinnen deden mee.",
        instead="Het spreekuur.", **other,
    )  # fmt: skip
    with everything():
        builder.make_programme()
        return record_decision(said)


def waits(surname: str, until: str = "accepted", **said: object) -> Trajectory:
    with everything():
        return builder.make_trajectory(builder.make_family(surname=surname), until=until, **said)


@pytest.fixture
def coordinator(browse: Callable[..., Client]) -> Client:
    return browse(builder.make_account("coordinator", name="Marijke Bos"))


def words_of(client: Client, row: ProgrammeDecided, chosen: str = "vertellen") -> str:
    answer = client.get(f"/afronden/{row.public_id}?lijst={chosen}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def tell(client: Client, row: ProgrammeDecided, made: Trajectory, **typed: object) -> object:
    said = {"on": f"{TODAY:%Y-%m-%d}", "words": "Gebeld; zij gaan naar het spreekuur."} | typed
    return client.post(f"/afronden/{row.public_id}/gezin/{made.public_id}/verteld", said)


def state(made: Trajectory) -> str:
    return Standing.objects.get(trajectory=made).state


@pytest.mark.parametrize(
    ("until", "is_told"),
    [
        ("indicated", True),
        ("offered", True),
        ("not_yet", True),
        ("no_answer", True),
        ("accepted", True),
        ("declined", False),
    ],
)
def test_who_waits_or_may_be_asked_again_has_to_hear_it_and_who_said_no_is_left_in_peace(
    coordinator: Client, until: str, is_told: bool
) -> None:
    made, row = waits("Kuiper", until), stop()
    assert ("Gezin Kuiper" in words_of(coordinator, row)) == is_told
    answer = tell(coordinator, row, made)
    assert answer.status_code == (302 if is_told else 409)
    assert state(made) == ("ended" if is_told else "declined")
    if is_told:
        step = Step.objects.get(trajectory=made, kind="ended")
        assert (step.ending, step.decided_by, step.decision, step.happened_on) == (
            "ended_before_start", "organisation", row, TODAY,
        )  # fmt: skip
        assert "Gezin Kuiper" not in words_of(coordinator, row)
        assert "Gebeld; zij gaan naar het spreekuur." in words_of(coordinator, row, "verteld")


def test_when_everybody_was_told_no_open_offer_is_left_and_the_queue_has_no_line_of_it(coordinator: Client) -> None:
    made, row = (
        [waits(f"Kuiper{number}", until) for number, until in enumerate(("indicated", "offered", "not_yet"))],
        stop(),
    )
    queue = coordinator.get("/wachtrij").content.decode()
    assert "3 gezinnen wachten op bericht dat het stopt." in queue
    assert f"/afronden/{row.public_id}" in queue
    assert "Gezin Kuiper" not in queue, "one task for all of them, and none to offer what is no longer there"
    for one in made:
        assert tell(coordinator, row, one).status_code == 302
    assert not Standing.objects.filter(due_for__in=("offer", "answer", "ask_again", "assign")).exists()
    assert f"/afronden/{row.public_id}" not in coordinator.get("/wachtrij").content.decode()
    assert "Iedereen heeft het gehoord" in words_of(coordinator, row)


def test_a_family_that_is_under_way_goes_on_by_the_programme(coordinator: Client) -> None:
    _account, nurse = builder.make_nurse()
    made = waits("Kuiper", to=nurse)
    with everything():
        start(made, on=made.family.registered_on + timedelta(days=20))
    row = stop()
    assert "Gezin Kuiper" not in words_of(coordinator, row)
    assert "Gezin Kuiper" in words_of(coordinator, row, "lopen")
    refused = tell(coordinator, row, made)
    assert refused.status_code == 409
    assert "loopt door volgens het programma" in refused.content.decode()
    assert state(made) == "running"


def test_that_a_family_was_told_can_be_taken_back_and_it_waits_again_for_what_it_waited_for(
    coordinator: Client,
) -> None:
    made, row = waits("Kuiper", "not_yet"), stop()
    tell(coordinator, row, made)
    back = f"/afronden/{row.public_id}/gezin/{made.public_id}/ongedaan"
    assert back in coordinator.get(f"/afronden/{row.public_id}?lijst=verteld").content.decode()
    assert coordinator.post(back).status_code == 302
    assert state(made) == "not_yet"
    assert "Gezin Kuiper" in words_of(coordinator, row)
    assert coordinator.post(back).status_code == 409


def test_an_end_of_another_kind_is_not_taken_back_here(coordinator: Client) -> None:
    made, row = waits("Kuiper", "offered"), stop()
    with everything():
        end(made, ending="moved", on=TODAY)
    assert coordinator.post(f"/afronden/{row.public_id}/gezin/{made.public_id}/ongedaan").status_code == 409
    assert state(made) == "ended"


@pytest.mark.parametrize(("typed", "status", "says"), [
    ({"on": ""}, 422, "Vul in wanneer het verteld is."),
    ({"on": f"{TODAY + DAY:%Y-%m-%d}"}, 409, "Deze dag is nog niet geweest."),
    ({"on": f"{TODAY - 11 * DAY:%Y-%m-%d}"}, 409, "Op die dag was er nog niet besloten."),
])  # fmt: skip
def test_what_cannot_be_comes_back_with_what_was_typed(
    coordinator: Client, typed: dict[str, str], status: int, says: str
) -> None:
    made, row = waits("Kuiper"), stop()
    answer = tell(coordinator, row, made, **typed)
    assert answer.status_code == status
    assert says in answer.content.decode()
    assert "Gebeld; zij gaan naar het spreekuur." in answer.content.decode()
    assert state(made) == "waiting"


def test_where_the_municipality_decided_otherwise_nobody_is_told_of_the_region_s_stop(coordinator: Client) -> None:
    made, row = waits("Kuiper"), stop(place=None)
    assert "Gezin Kuiper" in words_of(coordinator, row)
    with everything():
        record_decision(DecisionSaid(PROGRAMME, "GM9901", "continue", "raad", TODAY, TODAY, "Het gaat goed."))
    assert "Gezin Kuiper" not in words_of(coordinator, row)
    assert tell(coordinator, row, made).status_code == 409


def test_when_the_decision_is_undone_the_page_says_so_and_who_was_told_can_be_called_again(coordinator: Client) -> None:
    told, open_ = waits("Kuiper"), waits("Visser")
    row = stop()
    tell(coordinator, row, told)
    with everything():
        undo_decision(row, because="De raad besloot anders.")
    page = words_of(coordinator, row)
    assert "Dit besluit geldt niet meer." in page
    assert "Gezin Visser" not in page
    assert coordinator.post(f"/afronden/{row.public_id}/gezin/{told.public_id}/ongedaan").status_code == 302
    assert (state(told), state(open_)) == ("waiting", "waiting")


def test_before_its_first_day_who_waits_may_be_told_and_is_still_offered_the_programme(coordinator: Client) -> None:
    row = stop(from_on=TODAY + 30 * DAY)
    made = waits("Kuiper", "indicated")
    assert "Gezin Kuiper" in words_of(coordinator, row)
    assert "Gezin Kuiper" in coordinator.get("/wachtrij").content.decode()
    assert tell(coordinator, row, made).status_code == 302


def volunteer(name: str = "Ria Post", programme: str = "steunouders") -> Volunteer:
    given, family = name.split()
    with everything():
        return register_volunteer(
            NewVolunteer(given, family, municipality=builder.make_place()), programme=programme, on=TODAY - 30 * DAY
        )


def test_each_volunteer_hears_it_once_and_it_can_be_taken_back(coordinator: Client) -> None:
    with everything():
        builder.make_programme()
    ria, gone = volunteer(), volunteer("Els Mol")
    with everything():
        end_volunteer(gone, on=TODAY)
    row = stop(programme="steunouders")
    page = words_of(coordinator, row, "vrijwilligers")
    assert "Ria Post" in page
    assert "Els Mol" not in page
    assert "1 vrijwilliger wacht op bericht dat het stopt." in coordinator.get("/wachtrij").content.decode()
    said, here = (
        {"on": f"{TODAY:%Y-%m-%d}", "words": "Langs geweest."},
        f"/afronden/{row.public_id}/vrijwilliger/{ria.public_id}",
    )
    assert coordinator.post(f"{here}/verteld", said).status_code == 302
    assert "Ria Post" not in words_of(coordinator, row, "vrijwilligers")
    assert "Langs geweest." in words_of(coordinator, row, "verteld")
    assert coordinator.post(f"{here}/verteld", said).status_code == 409
    assert coordinator.post(f"{here}/ongedaan").status_code == 302
    assert "Ria Post" in words_of(coordinator, row, "vrijwilligers")
    assert coordinator.post(f"{here}/ongedaan").status_code == 409


def test_only_who_goes_through_the_queue_winds_down_and_every_name_that_is_shown_is_logged(
    coordinator: Client, browse: Callable[..., Client]
) -> None:
    made, row = waits("Kuiper"), stop()
    for role in ("nurse", "municipality", "analyst", "sender"):
        client = browse(builder.make_account(role))
        assert client.get(f"/afronden/{row.public_id}").status_code == 403
        assert tell(client, row, made).status_code in (403, 404)
    before = LogLine.objects.count()
    words_of(coordinator, row)
    line = LogLine.objects.order_by("sequence").last()
    assert LogLine.objects.count() == before + 1
    assert (line.event, line.subjects) == ("winding_down.read", [made.family.public_id])
    with everything():
        goes_on = record_decision(DecisionSaid(PROGRAMME, None, "continue", "raad", TODAY, TODAY, "Goed."))
    assert coordinator.get(f"/afronden/{goes_on.public_id}").status_code == 404
    assert coordinator.get("/afronden/23456789bcdfgh").status_code == 404


def test_the_page_of_decisions_leads_to_it_for_a_coordinator_and_for_no_municipality(
    coordinator: Client, browse: Callable[..., Client]
) -> None:
    row = stop()
    assert f"/afronden/{row.public_id}" in coordinator.get("/monitor/besluiten").content.decode()
    assert "/afronden/" not in browse(builder.make_account("municipality")).get("/monitor/besluiten").content.decode()


@pytest.mark.parametrize("chosen", ["vertellen", "vrijwilligers", "lopen", "verteld"])
def test_the_number_of_queries_does_not_depend_on_who_waits(coordinator: Client, chosen: str) -> None:
    row, counts = stop(), []
    for number in (1, 6):
        for one in range(number):
            told = waits(f"Kuiper{number}{one}")
            waits(f"Visser{number}{one}", "not_yet")
            with everything():
                tell_of_stop(told, row.public_id, on=TODAY)
        words_of(coordinator, row, chosen)
        with CaptureQueriesContext(connection) as asked:
            words_of(coordinator, row, chosen)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_list_is_read_by_the_page(coordinator: Client) -> None:
    row = stop()
    for number in range(27):
        waits(f"Kuiper{number:02}")
    first = coordinator.get(f"/afronden/{row.public_id}").content.decode()
    second = coordinator.get(f"/afronden/{row.public_id}?lijst=vertellen&blad=2").content.decode()
    names = [set(re.findall(r"Gezin Kuiper\d\d", page)) for page in (first, second)]
    assert [len(one) for one in names] == [25, 2]
    assert not names[0] & names[1]
    assert "blad=2" in first


def test_two_who_tell_the_same_family_find_that_it_was_told() -> None:
    made, row = waits("Kuiper"), stop()
    with everything():
        tell_of_stop(made, row.public_id, on=clock.today())
        with pytest.raises(ActionRefused) as refused:
            tell_of_stop(made, row.public_id, on=clock.today())
    assert refused.value.code == "nothing_to_tell"
