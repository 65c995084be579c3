# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fewer or more contacts in a phase, and planned beside received: in the database, on the pages, and for whom."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.delivery.contacts.actions import (
    DialSaid,
    correct_dialling,
    dial_phase,
    plan_appointment,
    record_contact,
    record_missed,
    undo_dialling,
)
from duizend.delivery.contacts.models import Appointment, ContactDue, Dialling
from duizend.delivery.contacts.queries import list_diallings, propose_next, read_course
from duizend.delivery.contacts.queries.fidelity import read_fidelity
from duizend.ground.access.models import LogLine, User
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord, NotPermitted
from duizend.ground.region.models import Municipality
from duizend.ground.workforce.actions import grant_certificate
from duizend.record.families.actions import (
    NewParent,
    Residence,
    register_birth,
    register_family,
    register_pregnancy,
)
from duizend.record.families.models import Family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import get_trajectory
from rooms.contacts.characters import Nurse, at, make_nurse, system

DUE = date(2025, 9, 1)
BORN = date(2025, 8, 25)
YES = DUE - timedelta(weeks=22)
TODAY = date(2026, 3, 10)
WEEK = timedelta(days=7)
DIALLED = "voorzorg"


@dataclass
class Scene:
    nurse: Nurse
    family: Family
    trajectory: Trajectory


def make_scene(programme: str = DIALLED) -> Scene:
    """Make a family that said yes in pregnancy, had its first visit, and whose child was born half a year ago."""
    clock.set_practice_date(YES)
    with system():
        load_programmes(settings.DUIZEND.programme_folders)
    version = next(v for v in list_current_versions() if v.programme == programme)
    nurse = make_nurse("Lotte", competence=get_programme(version).team.competence)
    with system():
        place, _ = Municipality.objects.get_or_create(
            code="GM9001", defaults={"name": "Proefstad", "valid_from": date(2000, 1, 1)}
        )
        parents = (NewParent("Samira", "Haddou"),)
        family = register_family(on=YES, residence=Residence(place, None, YES), parents=parents)
        pregnancy = register_pregnancy(family, due_date=DUE)
        made = trajectories.indicate(family, version=version, on=YES, pregnancy=pregnancy)
        trajectories.offer(made, on=YES)
        trajectories.record_answer(made, "accepted", on=YES)
        trajectories.assign(made, professional=nurse.professional, on=YES)
    scene = Scene(nurse, family, get_trajectory(made.public_id))
    clock.set_practice_date(TODAY)
    visit(scene, "pregnancy_weekly.3", YES + WEEK)
    with system():
        child = register_birth(family, birth_date=BORN, given_name="Noor", pregnancy=pregnancy)
        trajectories.include_child(scene.trajectory, child)
    scene.trajectory = get_trajectory(made.public_id)
    return scene


def visit(scene: Scene, moment: str, day: date) -> None:
    with system():
        appointment = plan_appointment(
            get_trajectory(scene.trajectory.public_id), professional=scene.nurse.professional, moment=moment,
            starts_at=at(day, 10), ends_at=at(day, 11), deviation="Zo kwam het uit.",
        )  # fmt: skip
        record_contact(Appointment.objects.get(pk=appointment.pk), happened_on=day)


def fewer(
    scene: Scene, *, phase: str = "baby", direction: str = "fewer", on: date = TODAY, reason: str = "goes_well"
) -> Dialling:
    with scene.nurse.acts():
        return dial_phase(scene.trajectory, DialSaid(phase, direction, on, reason))


def due(scene: Scene) -> list[str]:
    with system():
        return [w.moment for w in read_course(scene.trajectory.pk).windows if w.obligatory and w.until_on > TODAY]


def log_in(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_fewer_passes_contacts_over_and_what_comes_next_follows(scene: Scene) -> None:
    visit(scene, "baby.10", BORN + 26 * WEEK)
    before = due(scene)
    fewer(scene)
    after = due(scene)
    assert len(after) == len(before)
    assert "baby.11" in before
    assert "baby.11" not in after
    with system():
        row = ContactDue.objects.get(trajectory=scene.trajectory)
        assert row.moment in after
        proposed = propose_next(get_trajectory(scene.trajectory.public_id), scene.nurse.professional)
        assert proposed.moment in after


def test_no_contact_is_refused_and_what_is_planned_stays(scene: Scene) -> None:
    with system():
        open_window = next(w for w in read_course(scene.trajectory.pk).windows if w.from_on > TODAY)
        planned = plan_appointment(
            scene.trajectory, professional=scene.nurse.professional, moment=open_window.moment,
            starts_at=at(open_window.target_on, 9), ends_at=at(open_window.target_on, 10), deviation="Afgesproken.",
        )  # fmt: skip
    fewer(scene)
    planned.refresh_from_db()
    assert planned.cancelled_at is None
    with system():
        passed_over = next(
            w for w in read_course(scene.trajectory.pk).windows if not w.asked and w.from_on > open_window.until_on
        )
    with scene.nurse.acts():
        again = plan_appointment(
            get_trajectory(scene.trajectory.public_id), professional=scene.nurse.professional, moment=passed_over.moment,
            starts_at=at(passed_over.target_on, 9), ends_at=at(passed_over.target_on, 10), deviation="De moeder vroeg het.",
        )  # fmt: skip
    assert again.pk


def test_more_makes_all_of_the_phase_due_and_undoing_brings_back_what_stood(scene: Scene) -> None:
    before = due(scene)
    row = fewer(scene, direction="more", reason="more_support_needed")
    assert len(due(scene)) > len(before)
    with scene.nurse.acts():
        undo_dialling(row)
    assert due(scene) == before
    with scene.nurse.acts(), pytest.raises(ContradictsRecord):
        undo_dialling(row)
    with system():
        assert list_diallings([scene.trajectory]) == {}
        assert Dialling.objects.count() == 2


def test_a_correction_stands_in_the_place_of_what_was_said(scene: Scene) -> None:
    row = fewer(scene)
    with scene.nurse.acts():
        corrected = correct_dialling(row, DialSaid("toddler", "more", TODAY, "mother_asks_more"))
        with pytest.raises(ContradictsRecord):
            correct_dialling(row, DialSaid("baby", "fewer", TODAY, "goes_well"))
    with system():
        assert list_diallings([scene.trajectory])[scene.trajectory.pk] == [corrected]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (DialSaid("pregnancy", "fewer", TODAY, "goes_well"), "phase_is_over"),
        (DialSaid("unknown", "fewer", TODAY, "goes_well"), "phase_is_fixed"),
        (DialSaid("baby", "fewer", TODAY), "reason_needed"),
        (DialSaid("baby", "fewer", TODAY, "because"), "reason_needed"),
    ],
)
def test_a_phase_that_is_over_and_a_reason_of_ones_own_are_refused(scene: Scene, said: DialSaid, code: str) -> None:
    with scene.nurse.acts(), pytest.raises(ActionRefused) as refused:
        dial_phase(scene.trajectory, said)
    assert refused.value.code == code
    with system():
        assert not Dialling.objects.exists()


def test_nobody_dials_for_a_family_of_others_and_nothing_is_changed_in_the_table(scene: Scene) -> None:
    other = make_nurse("Wies")
    with other.acts(), pytest.raises(NotPermitted):
        dial_phase(scene.trajectory, DialSaid("baby", "fewer", TODAY, "goes_well"))
    row = fewer(scene)
    with other.acts():
        assert not Dialling.objects.exists()
    with system(), pytest.raises(ProgrammingError), transaction.atomic():
        Dialling.objects.filter(pk=row.pk).update(phase="toddler")


def test_where_a_programme_is_not_dialled_the_number_stands() -> None:
    from rooms.contacts.characters import make_scene as make_plain

    plain = make_plain()
    with plain.nurse.acts(), pytest.raises(ActionRefused) as refused:
        dial_phase(plain.trajectory, DialSaid("after_birth", "fewer", TODAY, "goes_well"))
    assert refused.value.code == "not_dialled"
    client = log_in(plain.nurse.user)
    assert client.get(f"/afspraken/traject/{plain.trajectory.public_id}/minder-of-meer").status_code == 404
    assert client.get(f"/afspraken/traject/{plain.trajectory.public_id}/gepland-en-geweest").status_code == 404


def test_planned_stands_beside_received_also_of_the_pregnancy_with_reasons(scene: Scene) -> None:
    for number in (1, 2, 4):
        visit(scene, f"baby_weekly.{number}", BORN + number * WEEK)
    with system():
        missed = plan_appointment(
            get_trajectory(scene.trajectory.public_id), professional=scene.nurse.professional, moment="baby.1",
            starts_at=at(BORN + 8 * WEEK, 10), ends_at=at(BORN + 8 * WEEK, 11), deviation="Zo kwam het uit.",
        )  # fmt: skip
        record_missed(missed, reason="with_notice", on=BORN + 8 * WEEK)
        grant_certificate(scene.nurse.professional, competence="other", valid_from=TODAY)
        found = read_fidelity([get_trajectory(scene.trajectory.public_id)])[0]
    by_phase = {kept.phase: kept for kept in found.kept}
    assert list(by_phase) == ["pregnancy", "baby", "toddler"]
    assert by_phase["pregnancy"].received == 1
    # She said yes in the eighteenth week: the first two weekly windows were over.
    assert by_phase["pregnancy"].allowed.most < 13
    assert by_phase["baby"].received == 3
    assert by_phase["baby"].on_time.part == 3
    assert by_phase["baby"].trained.part == by_phase["baby"].by_own.part == 3
    assert ("with_notice", 1) in by_phase["baby"].reasons
    assert (by_phase["toddler"].asked, by_phase["toddler"].received) == (0, 0)


def test_the_page_of_a_family_tells_and_the_form_records(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    address = f"/afspraken/traject/{scene.trajectory.public_id}"
    page = client.get(f"{address}/minder-of-meer")
    assert "In het eerste jaar" in words_of(page)
    assert "In de zwangerschap" not in words_of(page)
    wrong = client.post(
        f"{address}/minder-of-meer", {"phase": "baby", "direction": "fewer", "from_on": TODAY.isoformat()}
    )
    assert wrong.status_code == 422
    assert "Kies één reden." in words_of(wrong)
    typed = {"phase": "baby", "direction": "fewer", "reason": "school_or_work", "from_on": TODAY.isoformat()}
    late = client.post(f"{address}/minder-of-meer", typed | {"from_on": "2027-12-01"})
    assert late.status_code == 409
    assert "Deze fase is dan voorbij" in words_of(late)
    done = client.post(f"{address}/minder-of-meer", typed, follow=True)
    told = words_of(done)
    assert "Minder bezoeken vanaf dinsdag 10 maart: School of werk." in told
    assert "Gepland en geweest" in told
    family = words_of(client.get(f"/gezinnen/{scene.family.public_id}"))
    assert "In het eerste jaar: minder bezoeken" in family
    row = Dialling.objects.get()
    changed = client.post(
        f"/afspraken/minder-of-meer/{row.public_id}/wijzigen", typed | {"reason": "goes_well"}, follow=True
    )
    assert "Het gaat goed zo" in words_of(changed)
    again = client.post(f"/afspraken/minder-of-meer/{row.public_id}/wijzigen", typed)
    assert again.status_code == 409
    with system():
        stands = Dialling.objects.current().get(withdrawn=False)
    undone = client.post(f"/afspraken/minder-of-meer/{stands.public_id}/ongedaan", follow=True)
    assert "Er is niet voor minder of meer bezoeken gekozen." in words_of(undone)
    twice = client.post(f"/afspraken/minder-of-meer/{stands.public_id}/ongedaan", follow=True)
    assert "al gewijzigd of ongedaan gemaakt" in words_of(twice)
    with system():
        assert LogLine.objects.filter(event="contacts.dialled").count() == 1


def test_each_sees_her_own_families_and_a_coordinator_the_family_that_she_opens(scene: Scene) -> None:
    own = words_of(log_in(scene.nurse.user).get("/afspraken/gepland-en-geweest"))
    assert "Samira Haddou" in own
    other = make_nurse("Wies")
    client = log_in(other.user)
    assert "Samira" not in words_of(client.get("/afspraken/gepland-en-geweest"))
    assert client.get(f"/afspraken/traject/{scene.trajectory.public_id}/gepland-en-geweest").status_code == 404
    coordinator = User.objects.create(email="c@example.org", name="Karin", roles=["coordinator"], is_character=True)
    page = log_in(coordinator).get(f"/afspraken/traject/{scene.trajectory.public_id}/gepland-en-geweest")
    assert page.status_code == 200
    analyst = User.objects.create(email="a@example.org", name="Pim", roles=["analyst"], is_character=True)
    assert log_in(analyst).get("/afspraken/gepland-en-geweest").status_code in (403, 404)


def test_the_number_of_queries_does_not_depend_on_the_number_of_visits(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    addresses = [f"/afspraken/traject/{scene.trajectory.public_id}/gepland-en-geweest", "/afspraken/gepland-en-geweest"]

    def count() -> list[int]:
        numbers = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            numbers.append(len(queries))
        return numbers

    before = count()
    for number in (1, 2, 3, 4, 5):
        visit(scene, f"baby_weekly.{number}", BORN + number * WEEK)
    fewer(scene)
    assert count() == before
