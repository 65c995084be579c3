# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what is measured of families: each registered measurement with its window, and what was recorded of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.consents.models import Consent
from duizend.record.consents.queries import FOLLOW_UP
from duizend.record.families.models import Parent
from duizend.record.outcomes.models import Measurement
from duizend.record.outcomes.rules.measuring import OFFERED
from duizend.record.outcomes.rules.moments import (
    BASELINE,
    CHILD,
    PARENT,
    Agreed,
    Recorded,
    Slot,
    lay_out,
    read_course,
)
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import anchor_of, programme_of, steps_taken, with_course, with_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from duizend.record.families.models import Family
    from duizend.record.outcomes.rules.moments import Key


@dataclass(frozen=True, slots=True)
class Laid:
    """All that is measured of one trajectory, and the row that stands of each; `offered` is that of the baseline."""

    trajectory: Trajectory
    indicated_on: date | None
    slots: tuple[Slot, ...]
    rows: dict[Key, Measurement]
    offered: Measurement | None

    def find(self, outcome: str, moment: str, who: str = "") -> Slot | None:
        """Find a registered measurement; None for one that this programme does not have for this family."""
        return next((slot for slot in self.slots if slot.key == (outcome, moment, who)), None)


def person_key(kind: str, number: int | None) -> str:
    """Return the key of a person as the rules know her: "parent:12"."""
    return "" if number is None else f"{kind}:{number}"


def who_of(row: Measurement) -> str:
    """Return whose a measurement is; "" for nobody's in particular."""
    return person_key(PARENT, row.parent_id) or person_key(CHILD, row.child_id)


def lay_out_many(trajectory_ids: Sequence[int]) -> list[Laid]:
    """Lay out what is measured of trajectories, in their order; the number of queries does not depend on how many."""
    found = Trajectory.objects.filter(pk__in=list(trajectory_ids)).order_by("pk")
    return _lay_out(list(with_state(found.select_related("version", "municipality", "neighbourhood"))))


def lay_out_family(family: Family) -> list[Laid]:
    """Lay out what is measured of a family in every programme that it was indicated for, oldest first."""
    return [one for one in _lay_out(list(_trajectories(family.pk))) if any(slot.window for slot in one.slots)]


@prepared
def _trajectories(family_id: int) -> QuerySet[Trajectory]:
    found = Trajectory.objects.select_related("version", "municipality", "neighbourhood", "family")
    return with_course(found.filter(family_id=family_id)).order_by("id")


def lay_out_one(trajectory: Trajectory) -> Laid:
    """Lay out what is measured of one trajectory, read afresh."""
    return lay_out_many([trajectory.pk])[0]


def _lay_out(trajectories: Sequence[Trajectory]) -> list[Laid]:
    families = sorted({one.family_id for one in trajectories})
    rows = _standing([one.pk for one in trajectories])
    parents: dict[int, list[str]] = {}
    for family_id, number in _parents(families):
        parents.setdefault(family_id, []).append(person_key(PARENT, number))
    agreed = _agreed(families)
    return [
        _of_one(one, rows.get(one.pk, []), parents.get(one.family_id, []), agreed.get(one.family_id))
        for one in trajectories
    ]


def _of_one(trajectory: Trajectory, rows: Iterable[Measurement], parents: Sequence[str], agreed: Agreed | None) -> Laid:
    standing, offered = {}, None
    for row in rows:
        if row.how == OFFERED:
            offered = row
        else:
            standing[row.outcome, row.moment, who_of(row)] = row
    course = read_course(steps_taken(trajectory), anchor_of(trajectory), agreed=agreed)
    children = [person_key(CHILD, link.child_id) for link in trajectory.for_children.all()]
    recorded = {key: Recorded(row.how, row.happened_on) for key, row in standing.items()}
    slots = lay_out(programme_of(trajectory), course, parents=parents, children=children, recorded=recorded)
    return Laid(trajectory, course.indicated_on, slots, standing, offered)


def _standing(trajectory_ids: list[int]) -> dict[int, list[Measurement]]:
    """Return the rows that stand by trajectory: not corrected since, and not taken back."""
    found: dict[int, list[Measurement]] = {}
    for row in _measurements(trajectory_ids):
        found.setdefault(row.trajectory_id, []).append(row)
    return found


@prepared
def _measurements(trajectory_ids: list[int]) -> QuerySet[Measurement]:
    rows = Measurement.objects.filter(trajectory_id__any_of=trajectory_ids, corrected_by__isnull=True, withdrawn=False)
    return rows.select_related("instrument", "entered_by", "parent", "child").order_by("id")


@prepared
def _parents(family_ids: list[int]) -> QuerySet[tuple[int, int]]:
    return Parent.objects.filter(family_id__any_of=family_ids).order_by("id").values_list("family_id", "id")


def _agreed(family_ids: list[int]) -> dict[int, Agreed]:
    """Return of families that may be asked later until when: the latest answer of each person, the longest of them."""
    latest: dict[tuple[object, ...], Consent] = {}
    for row in _later(family_ids):
        latest[row.family_id, row.about_parent_id, row.about_child_id, row.by_parent_id, row.by_child_id] = row
    found: dict[int, Agreed] = {}
    for row in latest.values():
        if row.answer != "given":
            continue
        known = found.get(row.family_id)
        ends = [row.until, known.until] if known else [row.until]
        found[row.family_id] = Agreed(None if None in ends else max(ends))
    return found


@prepared
def _later(family_ids: list[int]) -> QuerySet[Consent]:
    rows = Consent.objects.filter(family_id__any_of=family_ids, purpose=FOLLOW_UP)
    return rows.filter(corrected_by__isnull=True, withdrawn=False).order_by("happened_on", "id")


def get_measurement(public_id: str) -> Measurement:
    """Return a measurement with its family and trajectory; raises NotFound."""
    rows = Measurement.objects.select_related("family", "trajectory__version", "instrument", "parent", "child")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("measurement_not_found", "Deze meting staat er niet, of je begeleidt dit gezin niet.")
    return found


def is_baseline(slot: Slot) -> bool:
    """Say whether this is the baseline that everybody who is indicated is offered."""
    return slot.outcome == BASELINE
