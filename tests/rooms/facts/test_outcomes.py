# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What figures know of measurements: where each stands, in SQL as the rules say it, without anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from duizend.ground.kernel import clock
from duizend.insight.disclosure.rules import Shown
from duizend.insight.facts.models import OutcomeFact
from duizend.insight.facts.queries.outcomes import STATES, Counted, OutcomeCounted, outcomes_by_place
from duizend.insight.facts.withholding import release, withhold
from duizend.insight.reports.queries.continuation import get_sheet_facts
from duizend.record.consents.actions import Answer, record_answer
from duizend.record.consents.queries import who_is
from duizend.record.families.actions import register_birth
from duizend.record.instruments.actions import load_instruments
from duizend.record.instruments.queries import get_current_instrument
from duizend.record.outcomes.actions import (
    correct_measurement,
    offer_baseline,
    record_measurement,
    refuse_baseline,
    withdraw_measurement,
)
from duizend.record.outcomes.queries import lay_out_one
from duizend.record.outcomes.rules.measuring import REFUSED, REGULAR, Found
from duizend.record.outcomes.rules.moments import STATES as RULED
from duizend.record.outcomes.rules.moments import Recorded, Slot, Window, state_of_slot
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import get_trajectory
from rooms.contacts.characters import BORN, TODAY, Scene, make_scene, system

INDICATED = BORN + timedelta(days=20)
COHORT = {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}
NOON = datetime(2026, 1, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
YES, NO = Found(category="yes"), Found(category="no")
_numbers = count()


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    with system():
        load_instruments(settings.DUIZEND.instrument_folders)
    return made


def counted(on: date = TODAY, **said: object) -> dict[tuple[str, str], OutcomeCounted]:
    """Count the one municipality of the scene, by outcome and moment."""
    found = outcomes_by_place("stevig-ouderschap", **COHORT | {"on": on} | said)
    assert {place for place, _outcome, _moment in found} <= {"GM9001"}
    return {key[1:]: one for key, one in found.items()}


def parents_of(scene: Scene) -> list[Slot]:
    """Return the measurements of the first outcome that each parent is asked at the indication."""
    slots = [
        one for one in lay_out_one(scene.trajectory).slots
        if one.moment == "indication" and one.respondent == "each_parent"
    ]  # fmt: skip
    return [one for one in slots if one.outcome == slots[0].outcome]


def test_a_family_that_is_indicated_has_all_its_measurements_and_nothing_came_out_yet(scene: Scene) -> None:
    found = counted(INDICATED)
    assert found["baseline", "indication"].states == {"open": Counted(1, 1)}
    outcome = parents_of(scene)[0].outcome
    assert found[outcome, "indication"].states == {"open": Counted(2, 1)}, "one of each parent, of one family"
    assert found[outcome, "end 6m"].states == {"not_due": Counted(2, 1)}
    assert counted(TODAY)[outcome, "indication"].states == {"not_measured": Counted(2, 1)}
    assert counted(TODAY, first=date(2026, 1, 1), last=TODAY) == {}, "another cohort"


def test_measured_refused_and_what_nobody_recorded_are_kept_apart(scene: Scene) -> None:
    mother, father = parents_of(scene)
    with system():
        record_measurement(
            scene.trajectory, mother.key, Found(score=Decimal(7), judgement="gaat goed"), on=INDICATED,
            instrument=get_current_instrument("startgesprek-maasland"),
        )  # fmt: skip
        record_measurement(scene.trajectory, father.key, Found(REFUSED), on=INDICATED + timedelta(days=3))
        offer_baseline(scene.trajectory, on=INDICATED)
        refuse_baseline(scene.trajectory, on=INDICATED)
    one = counted()[mother.outcome, "indication"]
    assert one.states == {"measured": Counted(1, 1), "refused": Counted(1, 1)}
    assert (one.due, one.count("lost"), one.share_yes) == (2, 0, None)
    scores = one.scores["startgesprek-maasland 4"]
    assert (scores.counted, scores.mean, scores.deviation) == (Counted(1, 1), 7.0, None)
    assert counted(INDICATED)[mother.outcome, "indication"].states == {"measured": Counted(1, 1), "open": Counted(1, 1)}
    assert counted()["baseline", "indication"].states == {"refused": Counted(1, 1)}


def test_yes_and_no_give_a_share_and_a_correction_replaces_what_stood(scene: Scene) -> None:
    mother, father = parents_of(scene)
    with system():
        row = record_measurement(scene.trajectory, mother.key, YES, on=INDICATED)
        other = record_measurement(scene.trajectory, father.key, NO, on=INDICATED)
        assert counted()[mother.outcome, "indication"].share_yes == 0.5
        correct_measurement(row, NO, on=INDICATED)
        assert counted()[mother.outcome, "indication"].share_yes == 0
        withdraw_measurement(other)
    one = counted()[mother.outcome, "indication"]
    assert one.categories == {"no": Counted(1, 1)}
    assert one.states == {"measured": Counted(1, 1), "not_measured": Counted(1, 1)}


def test_years_after_the_end_nothing_is_missing_of_who_did_not_agree_to_be_asked(scene: Scene) -> None:
    with system():
        trajectories.start(scene.trajectory, on=INDICATED + timedelta(days=10))
        trajectories.end(get_trajectory(scene.trajectory.public_id), ending="completed", on=TODAY)
        later = TODAY.replace(year=TODAY.year + 6)
        clock.set_practice_date(later)
        slot = next(one for one in lay_out_one(scene.trajectory).slots if one.moment == "end 5y")
        assert set(counted(later)[slot.outcome, "end 5y"].states) == {"not_due"}
        assert set(counted(later)[slot.outcome, "end 6m"].states) == {"not_measured"}
        mother = scene.trajectory.family.parents.order_by("id")[0]
        asked = Answer(who_is(mother), who_is(mother), "follow_up", "research", later - timedelta(days=500), "talk")
        record_answer(scene.trajectory.family, asked, yes=True)
    assert set(counted(later)[slot.outcome, "end 5y"].states) == {"not_measured"}, "she could have been asked"


def test_who_said_no_is_never_due_and_what_a_regular_contact_measured_counts(scene: Scene) -> None:
    mother, _father = parents_of(scene)
    with system():
        trajectories.record_answer(scene.trajectory, "declined", on=INDICATED + timedelta(days=10))
        trajectory = get_trajectory(scene.trajectory.public_id)
        assert counted()[mother.outcome, "indication"].states == {"not_due": Counted(2, 1)}
        record_measurement(trajectory, mother.key, YES, on=INDICATED + timedelta(days=15), way=REGULAR)
    one = counted()[mother.outcome, "indication"]
    assert one.states == {"measured": Counted(1, 1), "not_due": Counted(1, 1)}


def test_a_yes_to_being_asked_later_makes_it_due_again(scene: Scene) -> None:
    with system():
        trajectories.record_answer(scene.trajectory, "declined", on=INDICATED + timedelta(days=10))
        mother = scene.trajectory.family.parents.order_by("id")[0]
        day = INDICATED + timedelta(days=12)
        asked = Answer(who_is(mother), who_is(mother), "follow_up", "research", day, "talk")
        record_answer(scene.trajectory.family, asked, yes=True)
    outcome = parents_of(scene)[0].outcome
    assert counted(day)[outcome, "indication"].states == {"open": Counted(2, 1)}


def test_who_moved_is_lost_and_no_other(scene: Scene) -> None:
    with system():
        trajectories.start(scene.trajectory, on=TODAY - timedelta(days=30))
        trajectories.end(get_trajectory(scene.trajectory.public_id), ending="moved", on=TODAY)
    outcome = parents_of(scene)[0].outcome
    assert counted()[outcome, "indication"].states == {"not_measured": Counted(2, 1)}, "its time was over before"
    assert counted()[outcome, "end 6m"].states == {"not_due": Counted(2, 1)}
    assert counted(TODAY + timedelta(days=300))[outcome, "end 6m"].states == {"lost": Counted(2, 1)}


def test_as_known_on_a_moment_leaves_out_what_was_entered_later(scene: Scene) -> None:
    before = clock.now()
    clock.set_practice_date(TODAY + timedelta(days=1))
    with system():
        record_measurement(scene.trajectory, parents_of(scene)[0].key, YES, on=INDICATED)
    outcome = parents_of(scene)[0].outcome
    assert counted()[outcome, "indication"].count("measured") == 1
    assert counted(known_at=before)[outcome, "indication"].count("measured") == 0


def test_only_what_changed_is_written_and_nobody_is_in_it(scene: Scene) -> None:
    before = OutcomeFact.objects.count()
    slot = parents_of(scene)[0]
    with system():
        row = record_measurement(
            scene.trajectory, slot.key, Found(category="yes", judgement="zij is sterk"), on=INDICATED
        )
        assert OutcomeFact.objects.count() == before + 1
        trajectories.record_answer(scene.trajectory, "not_yet", on=INDICATED + timedelta(days=4))
        assert OutcomeFact.objects.count() == before + 1, "what is measured did not change"
    told = " ".join(str(value) for one in OutcomeFact.objects.values_list() for value in one)
    family = scene.trajectory.family
    people = [str(one.public_id) for one in (*family.parents.all(), *family.children.all(), family, row)]
    assert not [word for word in ("Samira", "sterk", slot.who, *people) if word in told]


def test_who_objects_is_in_no_figure_of_outcomes_and_comes_back_as_it_was(scene: Scene) -> None:
    slot = parents_of(scene)[0]
    with system():
        record_measurement(scene.trajectory, slot.key, YES, on=INDICATED)
        before = counted()
        withhold([scene.trajectory.family_id])
        assert counted() == {}
        offer_baseline(scene.trajectory, on=INDICATED)
        assert OutcomeFact.objects.count() == 0, "nothing is written of who objected"
        refuse_baseline(scene.trajectory, on=INDICATED)
        release([scene.trajectory.family_id])
    after = counted()
    assert after.pop(("baseline", "indication")).states == {"refused": Counted(1, 1)}
    before.pop(("baseline", "indication"))
    assert after == before


def test_a_birth_moves_the_windows_that_are_counted_from_it(scene: Scene) -> None:
    rows = OutcomeFact.objects.count()
    with system():
        register_birth(scene.trajectory.family, birth_date=TODAY, given_name="Bo")
    assert OutcomeFact.objects.count() in (rows, rows + 1), "a brother who is not in the programme changes nothing"


@dataclass(frozen=True)
class Written:
    """One measurement as it is written, of one of a few families in one of two places."""

    family: str
    place: str
    slot: Slot
    indicated_on: date


days = st.integers(-200, 600).map(lambda n: date(2025, 6, 1) + timedelta(days=n))
maybe = st.none() | days


@st.composite
def written(draw: st.DrawFn) -> Written:
    begin = draw(maybe)
    window = begin and Window(begin, begin + timedelta(days=draw(st.integers(1, 120))))
    recorded = draw(st.none() | st.builds(Recorded, st.sampled_from(["measured", "refused", "lost"]), days))
    slot = Slot(
        "calm", "parent", draw(st.sampled_from(["end", "end 6m"])), "", window, draw(maybe), draw(maybe), recorded
    )
    return Written(draw(st.sampled_from("abc")), draw(st.sampled_from(["GM1", "GM2"])), slot, draw(days))


def write(rows: list[Written]) -> str:
    programme = f"p{next(_numbers)}"
    OutcomeFact.objects.bulk_create(
        OutcomeFact(
            trajectory_key=f"{programme}-{number}", family_key=row.family, programme=programme, version="1",
            municipality=row.place, indicated_on=row.indicated_on, quiet_on=row.slot.quiet_on, lost_on=row.slot.lost_on,
            outcomes=["calm"], respondents=["parent"], people=[1], moments=[row.slot.moment],
            from_on=[row.slot.window and row.slot.window.from_on], until_on=[row.slot.window and row.slot.window.until_on],
            results=[row.slot.recorded.how if row.slot.recorded else ""],
            result_on=[row.slot.recorded.on if row.slot.recorded else None], instruments=[""], scores=[None],
            categories=[""], entered_at=NOON,
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    return programme


@how(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(written(), max_size=8), days)
def test_sql_places_a_measurement_as_the_rules_do(rows: list[Written], on: date) -> None:
    found = outcomes_by_place(write(rows), **COHORT, on=on)
    states = {
        (place, moment, state): one.measurements
        for (place, _outcome, moment), counted in found.items() for state, one in counted.states.items()
    }  # fmt: skip
    assert states == Counter(
        (row.place, row.slot.moment, state_of_slot(row.slot, on))
        for row in rows if COHORT["first"] <= row.indicated_on <= COHORT["last"]
    )  # fmt: skip


def test_the_states_of_figures_are_those_of_the_rules() -> None:
    assert STATES == RULED


def test_the_continuation_sheet_is_written_from_them_and_protected_for_its_reader(scene: Scene) -> None:
    mother, father = parents_of(scene)
    with system():
        record_measurement(scene.trajectory, mother.key, YES, on=INDICATED)
        record_measurement(scene.trajectory, father.key, Found(REFUSED), on=INDICATED)
        exact, public = (
            get_sheet_facts("stevig-ouderschap", until=TODAY, audience=audience, municipality="GM9001").measured
            for audience in ("analyst", "public")
        )  # fmt: skip
    told = exact[mother.outcome]
    assert told.is_first
    assert told.counts == {
        "due": Shown(2), "measured": Shown(1), "refused": Shown(1), "lost": Shown(0), "not_measured": Shown(0),
    }  # fmt: skip
    assert not any(isinstance(count, Shown) for count in public[mother.outcome].counts.values())
