# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joining a group, leaving it, what a mother lets go along, and that a facilitator was told in person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from duizend.delivery.groups.actions.caring import close_to_those_who_lead, let_lead, open_to_those_who_lead
from duizend.delivery.groups.models import Cohort, Membership, PassedOn
from duizend.delivery.groups.permissions import LEAVE, MANAGE, RECORD, check_cohort
from duizend.delivery.groups.queries import find_passed_on, get_cohort, state_of, stays_in
from duizend.delivery.groups.rules.cohorts import is_in_range
from duizend.delivery.groups.rules.members import LEFT_BECAUSE, may_join
from duizend.ground.access.identity import acting, current, note
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.trajectories.queries import anchor_of, current_state, get_trajectory

if TYPE_CHECKING:
    from datetime import date

    from duizend.delivery.groups.models import Telling
    from duizend.ground.kernel.rules.decisions import Decision
    from duizend.record.families.models import Parent
    from duizend.record.trajectories.models import Trajectory

MAY_JOIN_IN = ("waiting", "running", "paused")
LONGEST_DEVIATION = 200


@transaction.atomic
def join(
    cohort: Cohort, trajectory: Trajectory, *, on: date, parent: Parent | None = None, despite: str = ""
) -> Membership:
    """Give a family a place in a group from a day on; whoever leads it now delivers the trajectory, and all who lead see the family.

    Raises ActionRefused for another programme, before the parents agreed, when the group is closed or full, when the
    family is in a group already, and for a due date outside the group's unless `despite` says why.
    """
    check_cohort(MANAGE, cohort, trajectory.family.public_id)
    # Two people who give away the last place at once take turns.
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
    cohort, trajectory = get_cohort(cohort.public_id), get_trajectory(trajectory.public_id)
    deviation = despite.strip()[:LONGEST_DEVIATION]
    _refuse_unless_it_may(cohort, trajectory, on=on, deviation=deviation)
    membership = Membership(
        cohort=cohort, family=trajectory.family, trajectory=trajectory, parent=parent, joined_on=on,
        deviation="" if _fits(cohort, trajectory) else deviation, entered_by_id=current().account_id,
    )  # fmt: skip
    _save(membership)
    note("group.joined", "C", [trajectory.family.public_id, cohort.public_id])
    with acting(system_identity("groups")):
        let_lead(membership, on, despite=deviation)
        open_to_those_who_lead(membership, on)
    return membership


def _save(membership: Membership) -> None:
    try:
        with transaction.atomic():
            membership.save(force_insert=membership.pk is None)
    except IntegrityError as error:
        if "one_group_at_a_time" not in str(error):
            raise
        raise ActionRefused(
            "in_another_group", _("Dit gezin zit in die tijd al in een groep. Laat het daar eerst vertrekken.")
        ) from error


def _refuse_unless_it_may(cohort: Cohort, trajectory: Trajectory, *, on: date, deviation: str) -> None:
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    if trajectory.version.programme != cohort.version.programme:
        raise ActionRefused("other_programme", _("Dit gezin doet mee aan een ander programma dan deze groep."))
    if current_state(trajectory) not in MAY_JOIN_IN:
        raise ActionRefused("not_agreed", _("Een plek kan zodra de ouders akkoord zijn. Leg eerst hun antwoord vast."))
    if cohort.closed_on is not None or state_of(cohort, on) == "closed":
        raise ActionRefused("group_closed", _("Deze groep is afgesloten. Kies een andere groep."))
    rows = Membership.objects.filter(cohort=cohort)
    decision = may_join(stays_in(rows), trajectory.pk, on, places=cohort.places)
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    if not _fits(cohort, trajectory) and not deviation:
        raise ActionRefused(
            "outside_due_dates",
            _("De uitgerekende datum valt buiten die van de groep. Meedoen kan toch; schrijf kort op waarom."),
        )


def _fits(cohort: Cohort, trajectory: Trajectory) -> bool:
    anchor = anchor_of(trajectory)
    return any(
        is_in_range(day, due_from=cohort.due_from, due_until=cohort.due_until)
        for day in (anchor.due_on, anchor.born_on)
    )


@transaction.atomic
def leave(membership: Membership, *, on: date, because: str) -> Membership:
    """Record that a family is in the group no more from a day on, and why; what it is asked for stops with it.

    Its trajectory goes on: ending that is a decision of its own. Raises ActionRefused for a family that left before,
    for a day before it joined or still to come, and for a reason that is not in the list.
    """
    check_cohort(LEAVE, membership.cohort, membership.family.public_id)
    standing = _lock(membership)
    if standing.left_on is not None:
        raise ActionRefused("left_before", _("Dit gezin is al uit de groep."))
    if because not in LEFT_BECAUSE:
        raise ActionRefused("reason_needed", _("Kies waarom het gezin de groep verlaat."))
    if because == "mistake":
        on = membership.joined_on
    if not membership.joined_on <= on <= max(clock.today(), membership.joined_on):
        raise ActionRefused("day_does_not_fit", _("Kies een dag na de eerste in de groep, en niet na vandaag."))
    end_stay(membership, on=on, because=because)
    return membership


def _lock(membership: Membership) -> Membership:
    return Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)


def end_stay(membership: Membership, *, on: date, because: str) -> None:
    """Write the end of a stay, and close the family's pages to who led the group; who may was asked before."""
    membership.left_on, membership.left_because = on, because
    membership.save(update_fields=["left_on", "left_because"])
    note("group.left", "U", [membership.family.public_id], detail=because)
    with acting(system_identity("groups")):
        close_to_those_who_lead(membership, clock.today())


@transaction.atomic
def undo_leave(membership: Membership) -> Membership:
    """Take back that a family left: its place is its own again, as if it never left. A coordinator does it: who led sees it no more.

    Raises ActionRefused when it did not leave, when the place or the family's time went to another group since, and
    for an end that follows from the trajectory: that is taken back there.
    """
    check_cohort(MANAGE, membership.cohort, membership.family.public_id)
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.cohort_id)
    standing = _lock(membership)
    if standing.left_on is None:
        raise ActionRefused("not_left", _("Dit gezin zit nog in de groep."))
    if standing.left_because not in LEFT_BECAUSE:
        raise ActionRefused(
            "undo_elsewhere", _("Dit volgde vanzelf uit het traject of de groep. Maak het daar ongedaan.")
        )
    decision = may_resume(membership)
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    resume_stay(membership)
    return membership


def may_resume(membership: Membership) -> Decision:
    """Decide whether a stay may go on as if it never ended: on every day since, the group has a place for it."""
    others = Membership.objects.filter(cohort=membership.cohort_id).exclude(pk=membership.pk)
    since = max(membership.left_on, membership.joined_on)
    return may_join(stays_in(others), membership.trajectory_id, since, places=membership.cohort.places)


def resume_stay(membership: Membership) -> None:
    """Let a stay go on as if it never ended; who may was asked before."""
    membership.left_on, membership.left_because = None, ""
    _save(membership)
    note("group.left_undone", "U", [membership.family.public_id])
    with acting(system_identity("groups")):
        open_to_those_who_lead(membership, clock.today())


@transaction.atomic
def record_passed_on(membership: Membership, *, what: str, words: str = "") -> PassedOn:
    """Record what a mother lets go along to who leads after the birth: nothing, some of it, or all. Her place goes anyhow.

    What she says later stands in the place of what she said before. Raises ActionRefused for some of it without saying
    what.
    """
    check_cohort(RECORD, membership.cohort, membership.family.public_id)
    if what == "some" and not words.strip():
        raise ActionRefused("words_needed", _("Schrijf op wat er mee mag, in haar woorden."))
    _lock(membership)
    note("group.passed_on", "C", [membership.family.public_id], detail=what)
    return PassedOn.objects.create(
        membership=membership, family_id=membership.family_id, what=what, words=words.strip() if what == "some" else "",
        happened_on=clock.today(), corrects=find_passed_on(membership), entered_by_id=current().account_id,
    )  # fmt: skip


@transaction.atomic
def mark_told(telling: Telling) -> Telling:
    """Record that a facilitator was told in person of a loss; again changes nothing."""
    check_cohort(MANAGE, telling.membership.cohort, telling.family.public_id)
    if telling.told_on is None:
        telling.told_on, telling.told_by_id = clock.today(), current().account_id
        telling.save(update_fields=["told_on", "told_by"])
        note("group.told", "U", [telling.family.public_id, telling.professional.public_id])
    return telling


@transaction.atomic
def undo_told(telling: Telling) -> Telling:
    """Take back that a facilitator was told: it is still to be done."""
    check_cohort(MANAGE, telling.membership.cohort, telling.family.public_id)
    if telling.told_on is not None:
        telling.told_on, telling.told_by = None, None
        telling.save(update_fields=["told_on", "told_by"])
        note("group.told_undone", "U", [telling.family.public_id, telling.professional.public_id])
    return telling
