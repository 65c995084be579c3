# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is measured at a registered moment is added, never changed; the first questions are offered once, and free."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted
from duizend.record.consents.actions import Answer, record_answer, undo_answer, withdraw
from duizend.record.consents.queries import who_is
from duizend.record.instruments.actions import load_instruments
from duizend.record.instruments.queries import get_current_instrument
from duizend.record.outcomes.actions import (
    answer_baseline,
    correct_measurement,
    offer_baseline,
    record_measurement,
    refuse_baseline,
    withdraw_measurement,
)
from duizend.record.outcomes.models import Measurement
from duizend.record.outcomes.queries import (
    get_measurement,
    lay_out_family,
    lay_out_many,
    lay_out_one,
    person_key,
    who_of,
)
from duizend.record.outcomes.rules.measuring import LOST, REFUSED, REGULAR, Found
from duizend.record.outcomes.rules.moments import BASELINE, PARENT, Slot, state_of_slot
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import get_trajectory, programme_of
from rooms.contacts.characters import BORN, TODAY, Scene, make_nurse, make_scene, system

if TYPE_CHECKING:
    from duizend.record.outcomes.rules.moments import Key
    from duizend.record.trajectories.models import Trajectory

INDICATED = BORN + timedelta(days=20)
SEVEN = Found(score=Decimal(7))
YES = Found(category="yes")


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    with system():
        load_instruments(settings.DUIZEND.instrument_folders)
    return made


def on(day: date) -> date:
    clock.set_practice_date(day)
    return day


def first(trajectory: Trajectory, *, moment: str = "indication", respondent: str = "each_parent") -> Slot:
    """Return the first registered measurement of a moment, besides the baseline."""
    laid = lay_out_one(trajectory)
    return next(
        one for one in laid.slots
        if one.moment == moment and one.outcome != BASELINE and one.respondent == respondent
    )  # fmt: skip


def declined(trajectory: Trajectory) -> Trajectory:
    """Make the parents' yes a no before anything began."""
    with system():
        trajectories.record_answer(trajectory, "declined", on=INDICATED + timedelta(days=10))
    return get_trajectory(trajectory.public_id)


def refused(call: object, *args: object, **said: object) -> str:
    before = Measurement.objects.count()
    with pytest.raises(ActionRefused) as refusal, transaction.atomic():
        call(*args, **said)
    assert Measurement.objects.count() == before
    return refusal.value.code


def key_of(scene: Scene) -> Key:
    return first(scene.trajectory).key


def test_a_score_keeps_its_instrument_and_whose_it_is_and_the_judgement_apart(scene: Scene) -> None:
    key, day = key_of(scene), INDICATED + timedelta(days=5)
    with scene.nurse.acts():
        row = record_measurement(
            scene.trajectory, key, Found(score=Decimal(7), judgement=" moe maar sterk "), on=day,
            instrument=get_current_instrument("startgesprek-maasland"),
        )  # fmt: skip
        assert (row.score, str(row.instrument), row.judgement) == (7, "startgesprek-maasland 4", "moe maar sterk")
        assert who_of(row) == key[2] == person_key(PARENT, row.parent_id)
        slot = lay_out_one(scene.trajectory).find(*key)
    assert slot is not None
    assert state_of_slot(slot, day) == "measured"
    assert LogLine.objects.filter(event="measurement.measured").count() == 1


@pytest.mark.parametrize(
    ("found", "with_instrument", "code"),
    [
        (Found(), False, "score_or_category"), (SEVEN, False, "no_scale"), (Found(score=Decimal(13)), True, "not_on_scale"),
        (Found(score=Decimal(7), category="yes"), True, "score_or_category"), (YES, True, "yes_or_no"),
        (Found(category="maybe"), False, "yes_or_no"), (Found(REFUSED, judgement="x"), False, "nothing_measured"),
        (Found(LOST, score=Decimal(1)), False, "nothing_measured"), (Found("offered"), False, "unknown_how"),
        (Found(REFUSED), True, "nothing_measured"),
    ],
)  # fmt: skip
def test_what_cannot_have_come_out_is_refused(scene: Scene, found: Found, with_instrument: bool, code: str) -> None:
    instrument = get_current_instrument("startgesprek-maasland") if with_instrument else None
    key = key_of(scene)
    with scene.nurse.acts():
        assert refused(record_measurement, scene.trajectory, key, found, on=INDICATED, instrument=instrument) == code


def test_only_what_was_registered_is_measured_on_its_days_and_once(scene: Scene) -> None:
    outcome, moment, who = key = key_of(scene)
    with scene.nurse.acts():
        said = {"on": INDICATED}
        assert refused(record_measurement, scene.trajectory, ("height", moment, who), YES, **said) == "not_registered"
        assert refused(record_measurement, scene.trajectory, (outcome, "end 9y", who), YES, **said) == "not_registered"
        assert refused(record_measurement, scene.trajectory, (outcome, "end 6m", who), YES, **said) == "outside_window"
        assert refused(record_measurement, scene.trajectory, key, YES, on=TODAY) == "outside_window"
        assert refused(record_measurement, scene.trajectory, key, YES, on=TODAY + timedelta(days=1)) == "day_to_come"
        assert (
            refused(record_measurement, scene.trajectory, (BASELINE, "indication", ""), YES, **said) == "not_a_baseline"
        )
        record_measurement(scene.trajectory, key, YES, **said)
        assert refused(record_measurement, scene.trajectory, key, YES, **said) == "recorded_before"


def test_refusing_is_recorded_with_nothing_beside_it(scene: Scene) -> None:
    key = key_of(scene)
    with scene.nurse.acts():
        record_measurement(scene.trajectory, key, Found(REFUSED), on=INDICATED)
        slot = lay_out_one(scene.trajectory).find(*key)
    assert slot is not None
    assert state_of_slot(slot, TODAY) == "refused"


def test_who_said_no_is_not_asked_but_what_a_regular_contact_measured_counts(scene: Scene) -> None:
    key, trajectory = key_of(scene), declined(scene.trajectory)
    day = INDICATED + timedelta(days=15)
    with system():
        assert refused(record_measurement, trajectory, key, YES, on=day) == "not_asked"
        assert refused(record_measurement, trajectory, key, Found(REFUSED), on=day, way=REGULAR) == "not_asked"
        assert state_of_slot(first(trajectory), day) == "not_due"
        row = record_measurement(trajectory, key, YES, on=day, way=REGULAR)
        assert (row.way, state_of_slot(first(trajectory), day)) == ("regular", "measured")


def test_who_said_no_is_asked_as_long_as_her_yes_to_that_holds(scene: Scene) -> None:
    trajectory = declined(scene.trajectory)
    mother, day = trajectory.family.parents.order_by("id")[0], INDICATED + timedelta(days=15)
    asked = Answer(who_is(mother), who_is(mother), "follow_up", "research", day, "talk")
    with system():
        yes = record_answer(trajectory.family, asked, yes=True)
        assert state_of_slot(first(trajectory), day) == "open"
        no, _shared = withdraw(yes, on=day)
        assert state_of_slot(first(trajectory), day) == "not_due"
        undo_answer(no)
        assert state_of_slot(first(trajectory), day) == "open"
        assert yes.until is not None
        assert first(trajectory).quiet_on == yes.until + timedelta(days=1)


def five_years_on(scene: Scene) -> tuple[Trajectory, date]:
    """Let a family begin and end, and five years pass."""
    started = BORN + timedelta(days=30)
    with system():
        trajectories.start(scene.trajectory, on=started)
        trajectories.end(get_trajectory(scene.trajectory.public_id), ending="completed", on=TODAY)
    return get_trajectory(scene.trajectory.public_id), on(TODAY.replace(year=TODAY.year + 5))


def test_five_years_later_only_who_agreed_is_asked_and_only_after_a_look_at_her_safe_contact(scene: Scene) -> None:
    trajectory, day = five_years_on(scene)
    mother = trajectory.family.parents.order_by("id")[0]
    with system():
        slot = next(one for one in lay_out_one(trajectory).slots if one.moment == "end 5y")
        key = (slot.outcome, slot.moment, person_key(PARENT, mother.pk) if slot.who else "")
        assert refused(record_measurement, trajectory, key, YES, on=day) == "not_asked"
        asked = Answer(who_is(mother), who_is(mother), "follow_up", "research", day - timedelta(days=300), "talk")
        record_answer(trajectory.family, asked, yes=True)
        assert refused(record_measurement, trajectory, key, YES, on=day) == "contact_not_checked"
        assert refused(record_measurement, trajectory, key, Found(REFUSED), on=day) == "contact_not_checked"
        row = record_measurement(trajectory, key, Found(category="yes", contact_checked=True), on=day)
    assert (row.how, row.way) == ("measured", "asked")
    assert LogLine.objects.get(event="measurement.measured").detail == "safe contact checked"


def test_five_years_later_what_a_regular_contact_measured_counts_without_asking(scene: Scene) -> None:
    trajectory, day = five_years_on(scene)
    with system():
        slot = next(one for one in lay_out_one(trajectory).slots if one.moment == "end 5y")
        assert record_measurement(trajectory, slot.key, YES, on=day, way=REGULAR).way == "regular"


def test_a_correction_is_a_new_fact_and_the_earlier_one_stays(scene: Scene) -> None:
    key = key_of(scene)
    with scene.nurse.acts():
        row = record_measurement(scene.trajectory, key, YES, on=INDICATED)
        assert refused(correct_measurement, row, YES, on=TODAY) == "outside_window"
        assert refused(correct_measurement, row, SEVEN, on=INDICATED) == "no_scale"
        fixed = correct_measurement(row, Found(category="no"), on=INDICATED + timedelta(days=1))
        assert refused(correct_measurement, row, YES, on=INDICATED) == "no_longer_stands"
        assert lay_out_one(scene.trajectory).rows[key] == fixed
        gone = withdraw_measurement(fixed)
        assert refused(withdraw_measurement, gone) == "no_longer_stands"
        assert key not in lay_out_one(scene.trajectory).rows
        record_measurement(scene.trajectory, key, YES, on=INDICATED)
    assert [one.category for one in Measurement.objects.order_by("id")] == ["yes", "no", "no", "yes"]


def test_the_first_questions_are_offered_once_and_answered_or_refused_once(scene: Scene) -> None:
    day, question = INDICATED + timedelta(days=2), programme_of(scene.trajectory).questions[0].id
    with scene.nurse.acts():
        assert refused(answer_baseline, scene.trajectory, {question: 0}, on=day) == "not_offered"
        assert refused(refuse_baseline, scene.trajectory, on=day) == "not_offered"
        assert refused(offer_baseline, scene.trajectory, on=INDICATED - timedelta(days=1)) == "no_baseline"
        offer_baseline(scene.trajectory, on=day)
        assert refused(offer_baseline, scene.trajectory, on=day) == "offered_before"
        assert refused(answer_baseline, scene.trajectory, {question: 0}, on=INDICATED) == "not_offered"
        assert refused(answer_baseline, scene.trajectory, {}, on=day) == "no_answers"
        assert refused(answer_baseline, scene.trajectory, {question: 9}, on=day) == "unknown_answer"
        assert refused(answer_baseline, scene.trajectory, {"height": 0}, on=day) == "unknown_answer"
        row = answer_baseline(scene.trajectory, {question: 1}, on=day)
        assert row.answers == {question: 1}
        assert refused(refuse_baseline, scene.trajectory, on=day) == "recorded_before"
        withdraw_measurement(row)
        refuse_baseline(scene.trajectory, on=day)
        slot = lay_out_one(scene.trajectory).find(BASELINE, "indication")
        assert slot is not None
        assert state_of_slot(slot, day) == "refused"
        assert refused(offer_baseline, scene.trajectory, on=day) == "offered_before", "a wrong click asks nobody twice"


def test_the_database_too_offers_only_once(scene: Scene) -> None:
    with system():
        row = offer_baseline(scene.trajectory, on=INDICATED)
        with pytest.raises(IntegrityError, match="baseline_offered_once"), transaction.atomic():
            Measurement.objects.create(
                family_id=row.family_id, trajectory_id=row.trajectory_id, outcome=BASELINE, moment="indication",
                how="offered", way="asked", happened_on=INDICATED, entered_by_id=row.entered_by_id,
            )  # fmt: skip


def test_saying_no_to_the_questions_changes_nothing_of_the_programme(scene: Scene) -> None:
    before = [(step.kind, step.happened_on) for step in scene.trajectory.steps.order_by("id")]
    with system():
        offer_baseline(scene.trajectory, on=INDICATED)
        refuse_baseline(scene.trajectory, on=INDICATED)
        assert [(step.kind, step.happened_on) for step in scene.trajectory.steps.order_by("id")] == before


def test_who_does_not_care_for_the_family_measures_nothing(scene: Scene) -> None:
    stranger = make_nurse("Vera")
    key = key_of(scene)
    with system():
        row = record_measurement(scene.trajectory, key, YES, on=INDICATED)
    with stranger.acts():
        with pytest.raises(NotPermitted), transaction.atomic():
            record_measurement(scene.trajectory, key, YES, on=INDICATED)
        with pytest.raises(NotPermitted), transaction.atomic():
            offer_baseline(scene.trajectory, on=INDICATED)
        with pytest.raises(NotFound):
            get_measurement(row.public_id)
    with scene.nurse.acts():
        assert get_measurement(row.public_id) == row


def test_a_measurement_is_only_ever_added(scene: Scene) -> None:
    with system():
        record_measurement(scene.trajectory, key_of(scene), YES, on=INDICATED)
    for sql in ("UPDATE outcomes_measurement SET category = 'no'", "DELETE FROM outcomes_measurement"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_laying_out_many_costs_as_many_queries_as_one(scene: Scene, django_assert_num_queries: object) -> None:
    other = make_scene(name="Vera", first="Ines", family_name="Bakker")
    with system():
        record_measurement(scene.trajectory, key_of(scene), YES, on=INDICATED)
        record_measurement(other.trajectory, key_of(other), YES, on=INDICATED)
        ids = [scene.trajectory.pk, other.trajectory.pk]
        with connection.execute_wrapper(counter := Counter()):
            lay_out_many(ids[:1])
        with django_assert_num_queries(counter.number):
            assert len(lay_out_many(ids)) == 2
        assert [one.trajectory for one in lay_out_family(scene.trajectory.family)] == [scene.trajectory]


class Counter:
    number = 0

    def __call__(self, execute: object, *args: object) -> object:
        self.number += 1
        return execute(*args)
