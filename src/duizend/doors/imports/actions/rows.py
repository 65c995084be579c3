# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing one row: each new fact by the action of the room it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duizend.catalogue.queries import get_offered_version
from duizend.doors.imports.models import IntakeLink
from duizend.doors.imports.queries import read_professionals
from duizend.doors.imports.rules.plan import find_child, find_parent
from duizend.doors.imports.rules.rows import is_born_of
from duizend.ground.kernel.rules.names import searchable, split_prefix
from duizend.ground.region.queries import read_places
from duizend.ground.workforce.actions import register_professional
from duizend.record.families import actions as families
from duizend.record.signalling.actions import record_sign_ups
from duizend.record.trajectories import actions as trajectories

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.doors.imports.queries import Linked
    from duizend.doors.imports.rules.plan import Plan
    from duizend.doors.imports.rules.rows import IntakeRow
    from duizend.ground.region.models import Municipality, Neighbourhood
    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Child, Family, Pregnancy
    from duizend.record.signalling.models import SignUp
    from duizend.record.trajectories.models import Trajectory


class Shelf:
    """What many rows refer to, read once per list: places, versions, professionals."""

    def __init__(self) -> None:
        places = read_places()
        self.municipalities: dict[str, Municipality] = {m.code: m for m in places.municipalities}
        self.neighbourhoods: dict[str, Neighbourhood] = {n.code: n for n in places.neighbourhoods}
        self.new_professionals = 0
        self._professionals: dict[str, Professional] = read_professionals()
        self._versions: dict[str, ProgrammeVersion] = {}

    def version(self, programme: str) -> ProgrammeVersion:
        """Return the version that a family of this list comes under."""
        if programme not in self._versions:
            self._versions[programme] = get_offered_version(programme)
        return self._versions[programme]

    def professional(self, name: str) -> Professional:
        """Return the professional of this name; one that nobody knows is registered, once, as inactive."""
        folded = searchable(name)
        if folded not in self._professionals:
            self._professionals[folded] = register_professional(name, is_active=False)
            self.new_professionals += 1
        return self._professionals[folded]


@dataclass(slots=True)
class _Work:
    """One row on its way in: what it says, what is new in it, and what has been written or found so far."""

    row: IntakeRow
    facts: frozenset[str]
    shelf: Shelf
    linked: Linked
    family: Family = field(init=False)
    sign_up: SignUp | None = None
    trajectory: Trajectory | None = None
    pregnancy: Pregnancy | None = None
    child: Child | None = None


def write_row(plan: Plan, linked: Linked, shelf: Shelf) -> None:
    """Write what a row adds to what stands for its key."""
    work = _Work(plan.row, frozenset(plan.facts), shelf, linked)
    _find_what_stands(work, linked)
    for fact in plan.facts:
        _WRITERS[fact](work)
    if work.trajectory is not None and linked.link.trajectory_id is None:
        linked.link.trajectory = work.trajectory
        linked.link.save(update_fields=["trajectory"])


def _find_what_stands(work: _Work, linked: Linked) -> None:
    work.family, work.sign_up, work.trajectory = linked.link.family, linked.link.sign_up, linked.trajectory
    if work.trajectory is not None:
        work.trajectory.family = work.family
    row, pregnancies, children = work.row, list(work.family.pregnancies.all()), list(work.family.children.all())
    place = find_child(row, linked.standing.children) if row.child_birth_date else None
    work.child = children[place] if place is not None else None
    if row.due_date:
        work.pregnancy = next((p for p in pregnancies if p.due_date == row.due_date), None)
    elif row.child_birth_date and work.child is None:
        own = (p for p in pregnancies if is_born_of(row.child_birth_date, p.due_date))
        work.pregnancy = next(own, None)


def _parent(work: _Work) -> None:
    families.add_parent(work.family, _new_parent(work.row))


def _new_parent(row: IntakeRow) -> families.NewParent:
    return families.NewParent(row.parent_given_name, row.parent_family_name, row.parent_birth_date, row.language)


def _parent_detail(work: _Work) -> None:
    """Fill in what was still empty of a parent."""
    row, standing = work.row, work.linked.standing.parents
    parent = list(work.family.parents.all())[find_parent(row, standing)]
    prefix, name = split_prefix(row.parent_family_name)
    said = {
        "given_name": row.parent_given_name, "birth_date": row.parent_birth_date, "language": row.language,
        **({} if parent.family_name else {"name_prefix": prefix, "family_name": name}),
    }  # fmt: skip
    fresh = {name: value for name, value in said.items() if value and not getattr(parent, name)}
    families.complete_parent(parent, fresh)


def _child_name(work: _Work) -> None:
    families.complete_child(work.child, work.row.child_given_name)


def _pregnancy(work: _Work) -> None:
    work.pregnancy = families.register_pregnancy(work.family, due_date=work.row.due_date)


def _birth(work: _Work) -> None:
    row = work.row
    work.child = families.register_birth(
        work.family, birth_date=row.child_birth_date, given_name=row.child_given_name, pregnancy=work.pregnancy
    )


def _indicated(work: _Work) -> None:
    row = work.row
    pregnancy = work.pregnancy or (work.child.pregnancy if work.child else None)
    work.trajectory = trajectories.indicate(
        work.family, version=work.shelf.version(row.programme), on=row.indicated_on, pregnancy=pregnancy,
        children=(work.child,) if work.child else (), sign_up=work.sign_up,
    )  # fmt: skip


def _child_included(work: _Work) -> None:
    trajectories.include_child(work.trajectory, work.child)


def _offered(work: _Work) -> None:
    trajectories.offer(work.trajectory, on=work.row.offered_on, historical=True)


def _answer(work: _Work) -> None:
    row = work.row
    said = trajectories.AnswerSaid(decided_by=row.decided_by, reason=row.reason, historical=True)
    trajectories.record_answer(work.trajectory, row.answer, on=row.answer_on, said=said)


def _nurse(work: _Work) -> None:
    row = work.row
    professional = work.shelf.professional(row.nurse)
    # What an older list tells is not held against today's certificates; the assignment is marked as such.
    trajectories.assign(work.trajectory, professional=professional, on=_assigned_on(row), historical=True)
    if "ended" in work.facts:
        # It was over before it was told of: nobody's pages stay open for it.
        families.close_care_relation(work.family, professional=professional, on=row.ended_on)


def _started(work: _Work) -> None:
    trajectories.start(work.trajectory, on=work.row.started_on, historical=True)


def _ended(work: _Work) -> None:
    row = work.row
    reason = "" if row.answer else row.reason
    trajectories.end(work.trajectory, ending=row.ended_how, on=row.ended_on, reason=reason)


_WRITERS: dict[str, Callable[[_Work], None]] = {
    "parent": _parent, "parent_detail": _parent_detail, "pregnancy": _pregnancy, "birth": _birth,
    "child_name": _child_name, "indicated": _indicated, "child_included": _child_included,
    "offered": _offered, "answer": _answer, "nurse": _nurse, "started": _started, "ended": _ended,
}  # fmt: skip


def write_new_families(plans: Sequence[Plan], shelf: Shelf) -> None:
    """Write all rows of a batch whose keys are new, by the actions that take many at once."""
    registered = families.register_families([_new_family(plan, shelf) for plan in plans])
    sign_ups = record_sign_ups(
        [
            (made.family, plan.row.signal_date, plan.row.signal_source)
            for made, plan in zip(registered, plans, strict=True)
        ]
    )
    courses = [
        _course(plan.row, made, sign_up, shelf)
        for plan, made, sign_up in zip(plans, registered, sign_ups, strict=True)
        if "indicated" in plan.facts
    ]
    known = {trajectory.family_id: trajectory for trajectory in trajectories.record_past_courses(courses)}
    IntakeLink.objects.bulk_create(
        IntakeLink(
            external_id=plan.row.external_id, family=made.family, sign_up=sign_up, trajectory=known.get(made.family.pk)
        )
        for plan, made, sign_up in zip(plans, registered, sign_ups, strict=True)
    )


def _new_family(plan: Plan, shelf: Shelf) -> families.NewFamily:
    row = plan.row
    return families.NewFamily(
        on=row.signal_date, residence=_residence(row, shelf),
        parents=(_new_parent(row),) if "parent" in plan.facts else (),
        due_date=row.due_date, birth_date=row.child_birth_date, child_name=row.child_given_name,
    )  # fmt: skip


def _residence(row: IntakeRow, shelf: Shelf) -> families.Residence:
    neighbourhood = shelf.neighbourhoods[row.neighbourhood] if row.neighbourhood else None
    return families.Residence(shelf.municipalities[row.municipality], neighbourhood, since=row.signal_date)


def _course(row: IntakeRow, made: families.Registered, sign_up: SignUp, shelf: Shelf) -> trajectories.PastCourse:
    home = _residence(row, shelf)
    said = (
        ("indicated", row.indicated_on, ""), ("offered", row.offered_on, ""), (row.answer, row.answer_on, ""),
        ("started", row.started_on, ""), ("ended", row.ended_on, row.ended_how),
    )  # fmt: skip
    steps = tuple(_past_step(row, kind, on, ending) for kind, on, ending in said if on is not None)
    return trajectories.PastCourse(
        family=made.family, version=shelf.version(row.programme), municipality=home.municipality,
        neighbourhood=home.neighbourhood, sign_up=sign_up, pregnancy=made.pregnancy, child=made.child, steps=steps,
        professional=shelf.professional(row.nurse) if row.nurse else None, assigned_on=_assigned_on(row),
    )  # fmt: skip


def _past_step(row: IntakeRow, kind: str, on: date, ending: str) -> trajectories.PastStep:
    is_answer = kind == row.answer
    has_reason = is_answer or (kind == "ended" and not row.answer)
    return trajectories.PastStep(
        kind, on, ending, row.decided_by if is_answer else "", row.reason if has_reason else ""
    )


def _assigned_on(row: IntakeRow) -> date | None:
    return row.started_on or row.answer_on or row.offered_on or row.indicated_on
