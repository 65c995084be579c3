# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of what a family asks for, of what a child says of it, and that no match came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.matching.actions.facts import refuse_taken_back, refuse_the_future
from duizend.delivery.matching.actions.steps import close_proposals
from duizend.delivery.matching.models import Asking, ChildVoice, Match, NoMatch
from duizend.delivery.matching.permissions import MATCH
from duizend.delivery.matching.queries import find_no_match, match_rules
from duizend.delivery.matching.rules.reasons import find_reason as find_reason_by_id
from duizend.delivery.matching.rules.steps import CHOSEN
from duizend.delivery.matching.rules.volunteers import HALF_DAYS
from duizend.ground.access.identity import current, note
from duizend.ground.kernel.announcements import NoMatchFound, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import read_steps
from duizend.record.trajectories.rules.states import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.delivery.matching.rules.reasons import NoMatchReason
    from duizend.record.families.models import Child


@transaction.atomic
def tell_asking(trajectory: Trajectory, *, words: str, half_days: Iterable[str], on: date) -> Asking:
    """Record what a family asks for: the parent's own words, and the half-days that suit."""
    check_family(MATCH, trajectory.family)
    refuse_the_future(on)
    chosen = set(half_days)
    note("match.asked", "C", [trajectory.family.public_id])
    return Asking.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, words=words.strip(), happened_on=on,
        half_days=[half for half in HALF_DAYS if half in chosen], entered_by_id=current().account_id,
    )  # fmt: skip


@transaction.atomic
def hear_child(trajectory: Trajectory, child: Child, *, voice: str, on: date, words: str = "") -> ChildVoice:
    """Record what a child of the trajectory says of it, in its own words."""
    check_family(MATCH, trajectory.family)
    refuse_the_future(on)
    if not any(link.child_id == child.pk for link in trajectory.for_children.all()):
        raise ActionRefused("not_of_this_trajectory", _("Dit kind hoort niet bij dit traject."))
    note("match.child_heard", "C", [trajectory.family.public_id])
    return ChildVoice.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, child=child, voice=voice, words=words.strip(),
        happened_on=on, entered_by_id=current().account_id,
    )  # fmt: skip


def find_reason(trajectory: Trajectory, reason: str) -> NoMatchReason:
    """Return a reason of the family's programme version; raises ActionRefused for one that is not in its file."""
    found = find_reason_by_id(match_rules(trajectory), reason)
    if found is None:
        raise ActionRefused("no_such_reason", _("Kies een van de redenen van dit programma."))
    return found


@transaction.atomic
def record_no_match(trajectory: Trajectory, *, reason: str, on: date, words: str = "") -> NoMatch:
    """Record that no match came about, for a reason of the programme file: a result, that is counted.

    Proposals the parent did not answer are closed for the same reason. Raises ActionRefused while the family is on its
    way with somebody, and ContradictsRecord when it was recorded before. The trajectory is ended by whoever decides so.
    """
    check_family(MATCH, trajectory.family)
    refuse_the_future(on)
    why = find_reason(trajectory, reason)
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.pk)
    if Match.objects.filter(trajectory=trajectory, state__in=CHOSEN).exists():
        raise ActionRefused("match_is_open", _("Er is nog een koppeling onderweg. Rond die eerst af."))
    if find_no_match(trajectory) is not None:
        raise ContradictsRecord("no_match_before", _("Dat er geen match kwam, staat al vast."))
    close_proposals(trajectory, why, on=on)
    # Taken back before and recorded again: the new one stands in the place of the last.
    last = NoMatch.objects.current().filter(trajectory=trajectory).last()
    found = NoMatch.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, reason=why.id, decided_by=why.decided_by, ends=why.ends,
        words=words.strip(), happened_on=on, corrects=last, entered_by_id=current().account_id,
    )  # fmt: skip
    note("match.none", "C", [trajectory.family.public_id], detail=why.id)
    announce(NoMatchFound(found.pk, trajectory.pk, on))
    return found


@transaction.atomic
def undo_no_match(found: NoMatch) -> NoMatch:
    """Take back that no match came about: a new fact that says so; the search goes on.

    Raises ActionRefused once the trajectory ended: its end is undone first.
    """
    check_family(MATCH, found.family)
    refuse_taken_back(found)
    if state_of(read_steps(found.trajectory_id)) == "ended":
        raise ActionRefused("ended_with_trajectory", _("Maak eerst het einde van het traject ongedaan."))
    taken_back = NoMatch.objects.create(
        family_id=found.family_id, trajectory_id=found.trajectory_id, reason=found.reason, decided_by=found.decided_by,
        ends=found.ends, words=found.words, happened_on=found.happened_on, corrects=found, withdrawn=True,
        entered_by_id=current().account_id,
    )  # fmt: skip
    note("match.none_undone", "U", [found.family.public_id])
    announce(NoMatchFound(taken_back.pk, found.trajectory_id, found.happened_on))
    return taken_back
