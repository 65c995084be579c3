# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A birth, twins, a loss, a death and a move: what happens to trajectories, and what does not."""

from __future__ import annotations

from datetime import time, timedelta

import characters
from characters import ON
from duizend.catalogue.queries import get_programme
from duizend.delivery.contacts.actions import cancel_appointment, plan_appointment
from duizend.delivery.contacts.models import Appointment
from duizend.delivery.contacts.queries import windows_of
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.ground.workforce.actions import grant_certificate
from duizend.record.families import actions as families
from duizend.record.trajectories import actions
from duizend.record.trajectories.models import Standing, Step
from duizend.record.trajectories.queries import get_trajectory, read_steps
from duizend.record.trajectories.rules.states import state_of

DAY = timedelta(days=1)


def system() -> object:
    return acting(system_identity("test"))


def ended(made: characters.Character) -> list[str]:
    steps = Step.objects.current().filter(trajectory=made.trajectory, kind="ended", withdrawn=False)
    return list(steps.values_list("ending", flat=True))


def stands(made: characters.Character) -> Standing:
    return Standing.objects.get(trajectory=made.trajectory)


def test_a_birth_takes_the_child_into_the_trajectory_of_its_pregnancy_and_keeps_the_old_plan() -> None:
    with system():
        made = characters.expecting(due_on=ON + 10 * DAY, children=2)
        for name in ("Kee", "Loe"):
            made.pregnancy.refresh_from_db()
            families.register_birth(made.family, birth_date=ON - DAY, given_name=name, pregnancy=made.pregnancy)
        trajectory = get_trajectory(made.trajectory.public_id)
        assert [link.child.given_name for link in trajectory.for_children.all()] == ["Kee", "Loe"]
        plans = [(plan.because, plan.due_on, plan.born_on) for plan in trajectory.plans.order_by("id")]
        assert plans == [("indicated", ON + 10 * DAY, None), ("born", ON + 10 * DAY, ON - DAY)]


def test_a_trajectory_that_ended_does_not_take_a_child_in() -> None:
    with system():
        made = characters.expecting(due_on=ON + 10 * DAY)
        actions.end(made.trajectory, ending="moved", on=ON)
        families.register_birth(made.family, birth_date=ON - DAY, given_name="Kee", pregnancy=made.pregnancy)
        assert not made.trajectory.for_children.exists()


def test_a_loss_ends_what_was_only_for_that_pregnancy_and_leaves_nothing_due() -> None:
    _, jolijn = characters.nurse()
    with system():
        made = characters.waiting(characters.expecting(), jolijn)
        families.record_loss_of_pregnancy(made.pregnancy, on=ON - DAY)
        assert ended(made) == ["child_or_pregnancy_lost"]
        assert (stands(made).due_for, stands(made).due_on) == ("", None)


def test_the_death_of_one_of_twins_leaves_the_trajectory_for_the_other() -> None:
    with system():
        made = characters.twins()
        families.record_death(made.children[0], on=ON - DAY)
        assert ended(made) == []
        assert stands(made).state == "indicated"
        families.record_death(made.children[1], on=ON)
        assert ended(made) == ["child_or_pregnancy_lost"]
        assert stands(made).due_for == ""


def test_a_loss_that_is_told_late_comes_after_what_was_recorded_since() -> None:
    with system():
        made = characters.answered("declined", characters.young_mother())
        last = max(step.happened_on for step in read_steps(made.trajectory.pk))
        families.record_death(made.children[0], on=made.children[0].birth_date)
        end = Step.objects.get(trajectory=made.trajectory, kind="ended")
        assert end.happened_on == last
        assert state_of(read_steps(made.trajectory.pk)) == "ended"


def test_a_move_to_another_municipality_asks_for_a_hand_over_and_ends_nothing() -> None:
    _, jolijn = characters.nurse("Jolijn")
    _, hanna = characters.nurse("Hanna")
    with system():
        made = characters.waiting(characters.twins(), jolijn)
        since = stands(made)
        assert since.due_for == "start"
        families.move(made.family.households.get(), residence=characters._home("Lindehoven", ON - 3 * DAY))
        assert (stands(made).due_for, stands(made).due_on, ended(made)) == ("hand_over", ON - 3 * DAY, [])
        actions.hand_over(made.trajectory, professional=hanna, on=ON)
        assert stands(made).due_for == "start"


def test_a_certificate_that_lapses_asks_for_a_hand_over_from_that_day_and_a_new_one_takes_it_away() -> None:
    user, jolijn = characters.nurse("Jolijn", certified_until=ON + 5 * DAY)
    with system():
        made = characters.waiting(characters.twins(), jolijn)
    with acting(identity_of(user)):
        actions.start(made.trajectory, on=ON)
    with system():
        assert (stands(made).due_for, stands(made).due_on) == ("hand_over", ON + 5 * DAY)
        competence = get_programme(characters.programme()).team.competence
    administrator = characters.account("beheer@maasland.example", "administrator")
    with acting(identity_of(administrator)):
        grant_certificate(jolijn, competence=competence, valid_from=ON, valid_until=ON + 800 * DAY)
    with system():
        assert stands(made).due_on == ON + 800 * DAY


def planned(made: characters.Character) -> list[tuple[object, object]]:
    """List the appointments of a trajectory: when, and whether cancelled."""
    rows = Appointment.objects.filter(trajectory=made.trajectory).order_by("starts_at", "id")
    return [(row.starts_at, row.cancelled_because) for row in rows]


def test_undoing_a_loss_restores_exactly_what_the_loss_ended() -> None:
    _, jolijn = characters.nurse()
    with system():
        made = characters.waiting(characters.expecting(), jolijn)
        first, second = windows_of(made.trajectory)[:2]
        kept, dropped = (
            plan_appointment(
                made.trajectory, professional=jolijn, moment=window.moment, starts_at=clock.at(day, time(9)),
                ends_at=clock.at(day, time(10)), deviation="zo kwam het uit",
            )
            for window, day in ((first, ON + 7 * DAY), (second, ON + 30 * DAY))
        )  # fmt: skip
        cancel_appointment(dropped, because="called_off", reason="with_notice")
        before, standing = planned(made), (stands(made).state, stands(made).professional_id)
        families.record_loss_of_pregnancy(made.pregnancy, on=ON)
        assert ended(made) == ["child_or_pregnancy_lost"]
        assert planned(made) != before
        families.undo_loss_of_pregnancy(made.pregnancy)
        assert ended(made) == []
        assert planned(made) == before
        assert (stands(made).state, stands(made).professional_id) == standing
        assert kept.trajectory_id == made.trajectory.pk


def test_undoing_a_loss_leaves_ended_what_somebody_ended() -> None:
    with system():
        made = characters.expecting()
        actions.end(made.trajectory, ending="stopped_by_family", on=ON)
        families.record_loss_of_pregnancy(made.pregnancy, on=ON)
        families.undo_loss_of_pregnancy(made.pregnancy)
        assert ended(made) == ["stopped_by_family"]


def test_undoing_a_loss_reopens_nothing_beside_what_was_begun_since() -> None:
    with system():
        made = characters.expecting()
        families.record_loss_of_pregnancy(made.pregnancy, on=ON)
        actions.indicate(made.family, version=characters.programme(), on=ON)
        families.undo_loss_of_pregnancy(made.pregnancy)
        assert ended(made) == ["child_or_pregnancy_lost"]


def test_undoing_the_death_of_one_child_lets_the_trajectory_of_both_go_on() -> None:
    with system():
        made = characters.twins()
        for child in made.children:
            families.record_death(child, on=ON)
        assert ended(made) == ["child_or_pregnancy_lost"]
        families.undo_death(made.children[0])
        assert ended(made) == []
