# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may plan: whoever acts may do it for this family. Who may not leaves a trace, and is not told whether it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.contacts.queries import get_appointment, get_dialling
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.trajectories.queries import get_trajectory, programme_of

if TYPE_CHECKING:
    from duizend.delivery.contacts.models import Appointment, Dialling
    from duizend.record.trajectories.models import Trajectory

PLAN, READ = "visit.plan", "family.read"


def open_trajectory_to_plan(public_id: str) -> Trajectory:
    """Return a trajectory that whoever acts may plan for; raises NotPermitted, which is logged."""
    with within_reach(PLAN, public_id):
        trajectory = get_trajectory(public_id)
    check_family(PLAN, trajectory.family)
    return trajectory


def open_appointment_to_plan(public_id: str) -> Appointment:
    """Return an appointment that whoever acts may move or cancel; raises NotPermitted, which is logged."""
    with within_reach(PLAN, public_id):
        appointment = get_appointment(public_id)
    check_family(PLAN, appointment.family)
    # The people of the family were fetched once; the trajectory need not fetch them again.
    appointment.trajectory.family = appointment.family
    return appointment


def open_trajectory_to_compare(public_id: str) -> Trajectory:
    """Return a trajectory of which planned and received may be put beside each other; raises NotPermitted or NotFound."""
    with within_reach(READ, public_id):
        trajectory = get_trajectory(public_id)
        if not programme_of(trajectory).forms.fidelity:
            raise NotFound("no_fidelity", "Dit programma zegt niet hoe je daarnaar kijkt.")
    check_family(READ, trajectory.family)
    return trajectory


def open_dialling(public_id: str) -> Dialling:
    """Return what was chosen of fewer or more, to correct it or take it back; raises NotPermitted, which is logged."""
    with within_reach(PLAN, public_id):
        dialling = get_dialling(public_id)
    check_family(PLAN, dialling.family)
    return dialling
