# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a group, its sessions, and rosters: three values, nothing overwritten, no values of what was measured."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from duizend.catalogue.queries import list_current_versions
from duizend.delivery.contacts.models import Contact, ContactDue
from duizend.delivery.groups import actions
from duizend.delivery.groups.actions import Marked, SessionSaid
from duizend.delivery.groups.models import Attendance, Cohort, Session
from duizend.delivery.groups.queries import (
    get_cohort,
    get_session,
    list_checks_of,
    list_cohorts,
    list_sessions_on,
    list_to_close,
    planned_in_a_group,
    read_groups_of,
    read_numbers,
    read_roster,
    state_of,
)
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.trajectories.queries import current_state, get_trajectory
from rooms.groups.characters import DUE_FROM, TODAY, Scene, at, make_scene, make_trajectory, make_worker

WEEK = timedelta(days=7)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def refusal(deed: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(ActionRefused) as refused, transaction.atomic():
        deed(*args, **kwargs)
    assert refused.value.reason.endswith(".")
    return refused.value.code


def only_session(cohort: Cohort) -> Session:
    return get_session(cohort.sessions.get().public_id)


def test_a_group_has_two_who_lead_of_two_organisations(scene: Scene) -> None:
    same = make_worker("Els", "nurse", organisation="jgz", competence="centering_facilitator").professional
    lapsed = make_worker("Ria", "nurse", organisation="kraamzorg").professional
    after = scene.nurse.professional
    with scene.coordinator.acts():
        for changed, code in (
            ({"led_by": {"before_birth": same, "after_birth": after}}, "organisations_needed"),
            ({"led_by": {"before_birth": lapsed, "after_birth": after}}, "no_valid_certificate"),
            ({"due_until": DUE_FROM + 5 * WEEK}, "range_too_wide"),
            ({"places": 40}, "places_outside_size"),
        ):
            assert refusal(actions.make_cohort, scene.version, scene.said(**changed)) == code
        visits = next(one for one in list_current_versions() if one.programme == "stevig-ouderschap")
        assert refusal(actions.make_cohort, visits, scene.said()) == "not_in_groups"
    with scene.nurse.acts(), pytest.raises(NotPermitted), transaction.atomic():
        actions.make_cohort(scene.version, scene.said())


def test_a_state_follows_from_dates_and_a_session_is_planned_once(scene: Scene) -> None:
    cohort = scene.cohort(7)
    with scene.coordinator.acts():
        assert state_of(get_cohort(cohort.public_id), TODAY) == "recruiting"
        session = only_session(cohort)
        again = SessionSaid(session.moment, at(TODAY, 19), at(TODAY, 21))
        assert refusal(actions.plan_sessions, cohort, [again]) == "planned_before"
        assert (
            refusal(actions.plan_sessions, cohort, [SessionSaid("x", at(TODAY, 19), at(TODAY, 21))]) == "moment_unknown"
        )
        actions.move_session(session, starts_at=at(TODAY, 19), ends_at=at(TODAY, 21))
        assert state_of(get_cohort(cohort.public_id), TODAY) == "running"
        actions.call_off_session(session)
        assert state_of(get_cohort(cohort.public_id), TODAY) == "recruiting"
        actions.plan_sessions(cohort, [again])
        assert refusal(actions.restore_session, session) == "planned_before"


def test_a_roster_is_filled_in_by_who_leads_and_only_once_it_was(scene: Scene) -> None:
    cohort = scene.cohort(0)
    member, trajectory = scene.join(cohort, make_trajectory(scene)), make_trajectory(scene, "Roos")
    other = scene.join(cohort, trajectory)
    session = only_session(cohort)
    for worker in (scene.coordinator, make_worker("Els", "nurse", organisation="x")):
        with worker.acts(), pytest.raises(NotPermitted), transaction.atomic():
            actions.fill_in(session, [Marked(member.public_id, "present")])
    checked = Marked(member.public_id, "present", measured_self=True, checked_by=scene.midwife.professional)
    with scene.midwife.acts():
        assert actions.fill_in(session, [checked, Marked(other.public_id)]) == 1
        assert actions.fill_in(session, [checked]) == 0
        assert [known and known.mark for _m, known in read_roster(session)] == ["present", None]
        contact = Contact.objects.get()
        assert (contact.mode, contact.moment, contact.professional_id) == (
            "group",
            session.moment,
            scene.midwife.professional.pk,
        )
        assert current_state(get_trajectory(member.trajectory.public_id)) == "running"
        assert current_state(get_trajectory(trajectory.public_id)) == "waiting", "unmarked is not present either"
        assert [one.checked_by_id for one in list_checks_of(member.family)] == [scene.midwife.professional.pk]
        assert refusal(actions.fill_in, session, [Marked("x", "present")]) == "not_in_group"
        stranger = make_worker("Ans", "nurse", organisation="y").professional
        wrong = Marked(other.public_id, "present", checked_by=stranger)
        assert refusal(actions.fill_in, session, [wrong]) == "does_not_lead"


def test_a_change_is_a_new_line_and_the_contact_follows(scene: Scene) -> None:
    cohort = scene.cohort(0)
    member, session = scene.join(cohort, make_trajectory(scene)), only_session(cohort)
    with scene.nurse.acts():
        for mark, standing, state in (
            ("present", 1, "running"), ("absent", 0, "waiting"), ("present", 1, "running"), ("", 0, "waiting"),
            ("absent", 0, "waiting"),
        ):  # fmt: skip
            actions.fill_in(session, [Marked(member.public_id, mark, measured_self=mark == "present")])
            assert Contact.objects.current().filter(withdrawn=False).count() == standing
            assert current_state(get_trajectory(member.trajectory.public_id)) == state
            [(_member, known)] = read_roster(session)
            assert (known.mark if known else "") == mark
        assert Attendance.objects.count() == 5
        for spoil in (Attendance.objects.all().delete, lambda: Attendance.objects.update(mark="present")):
            with pytest.raises(DatabaseError), transaction.atomic():
                spoil()


def test_who_joined_later_is_not_on_an_earlier_roster(scene: Scene) -> None:
    cohort = scene.cohort(-14, -1)
    first = scene.join(cohort, make_trajectory(scene), on=TODAY - 3 * WEEK)
    later = scene.join(cohort, make_trajectory(scene, "Roos"), on=TODAY - WEEK)
    one, two = (get_session(session.public_id) for session in cohort.sessions.order_by("starts_at"))
    with scene.nurse.acts():
        assert [member for member, _known in read_roster(one)] == [first]
        assert [member for member, _known in read_roster(two)] == [first, later]
        actions.fill_in(two, [Marked(later.public_id, "absent")])
        numbers = read_numbers(get_cohort(cohort.public_id), TODAY, account_id=scene.nurse.user.pk)
        assert list(numbers.marks.values()) == [[""], ["", "absent"]]
        assert (numbers.members, numbers.gaps) == (2, ())


def test_what_did_not_happen_yet_or_at_all_is_not_filled_in(scene: Scene) -> None:
    cohort = scene.cohort(7)
    member, session = scene.join(cohort, make_trajectory(scene)), only_session(cohort)
    with scene.midwife.acts():
        assert refusal(actions.fill_in, session, [Marked(member.public_id, "present")]) == "day_in_the_future"
        assert refusal(actions.settle, session) == "day_in_the_future"
    with scene.coordinator.acts():
        actions.call_off_session(session)
    with scene.midwife.acts():
        assert refusal(actions.fill_in, session, [Marked(member.public_id, "present")]) == "called_off"


def test_a_roster_that_is_done_leaves_open_what_nobody_filled_in(scene: Scene) -> None:
    cohort = scene.cohort(0)
    scene.join(cohort, make_trajectory(scene))
    session = only_session(cohort)
    with scene.nurse.acts():
        actions.settle(session)
        assert [known for _member, known in read_roster(session)] == [None]
    with scene.coordinator.acts():
        assert refusal(actions.call_off_session, session) == "filled_in"
    with scene.nurse.acts():
        actions.unsettle(session)
    with scene.coordinator.acts():
        actions.call_off_session(session)
        actions.restore_session(session)


def test_what_the_group_comes_together_for_is_planned(scene: Scene) -> None:
    cohort = scene.cohort(7)
    member = scene.join(cohort, make_trajectory(scene))
    session = only_session(cohort)
    with scene.coordinator.acts():
        ContactDue.objects.filter(trajectory=member.trajectory).update(moment=session.moment)
        assert ContactDue.objects.filter(planned_in_a_group()).count() == 1
        actions.call_off_session(session)
        assert ContactDue.objects.filter(planned_in_a_group()).count() == 0


def test_a_list_shows_who_leads_only_her_own_groups(scene: Scene) -> None:
    cohort = scene.cohort(7)
    scene.join(cohort, make_trajectory(scene))
    with scene.coordinator.acts():
        [row] = list_cohorts(TODAY)
        assert (row.cohort, row.state, row.members, len(row.leading)) == (cohort, "recruiting", 1, 2)
        assert row.next_session == only_session(cohort)
        assert list_cohorts(TODAY, of=make_worker("Els", "nurse", organisation="x").professional) == []
        assert len(list_cohorts(TODAY, of=scene.nurse.professional)) == 1


def test_a_day_has_the_sessions_that_somebody_leads(scene: Scene) -> None:
    cohort = scene.cohort(0)
    scene.join(cohort, make_trajectory(scene))
    other = make_worker("Els", "nurse", organisation="x")
    # The first session is of the pregnancy: the midwife leads it.
    for worker, found in ((scene.midwife, 1), (scene.nurse, 0), (other, 0)):
        with worker.acts():
            assert len(list_sessions_on(TODAY, worker.professional)) == found
    with scene.midwife.acts():
        [one] = list_sessions_on(TODAY, scene.midwife.professional)
        assert (one.session.cohort.name, one.members, one.is_filled_in) == (cohort.name, 1, False)
        assert list_sessions_on(TODAY + timedelta(days=1), scene.midwife.professional) == []
        actions.settle(one.session)
        assert list_sessions_on(TODAY, scene.midwife.professional)[0].is_filled_in
        actions.unsettle(one.session)
    with scene.coordinator.acts():
        actions.call_off_session(only_session(cohort))
    with scene.midwife.acts():
        assert list_sessions_on(TODAY, scene.midwife.professional) == []


def test_what_a_group_has_planned_is_known_by_trajectory(scene: Scene) -> None:
    cohort = scene.cohort(-7, 7)
    inside, outside = scene.join(cohort, make_trajectory(scene)).trajectory, make_trajectory(scene, "Roos")
    with scene.nurse.acts():
        [(key, group)] = read_groups_of([inside.pk, outside.pk]).items()
        assert (key, group.cohort, group.is_led_by_reader, len(group.moments)) == (inside.pk, cohort, True, 2)
        assert group.next_from(at(TODAY, 12)) == cohort.sessions.order_by("starts_at")[1]
        assert group.next_from(at(TODAY + 2 * WEEK, 12)) is None
    with scene.coordinator.acts():
        assert not read_groups_of([inside.pk])[inside.pk].is_led_by_reader
        assert read_groups_of([outside.pk]) == {}


def test_a_group_is_to_be_closed_the_day_after_its_last_session(scene: Scene) -> None:
    over, running = scene.cohort(-8, -1), scene.cohort(-7, 0, name="Nog bezig")
    with scene.coordinator.acts():
        assert list_to_close(TODAY) == [(over, TODAY - timedelta(days=1))]
        assert list_to_close(TODAY, municipality_id=scene.place.pk + 1) == []
        assert list_to_close(TODAY + timedelta(days=1)) == [(over, TODAY - timedelta(days=1)), (running, TODAY)]
        actions.close_cohort(over, because="completed")
        assert list_to_close(TODAY) == []
