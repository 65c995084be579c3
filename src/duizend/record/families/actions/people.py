# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who the people of a family are: filled in, put right, and who has authority over whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import note
from duizend.ground.kernel.announcements import ChildBorn, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.actions.registering import refresh_search_name
from duizend.record.families.models import Child, Family, Parent, ParentalAuthority
from duizend.record.families.permissions import check_family
from duizend.record.families.rules.gestation import check_birth
from duizend.record.families.rules.phones import write_phone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from duizend.record.families.models import Household


@transaction.atomic
def complete_parent(parent: Parent, details: Mapping[str, str | date]) -> None:
    """Fill in what was not known of a parent yet."""
    check_family("family.update", parent.family)
    if _write_parent(parent, details):
        note("parent.completed", "U", [parent.family.public_id])


@transaction.atomic
def correct_parent(parent: Parent, details: Mapping[str, object]) -> None:
    """Put right what is known of a parent; the log keeps which details changed, never what they were."""
    check_family("family.update", parent.family)
    changed = _write_parent(parent, details)
    if changed:
        note("parent.corrected", "U", [parent.family.public_id], detail=", ".join(changed))


def _write_parent(parent: Parent, details: Mapping[str, object]) -> list[str]:
    """Write the details that differ, and return their names."""
    said = dict(details)
    if said.get("phone"):
        said["phone"] = write_phone(str(said["phone"])) or said["phone"]
    changed = [name for name, value in said.items() if getattr(parent, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(parent, name, said[name])
    parent.save(update_fields=changed)
    refresh_search_name(parent.family)
    return changed


@transaction.atomic
def live_in(parent: Parent, household: Household) -> None:
    """Put right in which household of the family a parent lives; nobody moved. Again is no change."""
    check_family("family.update", parent.family)
    if household.family_id != parent.family_id:
        raise ActionRefused("other_family", _("Dit adres hoort niet bij hetzelfde gezin."))
    if Parent.objects.filter(pk=parent.pk).exclude(household=household).update(household=household):
        parent.household = household
        note("parent.corrected", "U", [parent.family.public_id], detail="household")


@transaction.atomic
def complete_child(child: Child, given_name: str) -> None:
    """Fill in the name of a child that was registered without one."""
    check_family("family.update", child.family)
    child.given_name = given_name
    child.save(update_fields=["given_name"])
    refresh_search_name(child.family)
    note("child.completed", "U", [child.family.public_id])


@transaction.atomic
def correct_child(child: Child, *, given_name: str, birth_date: date) -> None:
    """Put the name or the birth date of a child right; another birth date is announced as the birth was.

    Raises ActionRefused for a birth date that does not fit the due date.
    """
    family = child.family
    check_family("family.update", family)
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=family.pk)
    child.refresh_from_db(fields=["given_name", "birth_date"])
    before = child.birth_date
    changed = [
        name
        for name, value in (("given_name", given_name), ("birth_date", birth_date))
        if getattr(child, name) != value
    ]
    if not changed:
        return
    if birth_date != before:
        _move_birth(child, birth_date)
    child.given_name, child.birth_date = given_name, birth_date
    child.save(update_fields=changed)
    refresh_search_name(family)
    note("child.corrected", "U", [family.public_id], detail=", ".join(changed))
    if birth_date != before:
        announce(ChildBorn(child.pk, child.pregnancy_id, family.pk, birth_date))


def _move_birth(child: Child, birth_date: date) -> None:
    """Let the pregnancy that a child came from end on its corrected birth date."""
    if child.died_on is not None and birth_date > child.died_on:
        raise ActionRefused("died_before_birth", _("Die dag ligt na het overlijden. Kijk de dag na."))
    pregnancy = child.pregnancy
    if pregnancy is None:
        return
    decision = check_birth(pregnancy.due_date, birth_date)
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    others = [other.birth_date for other in Child.objects.filter(pregnancy=pregnancy).exclude(pk=child.pk)]
    pregnancy.ended_on = min([birth_date, *others])
    pregnancy.save(update_fields=["ended_on"])


@transaction.atomic
def set_authority(parent: Parent, child: Child, *, holds: bool | None, on: date) -> None:
    """Record from which day a parent has authority over a child, has not, or that it is not noted (None).

    What stood before ends on that day and is kept; the same again is no change. A day on or before the one on
    which it began means that it never held.
    """
    check_family("family.update", child.family)
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=child.family_id)
    if parent.family_id != child.family_id:
        raise ActionRefused("other_family", _("Deze ouder en dit kind horen niet bij hetzelfde gezin."))
    standing = ParentalAuthority.objects.filter(parent=parent, child=child, valid_until=None).first()
    if (standing.holds if standing else None) == holds:
        return
    if standing is not None:
        standing.valid_until = max(on, standing.valid_from)
        standing.save(update_fields=["valid_until"])
    if holds is not None:
        ParentalAuthority.objects.create(
            family=child.family, parent=parent, child=child, holds=holds, valid_from=max(on, child.birth_date)
        )
    note("authority.recorded", "U", [child.family.public_id])
