# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""That a family is indicated for a programme, and for which children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.catalogue.queries import get_programme
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.whole import whole
from duizend.record.families.models import Family
from duizend.record.families.permissions import check_family
from duizend.record.families.queries import list_together
from duizend.record.trajectories.actions.plans import make_plan_anew, make_plans
from duizend.record.trajectories.actions.standing import refresh_families
from duizend.record.trajectories.actions.taking import take
from duizend.record.trajectories.models import Trajectory, TrajectoryChild
from duizend.record.trajectories.queries import read_steps
from duizend.record.trajectories.rules.states import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.ground.region.models import Municipality, Neighbourhood
    from duizend.record.families.models import Child, Pregnancy
    from duizend.record.signalling.models import SignUp


@whole
def indicate(
    family: Family, *, version: ProgrammeVersion, on: date, children: Iterable[Child] = (),
    pregnancy: Pregnancy | None = None, sign_up: SignUp | None = None,
) -> Trajectory:  # fmt: skip
    """Record that a family is indicated for a programme; the municipality of that day keeps the count.

    Raises ActionRefused when the family already has an open trajectory in the programme, and for a programme in which
    no family has one.
    """
    check_family("trajectory.decide", family)
    if not get_programme(version).has_trajectory:
        raise ActionRefused("programme_without_trajectory", _("Dit programma heeft geen trajecten."))
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=family.pk)
    _refuse_second_open_trajectory(family, version)
    municipality, neighbourhood = _residence_on(family, on)
    trajectory = Trajectory.objects.create(
        family=family,
        version=version,
        municipality=municipality,
        neighbourhood=neighbourhood,
        pregnancy=pregnancy,
        sign_up=sign_up,
    )
    TrajectoryChild.objects.bulk_create(
        TrajectoryChild(trajectory=trajectory, family=family, child=child) for child in children
    )
    make_plans([trajectory.pk], because="indicated")
    take(trajectory, "indicated", on)
    return trajectory


@whole
def include_child(trajectory: Trajectory, child: Child) -> None:
    """Say that a trajectory is also for this child, for instance after its birth."""
    check_family("trajectory.decide", trajectory.family)
    link_child(trajectory, child)


def link_child(trajectory: Trajectory, child: Child) -> None:
    """Link a child to a trajectory and count its contacts from the birth; again only follows another birth date."""
    TrajectoryChild.objects.get_or_create(trajectory=trajectory, family_id=trajectory.family_id, child=child)
    make_plan_anew(trajectory, because="born")
    refresh_families([trajectory.family_id])


def _refuse_second_open_trajectory(family: Family, version: ProgrammeVersion) -> None:
    for other in Trajectory.objects.filter(family__in=list_together(family.pk), version__programme=version.programme):
        if state_of(read_steps(other.pk)) != "ended":
            raise ActionRefused("already_indicated", _("Dit gezin heeft al een lopend traject in dit programma."))


def _residence_on(family: Family, on: date) -> tuple[Municipality, Neighbourhood | None]:
    households = list(family.households.select_related("municipality", "neighbourhood").order_by("valid_from", "id"))
    lived = [h for h in households if h.valid_from <= on and (h.valid_until is None or h.valid_until > on)]
    household = (lived or households)[0]
    return household.municipality, household.neighbourhood
