# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pregnancy and how it ends: births early and late, twins, another due date, a loss, a death."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duizend.ground.kernel.announcements import ChildBorn, ChildDied, DueDateChanged, PregnancyLost
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.record.families import actions
from duizend.record.families.models import Child, EarlierDueDate, Family, Pregnancy
from duizend.record.families.queries import list_earlier_due_dates
from rooms.desk import builder
from rooms.desk.builder import TODAY

DUE = TODAY + timedelta(days=14)


def expecting(children: int = 1) -> tuple[Family, Pregnancy]:
    family = builder.make_family(due=DUE)
    pregnancy = Pregnancy.objects.get(family=family)
    Pregnancy.objects.filter(pk=pregnancy.pk).update(expected_children=children)
    pregnancy.refresh_from_db()
    return family, pregnancy


@pytest.mark.parametrize("days", [-18 * 7, -16 * 7, -14, 0, 14, 28])
def test_a_birth_before_or_after_the_due_date_ends_the_pregnancy_and_is_told(days: int, told: list) -> None:
    with builder.everything():
        family, pregnancy = expecting()
        child = actions.register_birth(
            family, birth_date=DUE + timedelta(days=days), given_name="Noor", pregnancy=pregnancy
        )
    pregnancy.refresh_from_db()
    assert (pregnancy.ended_on, pregnancy.ended_how) == (child.birth_date, "birth")
    assert told == [ChildBorn(child.pk, pregnancy.pk, family.pk, child.birth_date)]


@pytest.mark.parametrize(("days", "code"), [(-18 * 7 - 1, "born_too_early"), (29, "born_too_late")])
def test_a_birth_before_22_or_after_44_weeks_is_refused_until_the_due_date_is_corrected(days: int, code: str) -> None:
    with builder.everything():
        family, pregnancy = expecting()
        born = DUE + timedelta(days=days)
        with pytest.raises(ActionRefused) as refusal:
            actions.register_birth(family, birth_date=born, pregnancy=pregnancy)
        assert refusal.value.code == code
        assert "verbeter de uitgerekende datum" in refusal.value.reason
        made = actions.register_births(
            pregnancy, [actions.Newborn(born, "Noor")], due_date=born + timedelta(days=7), on=max(TODAY, born)
        ) if days > 0 else [actions.register_birth(family, birth_date=born, pregnancy=pregnancy, historical=True)]  # fmt: skip
    assert made[0].birth_date == born


def test_a_second_child_comes_on_the_same_day_or_the_next_and_the_pregnancy_ended_once() -> None:
    with builder.everything():
        family, pregnancy = expecting(2)
        for name, day in (("Noor", DUE), ("Fien", DUE + timedelta(days=1))):
            actions.register_birth(family, birth_date=day, given_name=name, pregnancy=pregnancy)
        with pytest.raises(ContradictsRecord) as refusal:
            actions.register_birth(family, birth_date=DUE + timedelta(days=2), given_name="Mees", pregnancy=pregnancy)
    assert refusal.value.code == "pregnancy_ended_before"
    pregnancy.refresh_from_db()
    assert pregnancy.ended_on == DUE
    family.refresh_from_db()
    assert family.search_name == "samira haddou noor fien"


def test_a_birth_told_twice_is_one_child(told: list) -> None:
    with builder.everything():
        family, pregnancy = expecting()
        made = [
            actions.register_birth(family, birth_date=DUE, given_name=name, pregnancy=pregnancy)
            for name in ("Noor", "noor ")
        ]
        assert made[0] == made[1]
        with pytest.raises(ContradictsRecord):
            actions.register_births(pregnancy, [actions.Newborn(DUE)], known=0, on=TODAY)
    assert len(told) == 1


def test_another_due_date_keeps_the_one_before_and_is_told_once(told: list) -> None:
    with builder.everything():
        family, pregnancy = expecting()
        new = DUE + timedelta(days=9)
        for _twice in range(2):
            actions.change_due_date(pregnancy, due_date=new, on=TODAY)
        with pytest.raises(ActionRefused):
            actions.change_due_date(pregnancy, due_date=DUE + timedelta(days=400), on=TODAY)
        assert list_earlier_due_dates(family) == [(pregnancy.pk, DUE, TODAY)]
        assert EarlierDueDate.objects.get().entered_by.roles == ["system"]
    pregnancy.refresh_from_db()
    assert pregnancy.due_date == new
    assert told == [DueDateChanged(pregnancy.pk, family.pk)]


def test_a_due_date_that_its_birth_contradicts_is_refused_and_of_a_loss_does_not_change() -> None:
    with builder.everything():
        family, pregnancy = expecting()
        actions.register_birth(family, birth_date=DUE, pregnancy=pregnancy)
        with pytest.raises(ActionRefused) as refusal:
            actions.change_due_date(pregnancy, due_date=DUE + timedelta(days=150), on=TODAY)
        assert refusal.value.code == "born_too_early"
        _other, lost = expecting()
        actions.record_loss_of_pregnancy(lost, on=TODAY)
        with pytest.raises(ActionRefused):
            actions.change_due_date(lost, due_date=DUE + timedelta(days=1), on=TODAY)


def test_a_loss_is_told_once_can_be_taken_back_and_no_birth_follows_it(told: list) -> None:
    with builder.everything():
        family, pregnancy = expecting()
        for _twice in range(2):
            actions.record_loss_of_pregnancy(pregnancy, on=TODAY)
        with pytest.raises(ContradictsRecord) as refusal:
            actions.register_birth(family, birth_date=TODAY, pregnancy=pregnancy)
        assert refusal.value.code == "pregnancy_lost"
        assert told == [PregnancyLost(pregnancy.pk, family.pk, TODAY)]
        actions.undo_loss_of_pregnancy(pregnancy)
        actions.undo_loss_of_pregnancy(pregnancy)
        actions.register_birth(family, birth_date=TODAY, pregnancy=pregnancy)
        with pytest.raises(ContradictsRecord):
            actions.record_loss_of_pregnancy(pregnancy, on=TODAY)


@pytest.mark.parametrize("day", [DUE + timedelta(days=60), DUE - timedelta(days=300)])
def test_a_loss_outside_the_pregnancy_is_refused(day: date) -> None:
    with builder.everything():
        _family, pregnancy = expecting()
        with pytest.raises(ActionRefused):
            actions.record_loss_of_pregnancy(pregnancy, on=day)


def test_of_twins_one_may_be_lost_and_the_other_goes_on(told: list) -> None:
    with builder.everything():
        family, pregnancy = expecting(2)
        for _twice in range(2):
            actions.record_loss_of_one(pregnancy, expected=2)
        pregnancy.refresh_from_db()
        assert (pregnancy.expected_children, pregnancy.ended_on) == (1, None)
        noor, fien = actions.register_births(
            pregnancy, [actions.Newborn(TODAY, "Noor"), actions.Newborn(TODAY, "Fien")], on=TODAY
        )
        told.clear()
        for _twice in range(2):
            actions.record_death(noor, on=TODAY)
        with pytest.raises(ActionRefused):
            actions.record_death(fien, on=TODAY - timedelta(days=1))
        with pytest.raises(ContradictsRecord):
            actions.record_loss_of_one(pregnancy, expected=1)
    assert told == [ChildDied(noor.pk, family.pk, TODAY)]
    assert Child.objects.get(pk=fien.pk).died_on is None
    with builder.everything():
        actions.undo_death(noor)
        actions.undo_death(noor)
    assert Child.objects.get(pk=noor.pk).died_on is None


def test_the_same_pregnancy_is_registered_once() -> None:
    with builder.everything():
        family, pregnancy = expecting()
        assert actions.register_pregnancy(family, due_date=DUE) == pregnancy
        assert actions.register_pregnancy(family, due_date=DUE + timedelta(days=1)) != pregnancy


def test_a_corrected_birth_date_moves_the_end_of_the_pregnancy_and_is_told(told: list) -> None:
    with builder.everything():
        family, pregnancy = expecting()
        child = actions.register_birth(family, birth_date=DUE, given_name="Noor", pregnancy=pregnancy)
        told.clear()
        actions.correct_child(child, given_name="Noor", birth_date=DUE)
        actions.correct_child(child, given_name="Noortje", birth_date=DUE - timedelta(days=1))
        with pytest.raises(ActionRefused):
            actions.correct_child(child, given_name="Noortje", birth_date=DUE + timedelta(days=90))
        pregnancy.refresh_from_db()
        assert pregnancy.ended_on == DUE - timedelta(days=1)
        actions.record_death(child, on=DUE)
        with pytest.raises(ActionRefused):
            actions.correct_child(child, given_name="Noortje", birth_date=DUE + timedelta(days=1))
    assert told[0] == ChildBorn(child.pk, pregnancy.pk, family.pk, DUE - timedelta(days=1))
