# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file opened with haste: for hours, seen by the family, looked at by somebody else; and nothing more opens with it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.record.families import actions
from duizend.record.families.actions import NewParent, Residence
from duizend.record.families.models import CareRelation, Family, GlassBreak
from duizend.record.families.queries import get_family
from duizend.record.families.queries.glass import find_behind_glass
from rooms.contacts.characters import Scene, make_nurse, make_scene, system

ASKED = {"born": "2025-06-12", "name": "Haddou", "reason": "danger", "words": "Moeder belt in paniek."}
GLASS = "/gezinnen/met-spoed"


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def stranger() -> User:
    """A nurse who cares for nobody here."""
    return make_nurse("Wytske").user


@pytest.fixture
def coordinator() -> User:
    return User.objects.create(email="c@example.org", name="Rachida", roles=["coordinator"], is_character=True)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def words_of(page: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def seen_by(user: User) -> int:
    with acting(identity_of(user)):
        return Family.objects.count()


def open_file(user: User, **said: str) -> GlassBreak:
    assert browser(user).post(GLASS, {**ASKED, **said}).status_code == 302
    with system():
        return GlassBreak.objects.select_related("relation", "family").latest("id")


def over(glass: GlassBreak) -> None:
    """Let the hours be over."""
    with system():
        CareRelation.objects.filter(pk=glass.relation_id).update(until_at=clock.real_now() - timedelta(seconds=1))


def test_a_nurse_of_another_team_reads_for_three_hours_and_then_finds_nothing(scene: Scene, stranger: User) -> None:
    page = f"/gezinnen/{scene.trajectory.family.public_id}"
    hers = browser(stranger)
    assert hers.get(page).status_code == 404
    glass = open_file(stranger)
    assert glass.relation.until_at - glass.opened_at == timedelta(hours=3)
    shown = hers.get(page)
    assert shown.status_code == 200
    assert "Je bent hier met spoed" in words_of(shown)
    assert seen_by(stranger) == 1
    over(glass)
    assert hers.get(page).status_code == 404
    assert seen_by(stranger) == 0, "the database closes it, whatever the application asks"


def test_it_opens_reading_and_recording_and_nothing_that_decides(scene: Scene, stranger: User) -> None:
    open_file(stranger)
    family, hers = scene.trajectory.family.public_id, browser(stranger)
    assert hers.get(f"/gezinnen/{family}/toestemmingen").status_code == 200
    assert hers.get(f"/bezoeken/{scene.appointment.public_id}/").status_code == 200
    for refused in (
        f"/gezinnen/{family}/mensen",
        f"/trajecten/{scene.trajectory.public_id}/einde",
        f"/gezinnen/{family}/toestemmingen/vragen",
    ):
        assert hers.get(refused).status_code in (403, 404), refused


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"name": "Hadou"}, 409),
        ({"name": "Had"}, 409),
        ({"born": "2025-06-13"}, 409),
        ({"name": "%"}, 409),
        ({"words": " "}, 400),
        ({"reason": ""}, 400),
        ({"born": "gisteren"}, 400),
    ],
    ids=["another name", "part of a name", "another day", "anything", "no words", "no reason", "no day"],
)
def test_who_does_not_know_whom_she_looks_for_finds_nobody(
    scene: Scene, stranger: User, said: dict[str, str], status: int
) -> None:
    answer = browser(stranger).post(GLASS, {**ASKED, **said})
    assert answer.status_code == status
    assert seen_by(stranger) == 0
    if status == 409:
        line = _line("glass.sought")
        assert (line.outcome, line.detail) == ("refused", "none")


def _line(event: str) -> LogLine:
    return LogLine.objects.filter(event=event).latest("sequence")


def test_two_families_with_that_name_and_day_need_a_given_name_too(scene: Scene, stranger: User) -> None:
    with system():
        family = get_family(scene.trajectory.family.public_id)
        born, home = family.children.first().birth_date, family.households.first()
        residence = Residence(municipality=home.municipality, neighbourhood=None, since=born)
        other = actions.register_family(on=born, residence=residence, parents=(NewParent("Bas", "Haddou"),))
        actions.register_birth(other, birth_date=born, given_name="Yara")
    assert browser(stranger).post(GLASS, ASKED).status_code == 409
    assert _line("glass.sought").detail == "several"
    assert open_file(stranger, name="haddou BAS").family_id == other.pk


def test_the_family_sees_it_and_every_read_is_marked_as_haste(scene: Scene, stranger: User) -> None:
    open_file(stranger)
    family = scene.trajectory.family.public_id
    browser(stranger).get(f"/gezinnen/{family}")
    told = words_of(browser(scene.nurse.user).get(f"/gezinnen/{family}/wie-keek-mee"))
    assert "Met spoed geopend zonder het gezin te begeleiden" in told
    assert "Wytske" in told
    assert _line("family.read").purpose == "emergency"


def test_the_coordinator_hears_it_at_once_and_looks_at_it_once(scene: Scene, stranger: User, coordinator: User) -> None:
    glass = open_file(stranger)
    theirs, page = browser(coordinator), f"{GLASS}/nakijken/{glass.public_id}"
    queue = theirs.get("/wachtrij?soort=met_spoed").content.decode()
    assert page in queue
    assert "Haddou" not in queue
    assert "Moeder belt in paniek." in words_of(theirs.get(page))
    assert theirs.post(page, {"judgement": "right", "words": ""}).status_code == 400
    said = {"judgement": "not_right", "words": "Een collega was bereikbaar."}
    assert theirs.post(page, said).status_code == 302
    assert theirs.post(page, said).status_code == 409
    assert page not in theirs.get("/wachtrij?soort=met_spoed").content.decode(), (
        "what was looked at is no task any more"
    )
    assert "Een collega was bereikbaar." in words_of(theirs.get(f"{GLASS}/nakijken"))
    told = words_of(browser(scene.nurse.user).get(f"/gezinnen/{scene.trajectory.family.public_id}/wie-keek-mee"))
    assert "Nagekeken of het openen met spoed terecht was" in told


def test_who_opened_a_file_does_not_look_at_it_herself(scene: Scene, stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(roles=["nurse", "coordinator"])
    both = User.objects.get(pk=stranger.pk)
    with acting(identity_of(both)):
        glass = actions.break_glass(
            born=get_family(scene.trajectory.family.public_id).children.first().birth_date,
            name="Haddou",
            reason="danger",
            words="Nu.",
        )
    answer = browser(both).post(f"{GLASS}/nakijken/{glass.public_id}", {"judgement": "right", "words": "Prima."})
    assert answer.status_code == 409
    assert "kijkt dat niet zelf na" in words_of(answer)


def test_she_closes_it_herself_before_its_hours_are_over(scene: Scene, stranger: User) -> None:
    glass, hers = open_file(stranger), browser(stranger)
    assert "Haddou" in words_of(hers.get(GLASS))
    assert hers.post(f"{GLASS}/{glass.public_id}/sluiten").status_code == 302
    assert seen_by(stranger) == 0
    assert hers.post(f"{GLASS}/{glass.public_id}/sluiten").status_code in (404, 409)


def test_who_cares_for_the_family_already_needs_no_glass(scene: Scene) -> None:
    answer = browser(scene.nurse.user).post(GLASS, ASKED)
    assert answer.status_code == 409
    assert "Je kunt al bij dit gezin." in words_of(answer)


def test_a_seventh_search_within_the_hour_is_refused(scene: Scene, stranger: User) -> None:
    hers = browser(stranger)
    answers = [hers.post(GLASS, {**ASKED, "name": f"Hadd{'o' * number}"}).status_code for number in range(7)]
    assert answers == [409] * 6 + [429]


def test_only_a_nurse_finds_a_file_behind_the_glass_also_in_the_database(scene: Scene, coordinator: User) -> None:
    assert browser(coordinator).get(GLASS).status_code == 403
    with acting(identity_of(coordinator)), pytest.raises(DatabaseError, match="a nurse looks"), transaction.atomic():
        find_behind_glass(clock.today(), ["haddou"])
    with acting(identity_of(scene.nurse.user)), pytest.raises(DatabaseError, match="with a name"), transaction.atomic():
        find_behind_glass(clock.today(), [])


def test_what_was_broken_and_reviewed_is_only_ever_added(scene: Scene, stranger: User) -> None:
    glass = open_file(stranger)
    for table in ("families_glassbreak", "families_glassreview"):
        for sql in (f"UPDATE {table} SET words = ''", f"DELETE FROM {table}"):
            with system(), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(sql)
    with system():
        assert GlassBreak.objects.get(pk=glass.pk).words == ASKED["words"]


def test_the_list_asks_no_more_of_the_database_when_more_was_opened(scene: Scene, coordinator: User) -> None:
    theirs = browser(coordinator)

    def asked() -> int:
        theirs.get(f"{GLASS}/nakijken")
        with CaptureQueriesContext(connection) as queries:
            assert theirs.get(f"{GLASS}/nakijken").status_code == 200
        return len(queries)

    open_file(make_nurse("Anouk").user)
    few = asked()
    for name in ("Fleur", "Mila", "Roos"):
        open_file(make_nurse(name).user)
    assert asked() == few
