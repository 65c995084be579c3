# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pregnancies, births and losses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import current, note
from duizend.ground.kernel.announcements import (
    ChildBorn,
    ChildDied,
    DueDateChanged,
    LossUndone,
    PregnancyLost,
    announce,
)
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.rules.names import searchable
from duizend.record.families.actions.registering import refresh_search_name
from duizend.record.families.models import Child, EarlierDueDate, Family, Pregnancy
from duizend.record.families.permissions import check_family
from duizend.record.families.rules.gestation import check_birth, check_due_date, check_loss, check_sibling_birth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.ground.kernel.rules.decisions import Decision


@transaction.atomic
def register_pregnancy(family: Family, *, due_date: date, expected_children: int = 1) -> Pregnancy:
    """Record a pregnancy by its due date; the same one again is no change."""
    check_family("family.update", family)
    _lock(family)
    same = Pregnancy.objects.filter(family=family, due_date=due_date, ended_on=None).first()
    if same is not None:
        return same
    note("pregnancy.registered", "C", [family.public_id])
    return Pregnancy.objects.create(family=family, due_date=due_date, expected_children=expected_children)


@transaction.atomic
def register_birth(
    family: Family, *, birth_date: date, given_name: str = "", pregnancy: Pregnancy | None = None,
    historical: bool = False,
) -> Child:  # fmt: skip
    """Record a child from its birth on; ends the pregnancy it came from. The same child again is no change.

    Raises ActionRefused before 22 or after 44 weeks by the due date, which then is to be corrected first; a
    historical birth, as an older list tells it, is not held against the weeks. Raises ContradictsRecord for a pregnancy
    that ended on another day (a second child may come on the day beside it) or was lost.
    """
    check_family("family.update", family)
    _lock(family)
    known = _find_child(family, birth_date, given_name)
    if known is not None:
        return known
    if pregnancy is not None:
        _end_by_birth(pregnancy, birth_date, historical=historical)
    child = Child.objects.create(family=family, birth_date=birth_date, given_name=given_name, pregnancy=pregnancy)
    refresh_search_name(family)
    note("birth.registered", "C", [family.public_id])
    announce(ChildBorn(child.pk, pregnancy.pk if pregnancy else None, family.pk, birth_date))
    return child


def _find_child(family: Family, birth_date: date, given_name: str) -> Child | None:
    """Find the child that a page sent twice tells of again: one with this name, born on this day."""
    named = searchable(given_name)
    same_day = Child.objects.filter(family=family, birth_date=birth_date) if named else ()
    return next((child for child in same_day if searchable(child.given_name) == named), None)


def _end_by_birth(pregnancy: Pregnancy, birth_date: date, *, historical: bool) -> None:
    pregnancy.refresh_from_db(fields=["due_date", "ended_on", "ended_how"])
    if pregnancy.ended_how == "loss":
        reason = _("Bij deze zwangerschap is een verlies vastgelegd. Klopt dat niet, maak dat dan eerst ongedaan.")
        raise ContradictsRecord("pregnancy_lost", reason)
    if pregnancy.ended_on is not None:
        beside = check_sibling_birth(pregnancy.ended_on, birth_date)
        if isinstance(beside, Refused):
            raise ContradictsRecord.because(beside)
    if not historical:
        _require(check_birth(pregnancy.due_date, birth_date))
    if pregnancy.ended_on is None:
        pregnancy.ended_on, pregnancy.ended_how = birth_date, "birth"
        pregnancy.save(update_fields=["ended_on", "ended_how"])


@dataclass(frozen=True, slots=True)
class Newborn:
    """One child of a birth: its day, and its name when it has one already."""

    birth_date: date
    given_name: str = ""


@transaction.atomic
def register_births(
    pregnancy: Pregnancy, newborns: Sequence[Newborn], *, known: int = 0, due_date: date | None = None, on: date
) -> list[Child]:
    """Record all children of one birth at once; with `due_date` the due date is corrected first.

    `known` is how many children of this pregnancy stood there when whoever tells this looked. Raises
    ContradictsRecord when there are more by now, so that a page sent twice makes no twins.
    """
    family = pregnancy.family
    check_family("family.update", family)
    _lock(family)
    if Child.objects.filter(pregnancy=pregnancy).count() != known:
        reason = _("Er is intussen al een geboorte bij deze zwangerschap vastgelegd. Kijk eerst wat er staat.")
        raise ContradictsRecord("birth_known", reason)
    if due_date is not None:
        change_due_date(pregnancy, due_date=due_date, on=on)
    return [
        register_birth(family, birth_date=born.birth_date, given_name=born.given_name, pregnancy=pregnancy)
        for born in newborns
    ]


@transaction.atomic
def change_due_date(pregnancy: Pregnancy, *, due_date: date, on: date) -> None:
    """Record another due date; the earlier one is kept. The same date again is no change.

    Raises ActionRefused for a date that does not fit the day or, after a birth, that birth.
    """
    family = pregnancy.family
    check_family("family.update", family)
    _lock(family)
    pregnancy.refresh_from_db(fields=["due_date", "ended_on", "ended_how"])
    earlier = pregnancy.due_date
    if earlier == due_date:
        return
    if pregnancy.ended_how == "loss":
        raise ActionRefused("pregnancy_lost", _("Deze zwangerschap is geëindigd. De datum verandert niet meer."))
    ended_on = pregnancy.ended_on
    _require(check_due_date(due_date, on) if ended_on is None else check_birth(due_date, ended_on))
    EarlierDueDate.objects.create(
        pregnancy=pregnancy, family=family, due_date=earlier, replaced_on=on, entered_by_id=current().account_id
    )
    pregnancy.due_date = due_date
    pregnancy.save(update_fields=["due_date"])
    note("due_date.changed", "U", [family.public_id])
    announce(DueDateChanged(pregnancy.pk, family.pk))


@transaction.atomic
def record_loss_of_pregnancy(pregnancy: Pregnancy, *, on: date) -> None:
    """Record that a pregnancy ended without a living child. Again is no change; nothing is sent to anybody."""
    family = pregnancy.family
    check_family("family.update", family)
    _lock(family)
    pregnancy.refresh_from_db(fields=["due_date", "ended_on", "ended_how"])
    if pregnancy.ended_how == "loss":
        return
    if pregnancy.ended_on is not None:
        raise ContradictsRecord("born_already", _("Bij deze zwangerschap is een geboorte vastgelegd."))
    _require(check_loss(pregnancy.due_date, on))
    pregnancy.ended_on, pregnancy.ended_how = on, "loss"
    pregnancy.save(update_fields=["ended_on", "ended_how"])
    note("loss.recorded", "U", [family.public_id])
    announce(PregnancyLost(pregnancy.pk, family.pk, on))


@transaction.atomic
def record_loss_of_one(pregnancy: Pregnancy, *, expected: int) -> None:
    """Record that one child of a pregnancy of more was lost; for the other everything goes on.

    `expected` is how many children were expected when whoever tells this looked: told twice, it counts once.
    """
    check_family("family.update", pregnancy.family)
    _lock(pregnancy.family)
    pregnancy.refresh_from_db(fields=["expected_children", "ended_on"])
    if pregnancy.ended_on is not None:
        raise ContradictsRecord("pregnancy_ended_before", _("Deze zwangerschap is al geëindigd. Kijk wat er nu staat."))
    if pregnancy.expected_children != expected or expected < 2:
        return
    pregnancy.expected_children = expected - 1
    pregnancy.save(update_fields=["expected_children"])
    note("loss.recorded", "U", [pregnancy.family.public_id], detail="one of more")


@transaction.atomic
def undo_loss_of_pregnancy(pregnancy: Pregnancy) -> None:
    """Take back a loss that was recorded by mistake: what ended with it goes on. Again is no change.

    Raises ActionRefused when the time of an appointment that it cancelled was taken since.
    """
    family = pregnancy.family
    check_family("family.update", family)
    _lock(family)
    pregnancy.refresh_from_db(fields=["ended_on", "ended_how"])
    if pregnancy.ended_how != "loss":
        return
    pregnancy.ended_on, pregnancy.ended_how = None, ""
    pregnancy.save(update_fields=["ended_on", "ended_how"])
    note("loss.withdrawn", "U", [family.public_id])
    announce(LossUndone(family.pk, pregnancy_id=pregnancy.pk))


@transaction.atomic
def record_death(child: Child, *, on: date) -> None:
    """Record that a child died. Brothers and sisters go on as they were. Again is no change."""
    family = child.family
    check_family("family.update", family)
    _lock(family)
    child.refresh_from_db(fields=["birth_date", "died_on"])
    if child.died_on is not None:
        return
    if on < child.birth_date:
        raise ActionRefused("died_before_birth", _("Die dag ligt voor de geboorte. Kijk de dag na."))
    child.died_on = on
    child.save(update_fields=["died_on"])
    note("death.recorded", "U", [family.public_id])
    announce(ChildDied(child.pk, family.pk, on))


@transaction.atomic
def undo_death(child: Child) -> None:
    """Take back a death that was recorded by mistake: what ended with it goes on. Again is no change.

    Raises ActionRefused when the time of an appointment that it cancelled was taken since.
    """
    check_family("family.update", child.family)
    _lock(child.family)
    if Child.objects.filter(pk=child.pk, died_on__isnull=False).update(died_on=None):
        note("death.withdrawn", "U", [child.family.public_id])
        announce(LossUndone(child.family_id, child_id=child.pk))


def _lock(family: Family) -> None:
    """Let one change of a family wait for the other."""
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=family.pk)


def _require(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
