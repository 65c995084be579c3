# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of phases with fewer or more contacts; nothing is read for a programme that does not know them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.contacts.models import Dialling
from duizend.delivery.contacts.rules.dialling import Dial
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from duizend.record.trajectories.models import Trajectory


def list_diallings(trajectories: Iterable[Trajectory]) -> dict[int, list[Dialling]]:
    """List per trajectory the phases with fewer or more contacts, as they stand after corrections, in their order."""
    ids = [one.pk for one in trajectories if programme_of(one).forms.dialling is not None]
    found: dict[int, list[Dialling]] = {}
    for row in _standing(ids) if ids else ():
        found.setdefault(row.trajectory_id, []).append(row)
    return found


@prepared
def _standing(trajectory_ids: list[int]) -> QuerySet[Dialling]:
    standing = Dialling.objects.current().filter(trajectory_id__any_of=trajectory_ids, withdrawn=False)
    return standing.select_related("entered_by").order_by("from_on", "id")


def list_all_diallings(trajectory: Trajectory) -> list[Dialling]:
    """List all that was ever said of fewer or more in a trajectory, in the order it was entered."""
    rows = Dialling.objects.filter(trajectory=trajectory).select_related("entered_by")
    return list(rows.order_by("entered_at", "id"))


def get_dialling(public_id: str) -> Dialling:
    """Return one with its family and trajectory, also when it was corrected since; raises NotFound."""
    found = Dialling.objects.select_related("family", "trajectory").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("dialling_not_found", "Dit is niet gevonden, of je begeleidt dit gezin niet.")
    return found


def as_dials(rows: Iterable[Dialling]) -> list[Dial]:
    """Return rows as the rules need them; the later of two of one day is the one entered later."""
    return [Dial(row.phase, row.direction, row.from_on, row.pk) for row in rows]
