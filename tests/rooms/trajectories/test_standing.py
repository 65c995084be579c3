# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a trajectory stands is what its course adds up to, whatever happened; undoing an end restores exactly."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import characters
from characters import ON
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families import actions as families
from duizend.record.families.models import CareRelation
from duizend.record.trajectories import actions
from duizend.record.trajectories.actions import AnswerSaid
from duizend.record.trajectories.actions.standing import KEPT
from duizend.record.trajectories.models import Assignment, Standing, Step, Trajectory
from duizend.record.trajectories.queries import read_steps
from duizend.record.trajectories.rules.states import state_of

DAY = timedelta(days=1)
FIELDS = ["trajectory_id", *KEPT]
DEEDS = (
    "offer", "accept_0", "accept_1", "decline_0", "decline_1", "not_yet_0", "no_answer", "assign", "hand_over", "start",
    "pause", "resume", "end", "undo", "nothing", "lift", "birth", "due", "move", "withdraw",
)  # fmt: skip


def kept(row: Standing) -> dict[str, object]:
    return {name: getattr(row, name) for name in FIELDS}


def check_fresh() -> None:
    ids = list(Trajectory.objects.values_list("pk", flat=True))
    afresh = {row.trajectory_id: kept(row) for row in actions.work_out_standing(ids)}
    assert {row.trajectory_id: kept(row) for row in Standing.objects.all()} == afresh
    for pk in ids:
        # An indication that was taken back stands nowhere.
        assert (afresh[pk]["state"] if pk in afresh else "new") == state_of(read_steps(pk))


def withdraw_last(trajectory: Trajectory) -> None:
    last = Step.objects.current().filter(trajectory=trajectory, withdrawn=False).order_by("happened_on", "place").last()
    if last is not None:
        actions.correct_step(last, withdrawn=True)


def do(deed: str, made: characters.Character, nurses: list, on: object) -> None:
    one, (what, _, who) = made.trajectory, deed.partition("_")
    if what in ("accept", "decline", "not") and who:
        parent = made.parents[int(who[-1])]
        answer = {"accept": "accepted", "decline": "declined", "not": "not_yet"}[what]
        told = AnswerSaid(answered_by=parent, ask_again_at="six_weeks" if answer == "not_yet" else "")
        actions.record_answer(one, answer, on=on, said=told)
        return
    {
        "offer": lambda: actions.offer(one, on=on, came_back=True),
        "no": lambda: actions.record_answer(one, "no_answer", on=on, said=AnswerSaid(historical=True)),
        "assign": lambda: actions.assign(one, professional=nurses[0], on=on),
        "hand": lambda: actions.hand_over(one, professional=nurses[1], on=on),
        "start": lambda: actions.start(one, on=on),
        "pause": lambda: actions.pause(one, on=on, until_on=on + 20 * DAY),
        "resume": lambda: actions.resume(one, on=on),
        "end": lambda: actions.end(one, ending="moved", on=on),
        "undo": lambda: actions.undo_end(one),
        "nothing": lambda: actions.ask_nothing(made.family, parent=None, on=on, until_on=on + 9 * DAY),
        "lift": lambda: actions.lift_ask_nothing(made.family, on=on),
        "birth": lambda: families.register_birth(
            made.family, birth_date=on, given_name=f"Kind {on:%d%m}", pregnancy=made.pregnancy
        ),
        "due": lambda: families.change_due_date(made.pregnancy, due_date=made.pregnancy.due_date + DAY, on=on),
        "move": lambda: families.move(
            made.family.households.get(valid_until=None), residence=characters._home("Lindehoven", on)
        ),
        "withdraw": lambda: withdraw_last(one),
    }[what]()  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(DEEDS), max_size=14))
def test_where_it_stands_is_always_what_its_course_adds_up_to(deeds: list[str]) -> None:
    nurses = [characters.nurse("Jolijn", certified_until=ON + 90 * DAY)[1], characters.nurse("Hanna")[1]]
    with transaction.atomic():
        with acting(system_identity("test")):
            made = characters.expecting(due_on=ON + 10 * DAY)
            families.add_parent(made.family, characters._parent("Sem", "in 't Veld"))
            made.parents = list(made.family.parents.order_by("id"))
            for number, deed in enumerate(deeds):
                made.pregnancy.refresh_from_db()
                with suppress(ActionRefused), transaction.atomic():
                    do(deed, made, nurses, ON - (20 - number) * DAY)
                check_fresh()
        transaction.set_rollback(True)


def test_undoing_an_end_restores_exactly_what_stood() -> None:
    _, jolijn = characters.nurse()
    with acting(system_identity("test")):
        made = characters.waiting(characters.young_mother(), jolijn)
        appointment = characters.planned(made, jolijn)

        def everything() -> tuple[object, ...]:
            appointment.refresh_from_db()
            return (
                kept(Standing.objects.get(trajectory=made.trajectory)),
                list(Assignment.objects.filter(family=made.family).values()),
                list(CareRelation.objects.filter(family=made.family).values()),
                (appointment.cancelled_at, appointment.cancelled_because),
            )

        before = everything()
        actions.end(made.trajectory, ending="stopped_by_family", on=ON)
        assert everything() != before
        assert Standing.objects.get(trajectory=made.trajectory).due_for == ""
        actions.undo_end(made.trajectory)
        assert everything() == before


def test_the_number_of_statements_does_not_depend_on_how_many_trajectories() -> None:
    with acting(system_identity("test")):
        first = [characters.twins(), characters.expecting()]
        more = [characters.young_mother(), characters.says_no(), characters.not_yet(), characters.separated(), *first]
        actions.refresh_standing([made.trajectory.pk for made in first])
        with CaptureQueriesContext(connection) as few:
            actions.refresh_standing([made.trajectory.pk for made in first])
        with CaptureQueriesContext(connection) as many:
            actions.refresh_standing([made.trajectory.pk for made in more])
        assert len(few) == len(many)
        check_fresh()
