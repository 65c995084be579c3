# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who delivers a trajectory, and that it starts, pauses and goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.ground.access.identity import note
from duizend.ground.kernel.announcements import TrajectoryHandedOver, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.whole import whole
from duizend.ground.region.models import Municipality
from duizend.ground.workforce.queries import has_certificate
from duizend.record.families.actions import close_care_relation, open_care_relation
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.actions.standing import refresh_families
from duizend.record.trajectories.actions.taking import take
from duizend.record.trajectories.models import Assignment
from duizend.record.trajectories.queries import find_room, place_in_queue, programme_of, read_steps
from duizend.record.trajectories.rules.states import state_of
from duizend.record.trajectories.rules.waiting import may_take_place

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.workforce.models import Professional
    from duizend.record.trajectories.models import Step, Trajectory

LONGEST_DEVIATION = 200


@whole
def assign(
    trajectory: Trajectory, *, professional: Professional, on: date, historical: bool = False, despite: str = ""
) -> Assignment:
    """Assign the trajectory to a professional and open the family's pages to her; they close to who had it before.

    Raises ActionRefused without a certificate that is valid that day, and when all places are taken or others wait
    longer, unless `despite` says in one reason why. A historical assignment is not held against today's
    certificates and capacity, and is marked.
    """
    check_family("trajectory.assign", trajectory.family)
    despite = despite.strip()[:LONGEST_DEVIATION]
    deviation = ""
    if not historical:
        check_certificate(trajectory, professional, on)
        deviation = despite if _deviates(trajectory, on, despite=despite) else ""
    former = Assignment.objects.filter(trajectory=trajectory, valid_until=None).exclude(professional=professional)
    left = list(former.select_related("professional", "family"))
    for assignment in left:
        _close_pages_to(assignment, on=on)
    former.update(valid_until=on)
    assignment, is_new = Assignment.objects.get_or_create(
        trajectory=trajectory, professional=professional, valid_until=None,
        defaults={
            "family": trajectory.family, "valid_from": on, "historical": historical, "deviation": deviation,
        },
    )  # fmt: skip
    if is_new:
        note("trajectory.assigned", "C", [trajectory.family.public_id, professional.public_id])
    ground = "import" if historical else "assignment"
    open_care_relation(trajectory.family, professional=professional, since=on, ground=ground)
    refresh_families([trajectory.family_id])
    for one in left:
        announce(TrajectoryHandedOver(trajectory.pk, one.professional_id, professional.pk, on))
    return assignment


def _deviates(trajectory: Trajectory, on: date, *, despite: str) -> bool:
    """Say whether an assignment goes past the places that were bought or the queue; refuse it without a reason.

    Who had a place before keeps it, whoever delivers.
    """
    if Assignment.objects.filter(trajectory=trajectory).exists():
        return False
    # Two people who give away the last place at once take turns.
    Municipality.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.municipality_id)
    decision = may_take_place(find_room(trajectory, on.year), place_in_queue(trajectory))
    if not isinstance(decision, Refused):
        return False
    if not despite:
        raise ActionRefused.because(decision)
    return True


def _close_pages_to(former: Assignment, *, on: date) -> None:
    """Close a family's pages to who no longer delivers there, unless another trajectory is still hers."""
    others = Assignment.objects.filter(family=former.family_id, professional=former.professional_id, valid_until=None)
    if any(state_of(read_steps(other.trajectory_id)) != "ended" for other in others.exclude(pk=former.pk)):
        return
    close_care_relation(former.family, professional=former.professional, on=on)


def check_certificate(trajectory: Trajectory, professional: Professional, on: date) -> None:
    """Raise ActionRefused unless the professional may deliver this programme on a day."""
    team = programme_of(trajectory).team
    if team.certificate_required and not has_certificate(professional.pk, team.competence, on):
        raise ActionRefused(
            "no_valid_certificate",
            _("%(name)s heeft op %(day)s geen geldig certificaat voor dit programma.")
            % {"name": professional.name, "day": f"{on:%d-%m-%Y}"},
            team.source,
        )


@whole
def start(trajectory: Trajectory, *, on: date, historical: bool = False) -> Step | None:
    """Record that the first contact took place; a trajectory that runs already stays as it is.

    What an older list tells is told by whoever decides about trajectories, not by whoever was at the visit.
    """
    if any(step.kind == "started" for step in read_steps(trajectory.pk)):
        return None
    check_family("trajectory.decide" if historical else "visit.record", trajectory.family)
    return take(trajectory, "started", on)


@whole
def pause(trajectory: Trajectory, *, on: date, reason: str = "", until_on: date | None = None) -> Step:
    """Record that the visits stop for a while, until a day where one was agreed."""
    check_family("trajectory.decide", trajectory.family)
    if until_on is not None and until_on <= on:
        raise ActionRefused("day_has_passed", _("Kies een dag na het begin van de pauze."))
    return take(trajectory, "paused", on, reason=reason, ask_again_on=until_on)


@whole
def resume(trajectory: Trajectory, *, on: date) -> Step:
    """Record that the visits go on after a pause."""
    check_family("trajectory.decide", trajectory.family)
    return take(trajectory, "resumed", on)


@whole
def hand_over(
    trajectory: Trajectory, *, professional: Professional, on: date, introduced_on: date | None = None
) -> Step:
    """Hand a trajectory over to another professional: from then on she delivers it and sees the family.

    `introduced_on` is when the two came to the family together, where they did. Raises ActionRefused as `assign`
    does, and when nobody else delivers it now.
    """
    check_family("trajectory.assign", trajectory.family)
    now = Assignment.objects.filter(trajectory=trajectory, valid_until=None).first()
    if now is not None and now.professional_id == professional.pk:
        raise ActionRefused("delivers_already", _("%(name)s begeleidt dit gezin al.") % {"name": professional.name})
    step = take(trajectory, "handed_over", on)
    assignment = assign(trajectory, professional=professional, on=on)
    if introduced_on is not None:
        assignment.introduced_on = introduced_on
        assignment.save(update_fields=["introduced_on"])
    return step
