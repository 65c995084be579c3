# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The practice region: full on its day, the same for a seed, and made through the actions."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.conf import settings

from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.shelf import read_shelf
from duizend.delivery.contacts.models import Appointment, Contact, Draft
from duizend.delivery.contacts.queries import list_appointments_on, list_unfinished
from duizend.delivery.visits.models import Visit
from duizend.delivery.visits.queries import list_open_topics
from duizend.doors.practice.actions import FEWEST_WITH_SCREENING, is_complete, make_practice_region, mark_complete
from duizend.doors.practice.cast import CAST, MAIN_NURSE
from duizend.doors.practice.events import Answered, FamilyStory, Indicated, Offered, Place, Planned, Visited
from duizend.doors.practice.queries import find_practice_region, is_half_made, marker_file
from duizend.doors.practice.stories import tell_stories
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import find_account, list_characters, system_identity, verify_log
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.region.queries import read_places
from duizend.ground.workforce.models import Certificate
from duizend.ground.workforce.queries import find_professional_of
from duizend.insight.reports.rules.states import StepSeen, classify
from duizend.record.families.models import Family
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import current_state, with_course
from duizend.record.trajectories.rules.states import TRANSITIONS

ON = date(2026, 11, 17)
# Holidays, the ends of a year, a leap day and the changes of the clock near.
DAYS = [
    date(2026, 11, 20), date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 29), date(2027, 5, 17), date(2027, 8, 2),
    date(2027, 11, 1), date(2028, 2, 29),
]  # fmt: skip
ALL_STATES = set(TRANSITIONS) - {"new", "not_indicated"}
PLACES = {"Oudrade": [Place("GM9001", "A")], "Lindehoven": [Place("GM9002", "B")], "Weerdam": [Place("GM9003", "C")]}


def _programme() -> Programme:
    read = (file.programme for file in read_shelf(settings.DUIZEND.programme_folders).files)
    return next(found for found in read if found and found.id == "stevig-ouderschap")


def _make(families: int, *, on: date = ON, seed: int = 7) -> list[str]:
    lines: list[str] = []
    make_practice_region(on=on, seed=seed, families=families, progress=lines.append)
    return lines


def _counts() -> dict[str, object]:
    with acting(system_identity("test")):
        trajectories = list(with_course(Trajectory.objects.all()))
        return {
            "states": dict(Counter(current_state(trajectory) for trajectory in trajectories)),
            "families": sorted(Family.objects.values_list("search_name", flat=True)),
            "visits": sorted(Contact.objects.values_list("happened_on", "moment")),
            "said": sorted(Visit.objects.values_list("talked_about", flat=True)),
        }


def test_a_small_region_has_every_state_and_a_full_day() -> None:
    lines = _make(14)
    assert lines[-1].endswith("14 of 14 families")
    assert set(_counts()["states"]) == ALL_STATES
    nurse = find_account(MAIN_NURSE)
    professional = find_professional_of(nurse.pk)
    with acting(system_identity("test")):
        day = list_appointments_on(ON, professional)
        topics = list_open_topics([appointment.trajectory_id for appointment in day])
        chosen = [len(topics.get(appointment.trajectory_id, ())) for appointment in day]
        assert len(day) == 4
        assert all(one.ends_at <= other.starts_at for one, other in pairwise(day))
        assert chosen == [2, 0, 3, 2]
        [draft] = list_unfinished(nurse.pk, ON)
        assert clock.local_day(draft.appointment.starts_at) == date(2026, 11, 13)
        assert draft.content["goes_well"]
        open_summary = Visit.objects.get(taken_over_at=None)
        assert open_summary.contact.happened_on == ON - timedelta(days=1)
        _check_that_nothing_is_left_unmarked()
    assert clock.today() == ON
    assert verify_log()[1] == []


def _check_that_nothing_is_left_unmarked() -> None:
    for contact in Contact.objects.all():
        late = clock.local_day(contact.entered_at) - contact.happened_on
        assert timedelta(0) <= late <= timedelta(days=6)
    held = Contact.objects.values("appointment")
    unmarked = Appointment.objects.filter(cancelled_at=None, starts_at__lt=clock.at(ON, time(0))).exclude(pk__in=held)
    assert [appointment.pk for appointment in unmarked] == list(Draft.objects.values_list("appointment", flat=True))


def test_the_municipality_has_the_year_of_the_story() -> None:
    for on in (ON, date(2027, 3, 1)):
        year = on.year if on == ON else on.year - 1
        last = min(on, date(year, 12, 31))
        told = tell_stories(on=on, seed=1000, families=60, programme=_programme(), places=PLACES)
        steps = [_steps(story) for story in told if story.place.municipality == "GM9001"]
        of_the_year = [taken for taken in steps if taken[0].on.year == year]
        counts = Counter(classify(taken, on=last).state for taken in of_the_year)
        assert counts == {"started": 8, "not_yet": 7, "declined": 4}


def _steps(story: FamilyStory) -> list[StepSeen]:
    kinds = {Indicated: "indicated", Offered: "offered", Visited: "started"}
    steps = []
    for event in story.events:
        kind = event.answer if isinstance(event, Answered) else kinds.get(type(event))
        if kind and kind not in [step.kind for step in steps if kind == "started"]:
            steps.append(StepSeen(kind, event.on))
    return steps


def test_the_same_seed_and_day_give_the_same_stories() -> None:
    programme = _programme()

    def tell(seed: int) -> object:
        return tell_stories(on=ON, seed=seed, families=60, programme=programme, places=PLACES)

    assert tell(3) == tell(3)
    assert tell(3) != tell(4)


def test_the_same_seed_gives_the_same_rows() -> None:
    from django.db import transaction

    found = []
    for _ in range(2):
        with transaction.atomic():
            _make(2)
            found.append(_counts())
            transaction.set_rollback(True)
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "on", [date(2026, 11, 21), date(2027, 1, 1), date(2026, 3, 2), date(2027, 7, 1), date(2026, 12, 27)]
)
@pytest.mark.parametrize("seed", [1, 1000])
def test_stories_fit_on_any_day(on: date, seed: int) -> None:
    stories = tell_stories(on=on, seed=seed, families=120, programme=_programme(), places=PLACES)
    slots: dict[str, list[tuple[datetime, datetime]]] = {}
    for story in stories:
        for event in story.events:
            assert event.on <= event.entered_on <= on, (story.role, event)
            plans = [event, event.following] if isinstance(event, Visited) else [event]
            for plan in plans:
                if isinstance(plan, Planned):
                    slots.setdefault(plan.nurse, []).append((plan.slot.starts, plan.slot.ends))
    for taken in slots.values():
        taken.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(taken))
    today = [begin for begin, _ in slots[MAIN_NURSE] if begin.date() == on]
    assert len(today) == 4


@pytest.mark.slow
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_whole_region_is_made_on_any_day(on: date) -> None:
    lines = _make(FEWEST_WITH_SCREENING, on=on)
    assert lines[-1] == "recording the screening of everyone"


def test_everybody_of_the_cast_is_there_and_nobody_can_log_in_with_a_password() -> None:
    _make(0)
    people = list_characters()
    assert [user.email for user in people] == [member.email for member in CAST if member.account]
    assert not any(user.has_usable_password() for user in people)
    officer = find_account("gemeente@maasland.example")
    assert officer.municipality == read_places().find_municipality("Oudrade").code
    ends = [certificate.valid_until for certificate in Certificate.objects.all()]
    assert sum(end < ON for end in ends) == 1
    assert sum(ON <= end < ON + timedelta(days=30) for end in ends) == 1
    assert not Family.objects.exists()


def test_a_second_region_is_refused_and_a_half_made_one_is_noticed() -> None:
    marker_file().unlink(missing_ok=True)
    _make(0)
    assert is_half_made()
    assert not is_complete()
    mark_complete(on=ON, seed=7, families=0)
    try:
        assert is_complete()
        assert not is_half_made()
        assert find_practice_region().on == ON
        with pytest.raises(ActionRefused, match="practice_region_exists"):
            _make(0)
        marker_file().write_text("{", encoding="utf-8")
        assert not is_complete()
    finally:
        marker_file().unlink()


def test_the_words_of_the_region_name_no_programme() -> None:
    from pathlib import Path

    _make(0)
    names = [get_programme(version).name.nl for version in list_current_versions()]
    folder = Path(settings.DUIZEND.root) / "src/duizend/doors/practice"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    assert not [name for name in names if name in text]
