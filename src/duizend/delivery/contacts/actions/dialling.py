# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fewer or more contacts in a phase of the programme: choosing that, correcting it, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.delivery.contacts.actions.due import refresh_due
from duizend.delivery.contacts.models import Dialling
from duizend.delivery.contacts.queries.fidelity import whole_windows
from duizend.delivery.contacts.rules.dialling import Dial, may_dial
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import ContactsPlanned, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.whole import whole
from duizend.record.families.models import Family
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.queries import get_trajectory, programme_of, read_steps
from duizend.record.trajectories.rules.states import state_of

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.trajectories.models import Trajectory

GOES_ON = ("waiting", "running", "paused")


@dataclass(frozen=True, slots=True)
class DialSaid:
    """Which phase has fewer or more contacts, from which day, and one reason of the programme file (none for "usual")."""

    phase: str
    direction: str
    from_on: date
    reason: str = ""


@whole
def dial_phase(trajectory: Trajectory, said: DialSaid) -> Dialling:
    """Record that a phase has fewer or more contacts from a day on, as parents and professional chose together.

    What is planned stays planned: no contact is refused. Raises ActionRefused when the trajectory does not go on, for a
    phase that the programme file does not allow it in or that is over by then, and without one of the file's reasons.
    """
    trajectory = _lock(trajectory)
    if state_of(read_steps(trajectory.pk)) not in GOES_ON:
        raise ActionRefused("does_not_go_on", _("Dit kan zodra de ouders akkoord zijn en zolang het traject loopt."))
    _check(trajectory, said)
    return _add(trajectory, said, event="contacts.dialled")


@whole
def correct_dialling(dialling: Dialling, said: DialSaid) -> Dialling:
    """Correct what was recorded of fewer or more: a new fact that stands in its place.

    Raises ContradictsRecord when it was corrected or taken back before, and ActionRefused as `dial_phase` does.
    """
    trajectory = _lock(dialling.trajectory)
    _refuse_changed(dialling)
    _check(trajectory, said)
    return _add(trajectory, said, event="contacts.dialling_corrected", corrects=dialling)


@whole
def undo_dialling(dialling: Dialling) -> Dialling:
    """Take back what was recorded of fewer or more: a new fact that says so; what stood before holds again.

    Raises ContradictsRecord when it was corrected or taken back before.
    """
    trajectory = _lock(dialling.trajectory)
    _refuse_changed(dialling)
    said = DialSaid(dialling.phase, dialling.direction, dialling.from_on, dialling.reason)
    return _add(trajectory, said, event="contacts.dialling_undone", corrects=dialling, withdrawn=True)


def _lock(trajectory: Trajectory) -> Trajectory:
    """Check who acts, let two people take turns, and read the trajectory with its course."""
    check_family("visit.plan", trajectory.family)
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.family_id)
    return get_trajectory(trajectory.public_id)


def _refuse_changed(dialling: Dialling) -> None:
    if dialling.withdrawn or Dialling.objects.filter(corrects=dialling).exists():
        raise ContradictsRecord("changed_before", _("Dit is intussen al gewijzigd of ongedaan gemaakt."))


def _check(trajectory: Trajectory, said: DialSaid) -> None:
    rules = programme_of(trajectory).forms.dialling
    if rules is None:
        raise ActionRefused("not_dialled", _("In dit programma staat het aantal bezoeken vast."))
    dial = Dial(said.phase, said.direction, said.from_on)
    decision = may_dial(whole_windows(trajectory), dial, phases={phase.phase for phase in rules.phases})
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    is_known = said.reason in {reason.id for reason in rules.reasons}
    if not is_known and (said.reason or said.direction != "usual"):
        raise ActionRefused("reason_needed", _("Kies één reden uit de lijst van het programma."))


def _add(
    trajectory: Trajectory, said: DialSaid, *, event: str, corrects: Dialling | None = None, withdrawn: bool = False
) -> Dialling:
    row = Dialling.objects.create(
        family_id=trajectory.family_id, trajectory_id=trajectory.pk, phase=said.phase, direction=said.direction,
        reason=said.reason, from_on=said.from_on, happened_on=corrects.happened_on if corrects else clock.today(),
        corrects=corrects, withdrawn=withdrawn, entered_by_id=current().account_id,
    )  # fmt: skip
    note(event, "U" if corrects else "C", [trajectory.family.public_id], detail=said.direction)
    refresh_due([trajectory.pk])
    announce(ContactsPlanned((trajectory.pk,)))
    return row
