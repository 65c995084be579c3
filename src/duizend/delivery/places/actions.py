# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of places, support and children's own voices. Nothing is overwritten: a change is a new row that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.contacts.models import Contact
from duizend.delivery.places.models import Arrangement, ChildVoice, PlaceTerm, Support
from duizend.delivery.places.queries import list_arrangements, list_terms, list_voices
from duizend.delivery.places.rules import (
    END_REASONS,
    FELL_THROUGH,
    FOLLOWING_REASONS,
    ONE_DAY,
    Around,
    Asked,
    ChildThen,
    Stay,
    around_of,
    close_on,
    find_paid_until,
    first_days,
    may_arrange,
    may_begin,
    may_end,
)
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import PlaceChanged, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.rules.decisions import Decision, Refused
from duizend.record.families.permissions import check_family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Assignment, Step, Trajectory
from duizend.record.trajectories.queries import programme_of, read_steps
from duizend.record.trajectories.rules.states import state_of

if TYPE_CHECKING:
    from datetime import date

    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.kernel.announcements import ChildDied, LossUndone, TrajectoryEnded, TrajectoryReopened
    from duizend.record.families.models import Child

Row = TypeVar("Row", Arrangement, Support, ChildVoice)
ARRANGE = "place.arrange"


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """What was agreed of a place. A first day that was already is a place that has begun."""

    kind: str
    where: str
    half_days: int
    from_on: date
    wish: str = ""


# -- places ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def arrange(trajectory: Trajectory, child: Child, said: PlaceSaid) -> Arrangement:
    """Record a place for a child; the first place that has begun starts the trajectory.

    Raises ActionRefused when the rules do not allow it, or the trajectory is not for this child.
    """
    check_family(ARRANGE, trajectory.family)
    _lock(trajectory)
    if not trajectory.for_children.filter(child=child).exists() or child.died_on is not None:
        raise ActionRefused("not_for_this_child", _("Dit traject is niet voor dit kind. Kies een ander kind."))
    has_begun = said.from_on <= clock.today()
    asked = Asked(said.kind, said.half_days, said.from_on, has_begun)
    _require(may_arrange(asked, _child_then(trajectory, child), _around(trajectory), today=clock.today()))
    made = Arrangement.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, child=child, kind=said.kind, where=said.where.strip(),
        half_days=said.half_days, wish=said.wish.strip(), from_on=said.from_on, has_begun=has_begun,
        happened_on=clock.today(), entered_by_id=current().account_id,
    )  # fmt: skip
    _follow_through(trajectory, made, "place.arranged", "C")
    return made


@transaction.atomic
def begin(arrangement: Arrangement, *, on: date) -> Arrangement:
    """Record that the first day at a place was, and when."""
    trajectory = _open(arrangement)
    if arrangement.has_begun or arrangement.until_on is not None:
        raise ContradictsRecord("begun_before", _("Van deze plek is al vastgelegd hoe het ging."))
    _require(may_begin(on, _around(trajectory), today=clock.today()))
    begun = _stand_instead(arrangement, from_on=on, has_begun=True)
    _follow_through(trajectory, begun, "place.begun", "U")
    return begun


@transaction.atomic
def end_place(arrangement: Arrangement, *, last_day: date, because: str) -> Arrangement:
    """Record the last day at a place and why it ended; one that never began fell through, whatever the day.

    Raises ActionRefused for a day to come, one before the first, or a reason that is not one of END_REASONS.
    """
    trajectory = _open(arrangement)
    if arrangement.until_on is not None:
        raise ContradictsRecord("ended_before", _("Deze plek is al beëindigd."))
    if not arrangement.has_begun:
        ended = _stand_instead(arrangement, until_on=arrangement.from_on, ended_because=FELL_THROUGH)
    else:
        if because not in END_REASONS:
            raise ActionRefused("unknown_reason", _("Kies waarom de plek is gestopt."))
        _require(may_end(from_on=arrangement.from_on, last_day=last_day, today=clock.today()))
        ended = _stand_instead(arrangement, until_on=last_day + ONE_DAY, ended_because=because)
    _follow_through(trajectory, ended, "place.ended", "U")
    return ended


@transaction.atomic
def undo_end_of_place(arrangement: Arrangement) -> Arrangement:
    """Take back that a place ended. Raises ActionRefused when the end followed from something else."""
    trajectory = _open(arrangement)
    if arrangement.until_on is None:
        raise ActionRefused("not_ended", _("Deze plek is niet beëindigd."))
    if arrangement.ended_because in FOLLOWING_REASONS:
        raise ActionRefused("ended_by_something_else", _("Neem eerst het einde van de begeleiding terug."))
    reopened = _stand_instead(arrangement, until_on=None, ended_because="")
    _follow_through(trajectory, reopened, "place.reopened", "U")
    return reopened


@transaction.atomic
def withdraw_place(arrangement: Arrangement) -> Arrangement:
    """Take back that there was this place at all; a start of the trajectory that stood on it follows."""
    trajectory = _open(arrangement)
    withdrawn = _stand_instead(arrangement, withdrawn=True)
    _follow_through(trajectory, withdrawn, "place.withdrawn", "U")
    return withdrawn


# -- support around the child ---------------------------------------------------------------------------------------


@transaction.atomic
def add_support(trajectory: Trajectory, *, for_whom: str, what: str, by_whom: str, from_on: date) -> Support:
    """Record support for the parents or for the people around them."""
    check_family(ARRANGE, trajectory.family)
    _lock(trajectory)
    if state_of(read_steps(trajectory.pk)) == "ended":
        raise ActionRefused("ended", _("Dit traject is beëindigd."))
    note("support.added", "C", [trajectory.family.public_id])
    return Support.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, for_whom=for_whom, what=what.strip(),
        by_whom=by_whom.strip(), from_on=from_on, happened_on=clock.today(), entered_by_id=current().account_id,
    )  # fmt: skip


@transaction.atomic
def end_support(support: Support, *, last_day: date) -> Support:
    """Record the last day of support."""
    trajectory = _open(support)
    if support.until_on is not None:
        raise ContradictsRecord("ended_before", _("Deze steun is al beëindigd."))
    _require(may_end(from_on=support.from_on, last_day=last_day, today=clock.today()))
    note("support.ended", "U", [trajectory.family.public_id])
    return _stand_instead(support, until_on=last_day + ONE_DAY)


@transaction.atomic
def undo_end_of_support(support: Support) -> Support:
    """Take back that support ended."""
    trajectory = _open(support)
    if support.until_on is None:
        raise ActionRefused("not_ended", _("Deze steun is niet beëindigd."))
    note("support.reopened", "U", [trajectory.family.public_id])
    return _stand_instead(support, until_on=None)


@transaction.atomic
def withdraw_support(support: Support) -> Support:
    """Take back that there was this support at all."""
    trajectory = _open(support)
    note("support.withdrawn", "U", [trajectory.family.public_id])
    return _stand_instead(support, withdrawn=True)


# -- the child's own voice ------------------------------------------------------------------------------------------


@transaction.atomic
def hear_child(trajectory: Trajectory, child: Child, *, answer: str, words: str, on: date) -> ChildVoice:
    """Record what a child says itself of a place, in its own words. What it said before is kept."""
    check_family(ARRANGE, trajectory.family)
    if not trajectory.for_children.filter(child=child).exists():
        raise ActionRefused("not_for_this_child", _("Dit traject is niet voor dit kind. Kies een ander kind."))
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    note("child_voice.heard", "C", [trajectory.family.public_id])
    return ChildVoice.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, child=child, answer=answer, words=words.strip(),
        happened_on=on, entered_by_id=current().account_id,
    )  # fmt: skip


# -- what follows from elsewhere ------------------------------------------------------------------------------------


def follow_end(announcement: TrajectoryEnded) -> None:
    """End the places that still run with the trajectory; support from others is theirs, and goes on as they agreed."""
    standing = list_arrangements([announcement.trajectory_id])
    for one in standing:
        _close(one, announcement.happened_on, "trajectory_ended")
    if standing:
        refresh_terms(announcement.trajectory_id)


def follow_reopening(announcement: TrajectoryReopened) -> None:
    """Let exactly those places go on that the end of the trajectory ended."""
    standing = list_arrangements([announcement.trajectory_id])
    for one in standing:
        _go_on(one, "trajectory_ended")
    if standing:
        refresh_terms(announcement.trajectory_id)


def follow_death(announcement: ChildDied) -> None:
    """End the places of a child that died, without a word to anybody."""
    _follow_child(announcement.child_id, lambda one: _close(one, announcement.happened_on, "child_died"))


def follow_undone_death(announcement: LossUndone) -> None:
    """Let the places go on of a child whose death was recorded by mistake."""
    if announcement.child_id is not None:
        _follow_child(announcement.child_id, lambda one: _go_on(one, "child_died"))


def _follow_child(child_id: int, change: Any) -> None:
    standing = Arrangement.objects.current().filter(child=child_id, withdrawn=False).order_by("id")
    touched = set()
    for one in standing:
        change(one)
        touched.add(one.trajectory_id)
    for trajectory_id in sorted(touched):
        refresh_terms(trajectory_id)


def _close(one: Arrangement, on: date, because: str) -> None:
    if one.until_on is None:
        until = close_on(from_on=one.from_on, until_on=None, on=on)
        closed = _stand_instead(one, until_on=until, ended_because=because)
        announce(PlaceChanged(closed.pk, closed.trajectory_id, on))


def _go_on(one: Arrangement, because: str) -> None:
    if one.ended_because == because:
        again = _stand_instead(one, until_on=None, ended_because="")
        announce(PlaceChanged(again.pk, again.trajectory_id, clock.today()))


def refresh_terms(trajectory_id: int) -> None:
    """Work out anew until when the children of a trajectory have their places paid for."""
    trajectory = Trajectory.objects.get(pk=trajectory_id)
    begun = [one for one in list_arrangements([trajectory_id]) if one.has_begun]
    first = first_days(Stay(one.family_id, one.child_id, one.from_on, one.until_on) for one in begun)
    still = {one.child_id for one in begun if one.until_on is None}
    PlaceTerm.objects.filter(trajectory=trajectory_id).exclude(child__in=first).delete()
    for child_id, day in first.items():
        PlaceTerm.objects.update_or_create(
            trajectory_id=trajectory_id, child_id=child_id,
            defaults={
                "family_id": trajectory.family_id, "first_on": day, "is_open": child_id in still,
                "until_on": find_paid_until(day, _with_places(trajectory).forms.place.term),
            },
        )  # fmt: skip


# -- parts ----------------------------------------------------------------------------------------------------------


def _open(row: Row) -> Trajectory:
    """Return the trajectory of a row that stands, for whoever may change it, after whoever was before."""
    trajectory = Trajectory.objects.select_related("family").get(pk=row.trajectory_id)
    check_family(ARRANGE, trajectory.family)
    _lock(trajectory)
    if type(row).objects.filter(corrects=row).exists():
        raise ContradictsRecord("changed_before", _("Dit is intussen al gewijzigd. Bekijk eerst hoe het nu staat."))
    return trajectory


def _lock(trajectory: Trajectory) -> None:
    """Let two people who change at once take turns: what is only added cannot be locked, its trajectory can."""
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.pk)


def _with_places(trajectory: Trajectory) -> Programme:
    programme = programme_of(trajectory)
    if programme.forms.place is None:
        raise ActionRefused("no_places_here", _("Bij dit programma horen geen plekken buiten huis."))
    return programme


def _require(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)


def _around(trajectory: Trajectory) -> Around:
    has_pin = Assignment.objects.filter(trajectory=trajectory, valid_until=None).exists()
    place = _with_places(trajectory).forms.place
    return around_of(place, state=state_of(read_steps(trajectory.pk)), has_linking_pin=has_pin)


def _child_then(trajectory: Trajectory, child: Child) -> ChildThen:
    said = next((voice for voice in list_voices([trajectory.pk]) if voice.child_id == child.pk), None)
    term = list_terms([trajectory.pk]).get((trajectory.pk, child.pk))
    return ChildThen(child.birth_date, said.answer if said else "", term.until_on if term else None)


def _stand_instead(row: Row, **changes: object) -> Row:
    """Add a row that stands instead of another, the same but for the changes."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in ("id", "entered_at", "entered_by_id", "corrects_id", "happened_on")
    }
    return type(row).objects.create(
        **{**kept, **changes}, happened_on=clock.today(), corrects=row, entered_by_id=current().account_id
    )  # fmt: skip


def _follow_through(trajectory: Trajectory, row: Arrangement, event: str, action: str) -> None:
    note(event, action, [trajectory.family.public_id])
    refresh_terms(trajectory.pk)
    if row.has_begun:
        _let_the_start_follow(trajectory, row)
    announce(PlaceChanged(row.pk, trajectory.pk, row.from_on))


def _let_the_start_follow(trajectory: Trajectory, changed: Arrangement) -> None:
    """Keep "started = the first day at a place, or the first contact" true. Whoever decides may say so: no visit was needed."""
    begun = [one.from_on for one in list_arrangements([trajectory.pk]) if one.has_begun]
    held = Contact.objects.current().filter(trajectory=trajectory, withdrawn=False)
    first = min([*begun, *held.values_list("happened_on", flat=True)], default=None)
    steps = Step.objects.current().filter(trajectory=trajectory, kind="started", withdrawn=False)
    started = steps.select_related("family").first()
    if started is None:
        if first is not None:
            trajectories.start(trajectory, on=first, historical=True)
    elif first is None:
        if started.happened_on == changed.from_on:
            trajectories.correct_step(started, withdrawn=True)
    elif first < started.happened_on or (started.happened_on == changed.from_on and first != started.happened_on):
        trajectories.correct_step(started, on=first)
