# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what was planned and what took place, beside each other; of one family or of somebody's own families."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.schedule import list_contacts
from duizend.delivery.contacts.models import Appointment
from duizend.delivery.contacts.queries.ahead import agreed_on, taken_of, windows_of
from duizend.delivery.contacts.queries.dialling import as_dials, list_diallings
from duizend.delivery.contacts.queries.held import list_contacts_of_many
from duizend.delivery.contacts.rules.dialling import ask_by_dials
from duizend.delivery.contacts.rules.fidelity import (
    Received,
    Watched,
    explain_missed,
    list_pauses,
    measure_fidelity,
)
from duizend.delivery.contacts.rules.windows import windows_from
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared, rows_of
from duizend.ground.workforce.queries import list_certificates
from duizend.record.families.models import Child, Parent
from duizend.record.trajectories.models import Standing, Trajectory
from duizend.record.trajectories.queries import anchor_of, programme_of, steps_taken, with_course

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.contacts.models import Contact, Dialling
    from duizend.delivery.contacts.rules.fidelity import Kept
    from duizend.delivery.contacts.rules.windows import Window
    from duizend.ground.workforce.models import Certificate, Professional

# A nurse has some twenty families; a page is not made of more than this.
MOST_FAMILIES = 100


@dataclass(frozen=True, slots=True)
class Fidelity:
    """One trajectory: what was planned and received per phase until a day, and which phases have fewer or more."""

    trajectory: Trajectory
    programme: Programme
    kept: list[Kept]
    diallings: list[Dialling]
    windows: list[Window]
    on: date


@dataclass(frozen=True, slots=True)
class Planned:
    """What was asked of a trajectory's contacts as it stands now, and why one did not take place; no day it is seen on.

    `plain` are the windows as the programme lays them out, `windows` the same after dialling, in the same order; none
    before the parents said yes. `since`: the day of that yes.
    """

    trajectory: Trajectory
    plain: list[Window]
    windows: list[Window]
    reasons: Mapping[str, str]
    since: date | None


def list_planned(trajectories: Sequence[Trajectory]) -> list[Planned]:
    """List what was asked of trajectories that were fetched with their course, in three queries for any number of them."""
    ids = [one.pk for one in trajectories]
    contacts, dialled, reasons = list_contacts_of_many(ids), list_diallings(trajectories), _reasons_of(ids)
    return [
        _plan_of(one, contacts.get(one.pk, []), dialled.get(one.pk, []), reasons.get(one.pk, {}))
        for one in trajectories
    ]


def _plan_of(
    trajectory: Trajectory, contacts: list[Contact], dialled: list[Dialling], recorded: dict[str, str]
) -> Planned:
    steps, since = _days_of(trajectory), agreed_on(trajectory)
    if not any(kind in ("accepted", "started") for kind, _day in steps):
        return Planned(trajectory, [], [], {}, None)
    plain = whole_windows(trajectory)
    windows = ask_by_dials(plain, as_dials(dialled), held=taken_of(contacts), since=since)
    reasons = explain_missed(plain, recorded=recorded, pauses=list_pauses(steps))
    return Planned(trajectory, plain, windows, reasons, since)


def _days_of(trajectory: Trajectory) -> list[tuple[str, date]]:
    return [(step.kind, step.happened_on) for step in steps_taken(trajectory)]


def how_received(contact: Contact) -> Received:
    """Say how a contact took place, by what is known now; it was fetched with its trajectory."""
    trajectory = contact.trajectory
    return _received(trajectory, programme_of(trajectory), contact, list_certificates([contact.professional_id]))


def read_fidelity(trajectories: Sequence[Trajectory]) -> list[Fidelity]:
    """Put planned and received of trajectories beside each other, in four queries for any number of them.

    They were fetched with their course.
    """
    ids = [one.pk for one in trajectories]
    contacts, dialled, reasons = list_contacts_of_many(ids), list_diallings(trajectories), _reasons_of(ids)
    certificates = list_certificates({c.professional_id for row in contacts.values() for c in row})
    return [
        _read(one, contacts.get(one.pk, []), dialled.get(one.pk, []), reasons.get(one.pk, {}), certificates)
        for one in trajectories
    ]


def _read(
    trajectory: Trajectory, contacts: list[Contact], dialled: list[Dialling], recorded: dict[str, str],
    certificates: list[Certificate],
) -> Fidelity:  # fmt: skip
    programme, plain, since = programme_of(trajectory), whole_windows(trajectory), agreed_on(trajectory)
    windows = ask_by_dials(plain, as_dials(dialled), held=taken_of(contacts), since=since)
    steps = _days_of(trajectory)
    ended = next((day for kind, day in reversed(steps) if kind == "ended"), None)
    on = min(ended or clock.today(), clock.today())
    watched = Watched(
        plain, windows, [_received(trajectory, programme, one, certificates) for one in contacts],
        explain_missed(plain, recorded=recorded, pauses=list_pauses(steps)), on, since,
    )  # fmt: skip
    return Fidelity(trajectory, programme, measure_fidelity(watched), dialled, windows, on)


def whole_windows(trajectory: Trajectory) -> list[Window]:
    """Lay out the windows of the whole programme, after birth also those of the pregnancy as far as it went."""
    windows, anchor = windows_of(trajectory), anchor_of(trajectory)
    if anchor.born_on is None or anchor.due_on is None:
        return windows
    known = {window.moment for window in windows}
    before = list_contacts(programme_of(trajectory), Anchor(due_on=anchor.due_on, started_on=anchor.started_on))
    return [
        *(
            replace(one, until_on=min(one.until_on, anchor.born_on))
            for one in windows_from(before)
            if one.moment not in known and one.from_on < anchor.born_on
        ),
        *windows,
    ]


def _received(
    trajectory: Trajectory, programme: Programme, contact: Contact, certificates: Iterable[Certificate]
) -> Received:
    """Say of a contact whether whoever delivered the trajectory that day came, and whether she was certified then."""
    day, team = contact.happened_on, programme.team
    own = any(
        one.professional_id == contact.professional_id and one.valid_from <= day
        and (one.valid_until is None or day < one.valid_until)
        for one in rows_of(trajectory, "assignments")
    )  # fmt: skip
    trained = team is None or not team.certificate_required or any(
        one.professional_id == contact.professional_id and one.competence == team.competence and one.valid_from <= day
        and (one.valid_until is None or day < one.valid_until)
        for one in certificates
    )  # fmt: skip
    return Received(contact.moment, day, by_own=own, was_trained=trained)


def _reasons_of(trajectory_ids: list[int]) -> dict[int, dict[str, str]]:
    """Return per trajectory why contacts did not take place as planned; the last reason of each holds."""
    found: dict[int, dict[str, str]] = {}
    for trajectory_id, moment, reason in _fell_away(trajectory_ids):
        found.setdefault(trajectory_id, {})[moment] = reason
    return found


@prepared
def _fell_away(trajectory_ids: list[int]) -> QuerySet[Appointment]:
    fell_away = Appointment.objects.filter(trajectory_id__any_of=trajectory_ids, cancelled_at__isnull=False)
    told = fell_away.exclude(cancelled_reason="").order_by("starts_at", "id")
    return told.values_list("trajectory_id", "moment", "cancelled_reason")


def list_own_fidelity(professional: Professional) -> list[Fidelity]:
    """List the families that somebody delivers a programme to now, of which the file says how to look at that."""
    ids = [trajectory_id for (trajectory_id,) in _delivered_by(professional.pk)]
    return read_fidelity([one for one in _with_people(ids) if programme_of(one).forms.fidelity])


@prepared
def _delivered_by(professional_id: int) -> QuerySet[tuple[int]]:
    own = Standing.objects.filter(professional_id=professional_id, state__in=("running", "paused"))
    return own.order_by("trajectory_id").values_list("trajectory_id")[:MOST_FAMILIES]


@prepared
def _with_people(trajectory_ids: list[int]) -> QuerySet[Trajectory]:
    parents = Prefetch("family__parents", Parent.objects.order_by("id"))
    children = Prefetch("family__children", Child.objects.order_by("birth_date", "id"))
    trajectories = with_course(Trajectory.objects.select_related("family").filter(pk__any_of=trajectory_ids))
    return trajectories.prefetch_related(parents, children).order_by("id")
