# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each parent answers for herself or himself; asking stays within its caps; a no is the end of the question."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest

import characters
from characters import ON
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import announcements
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families import actions as families
from duizend.record.trajectories import actions
from duizend.record.trajectories.actions import AnswerSaid
from duizend.record.trajectories.models import AskNothing, ParentAnswer, Standing
from duizend.record.trajectories.queries import (
    answers_of,
    closed_household_ids,
    find_family_cap,
    is_asked_nothing,
    list_asked_on,
    may_see_answer,
    programme_of,
    read_steps,
)
from duizend.record.trajectories.rules.states import state_of

DAY = timedelta(days=1)


def system() -> object:
    return acting(system_identity("test"))


def offered(made: characters.Character, *, on: date = ON - 40 * DAY) -> characters.Character:
    actions.offer(made.trajectory, on=on)
    return made


def said(made: characters.Character, parent: int, answer: str, *, on: date = ON - 30 * DAY, **more: object) -> object:
    return actions.record_answer(
        made.trajectory, answer, on=on, said=AnswerSaid(answered_by=made.parents[parent], **more)
    )


def state(made: characters.Character) -> str:
    return state_of(read_steps(made.trajectory.pk))


def stands(made: characters.Character) -> Standing:
    return Standing.objects.get(trajectory=made.trajectory)


def code(refused: pytest.ExceptionInfo[ActionRefused]) -> str:
    return refused.value.code


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the households that were announced as closed."""
    found: list[object] = []
    from duizend.record.trajectories.actions import answering

    def hear(announcement: object) -> None:
        found.append(announcement)
        announcements.announce(announcement)

    monkeypatch.setattr(answering, "announce", hear)
    return found


def test_two_parents_in_two_households_answer_each_for_themselves(heard: list) -> None:
    with system():
        made = offered(characters.separated())
        assert said(made, 1, "declined").kind == "declined"
        assert state(made) == "declined"
        assert closed_household_ids(made.trajectory) == frozenset()
        step = said(made, 0, "accepted", on=ON - 20 * DAY)
        assert (step.kind, step.answered_by) == ("accepted", made.parents[0])
        assert state(made) == "waiting"
        made.parents[1].refresh_from_db()
        assert closed_household_ids(made.trajectory) == {made.parents[1].household_id}
        assert [(type(a).__name__, a.household_id) for a in heard] == [
            ("HouseholdClosed", made.parents[1].household_id)
        ]
        assert {row.answer for row in answers_of(made.trajectory).values()} == {"accepted", "declined"}
        # He changes his mind: his household is open again, and the family's answer stays what it was.
        assert said(made, 1, "accepted", on=ON - 10 * DAY) is None
        assert closed_household_ids(made.trajectory) == frozenset()
        assert ParentAnswer.objects.filter(trajectory=made.trajectory).count() == 3


def test_a_step_is_taken_only_when_the_familys_answer_changes() -> None:
    with system():
        made = offered(characters.twins())
        said(made, 0, "not_yet", ask_again_on=ON + DAY)
        assert said(made, 1, "declined") is None
        assert state(made) == "not_yet"
        assert said(made, 0, "not_yet", on=ON - 5 * DAY, ask_again_on=ON + 30 * DAY) is None
        assert stands(made).due_on == ON + 30 * DAY
        assert said(made, 0, "declined", on=ON - 4 * DAY).kind == "declined"


def test_an_answer_that_is_entered_late_takes_its_own_place() -> None:
    with system():
        made = offered(characters.twins())
        said(made, 0, "declined", on=ON - 10 * DAY)
        step = said(made, 1, "accepted", on=ON - 20 * DAY)
        assert (step.kind, step.happened_on) == ("accepted", ON - 10 * DAY)
        assert state(made) == "waiting"
        # What the same parent said earlier does not undo what was said later.
        assert said(made, 1, "declined", on=ON - 25 * DAY) is None
        assert state(made) == "waiting"


def test_both_saying_no_while_visits_go_on_is_an_end_and_not_an_answer() -> None:
    user, jolijn = characters.nurse()
    with system():
        made = offered(characters.twins())
        said(made, 0, "accepted")
        actions.assign(made.trajectory, professional=jolijn, on=ON - 20 * DAY)
    with acting(identity_of(user)):
        actions.start(made.trajectory, on=ON - 10 * DAY)
    with system():
        said(made, 1, "declined", on=ON - 5 * DAY)
        with pytest.raises(ActionRefused) as refused:
            said(made, 0, "declined", on=ON - 4 * DAY)
        assert code(refused) == "runs_already"
        assert state(made) == "running"


def test_correcting_an_answer_corrects_what_the_parent_said() -> None:
    with system():
        made = offered(characters.twins())
        step = said(made, 0, "accepted")
        actions.correct_step(step, withdrawn=True)
        assert answers_of(made.trajectory) == {}
        assert (state(made), stands(made).state) == ("offered", "offered")


def test_not_yet_until_the_birth_follows_the_due_date_and_the_birth() -> None:
    with system():
        made = offered(characters.expecting(due_on=ON + 20 * DAY), on=ON - 10 * DAY)
        said(made, 0, "not_yet", on=ON - 8 * DAY, ask_again_at="six_weeks")
        assert stands(made).due_on == ON + 62 * DAY
        families.change_due_date(made.pregnancy, due_date=ON + 30 * DAY, on=ON)
        assert stands(made).due_on == ON + 72 * DAY
        made.pregnancy.refresh_from_db()
        families.register_birth(made.family, birth_date=ON - DAY, given_name="Kee", pregnancy=made.pregnancy)
        assert stands(made).due_on == ON + 41 * DAY
        assert [plan.because for plan in made.trajectory.plans.order_by("id")] == ["indicated", "due_date", "born"]
        with pytest.raises(ActionRefused) as refused:
            actions.offer(made.trajectory, on=ON)
        assert code(refused) == "not_yet"
        actions.offer(made.trajectory, on=ON, came_back=True)


def test_a_moment_that_is_not_the_programmes_is_refused() -> None:
    with system():
        made = offered(characters.twins())
        with pytest.raises(ActionRefused) as refused:
            said(made, 0, "not_yet", ask_again_on=ON - 31 * DAY)
        assert code(refused) == "day_has_passed"
        with pytest.raises(ActionRefused) as refused:
            said(made, 0, "not_yet", ask_again_at="first_birthday")
        assert code(refused) == "no_such_moment"


def test_a_no_leaves_nothing_due_and_is_reopened_only_by_the_parents() -> None:
    with system():
        made = characters.says_no()
        assert (stands(made).state, stands(made).due_for, stands(made).due_on) == ("declined", "", None)
        with pytest.raises(ActionRefused) as refused:
            actions.offer(made.trajectory, on=ON)
        assert code(refused) == "declined"
        step = actions.offer(made.trajectory, on=ON, came_back=True)
        assert step.reason == "Ouders kwamen er zelf op terug."


def test_no_answer_comes_after_the_term_or_three_attempts() -> None:
    with system():
        made = offered(characters.twins(), on=ON - 5 * DAY)
        with pytest.raises(ActionRefused) as refused:
            actions.record_answer(made.trajectory, "no_answer", on=ON)
        assert code(refused) == "answer_still_awaited"
        for day in (3, 2, 1):
            actions.record_attempt(made.trajectory, how="phone", on=ON - day * DAY)
        actions.record_answer(made.trajectory, "no_answer", on=ON)
        assert (state(made), stands(made).due_for) == ("no_answer", "try_again")
        waiting = offered(characters.young_mother(), on=ON - 14 * DAY)
        actions.record_answer(waiting.trajectory, "no_answer", on=ON)
        agreed = characters.answered("accepted", characters.separated())
        with pytest.raises(ActionRefused) as refused:
            actions.record_attempt(agreed.trajectory, how="phone", on=ON)
        assert code(refused) == "no_answer_awaited"


def test_asking_never_exceeds_the_cap_of_the_programme_or_the_family() -> None:
    with system():
        made = characters.twins()
        cap, family = programme_of(made.trajectory).offer.cap, find_family_cap()
        asked = 0
        for day in range(60, 0, -1):
            with suppress(ActionRefused):
                actions.offer(made.trajectory, on=ON - day * DAY, came_back=True)
                asked += 1
                said(made, 0, "declined", on=ON - day * DAY)
        assert asked == min(cap, family.times) == len(list_asked_on(made.family.pk))


def test_vraag_ons_voorlopig_niets_pauses_every_offer_until_they_say_so() -> None:
    with system():
        made = characters.not_yet(ask_again_on=ON)
        assert stands(made).due_for == "ask_again"
        wish = actions.ask_nothing(made.family, parent=made.parents[0], on=ON)
        assert actions.ask_nothing(made.family, parent=None, on=ON) == wish
        assert is_asked_nothing(made.family.pk, ON) == wish
        assert (stands(made).due_for, stands(made).due_on) == ("", None)
        with pytest.raises(ActionRefused) as refused:
            actions.offer(made.trajectory, on=ON, came_back=True)
        assert code(refused) == "asks_nothing"
        actions.lift_ask_nothing(made.family)
        assert stands(made).due_for == "ask_again"
        assert AskNothing.objects.current().get(family=made.family).until_on == ON
        with pytest.raises(ActionRefused) as refused:
            actions.lift_ask_nothing(made.family)
        assert code(refused) == "asks_already"
        actions.ask_nothing(made.family, parent=None, on=ON, until_on=ON + 50 * DAY)
        assert stands(made).due_on == ON + 50 * DAY


def test_a_colleague_elsewhere_sees_only_that_nothing_is_to_be_asked() -> None:
    asked_by, asker = characters.nurse("Jolijn")
    other, elsewhere = characters.nurse("Hanna")
    with system():
        made = offered(characters.twins())
        for one in (asker, elsewhere):
            families.open_care_relation(made.family, professional=one, since=ON - 100 * DAY, ground="assignment")
    with acting(identity_of(asked_by)):
        said(made, 0, "declined")
    with acting(identity_of(other)) as now:
        assert not may_see_answer(made.trajectory, now.identity)
    with acting(identity_of(asked_by)) as now:
        assert may_see_answer(made.trajectory, now.identity)
    with acting(identity_of(characters.coordinator())) as now:
        assert may_see_answer(made.trajectory, now.identity)


def test_who_has_no_care_relation_neither_asks_nor_reads(lines: object) -> None:
    stranger, _ = characters.nurse("Hanna")
    with system():
        made = offered(characters.twins())
        said(made, 0, "accepted")
        actions.ask_nothing(made.family, parent=None, on=ON)
    for deed in (
        lambda: actions.offer(made.trajectory, on=ON),
        lambda: said(made, 0, "declined"),
        lambda: actions.ask_nothing(made.family, parent=None, on=ON),
        lambda: actions.record_attempt(made.trajectory, how="phone", on=ON),
    ):
        with pytest.raises(NotPermitted), acting(identity_of(stranger)):
            deed()
    with acting(identity_of(stranger)):
        assert not ParentAnswer.objects.exists()
        assert not Standing.objects.exists()
        assert not AskNothing.objects.exists()
    events = [(line.event, line.outcome) for line in lines()]
    assert ("answer.accepted", "done") in events
    assert events.count(("trajectory.decide", "refused")) == 4
