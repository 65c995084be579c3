# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing what a group is called, where it comes together and at what hour, and taking such a change back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.groups.models import Cohort, CohortChange, Session
from duizend.delivery.groups.permissions import MANAGE, check_cohort
from duizend.delivery.groups.queries import SessionMove, find_busy, list_changes, list_coming
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time


@dataclass(frozen=True, slots=True)
class ChangeSaid:
    """What a group becomes: its name, where it comes together, and the hour with how parents say it; None leaves that."""

    name: str
    place: str
    starts: time | None = None
    time: str = ""


@transaction.atomic
def change_cohort(cohort: Cohort, said: ChangeSaid) -> CohortChange | None:
    """Change an open group; its sessions from tomorrow on move to the new hour, each as long as it was.

    What it was stays, as a change that can be taken back; None when nothing differs. Raises ActionRefused for a group
    that is closed, for a session that would go on after midnight, and when who leads is somewhere else then.
    """
    check_cohort(MANAGE, cohort)
    stands = _open(cohort)
    moves = _to_hour(list_coming(stands), said.starts)
    new = {"name": said.name.strip(), "place": said.place.strip(), "time": said.time.strip() if moves else stands.time}
    if not moves and all(getattr(stands, field) == value for field, value in new.items()):
        return None
    _refuse_when_busy(stands, moves)
    change = CohortChange.objects.create(
        cohort=stands, name=stands.name, place=stands.place, time=stands.time, moved=_as_kept(moves),
        happened_on=clock.today(), entered_by_id=current().account_id,
    )  # fmt: skip
    _write(cohort, new)
    _move(moves)
    note("group.changed", "U", [cohort.public_id])
    return change


@transaction.atomic
def undo_change(cohort: Cohort) -> CohortChange:
    """Take back the last change of a group: what it was, and the sessions that are still where it put them.

    Raises ActionRefused when nothing was changed, for a group that is closed, and when who leads is somewhere else then.
    """
    check_cohort(MANAGE, cohort)
    stands = _open(cohort)
    last = next(iter(list_changes(stands)), None)
    if last is None:
        raise ActionRefused("nothing_changed", _("Er is niets gewijzigd om terug te zetten."))
    moves = _back(list_coming(stands), last)
    _refuse_when_busy(stands, moves)
    taken_back = CohortChange.objects.create(
        cohort=stands, name=stands.name, place=stands.place, time=stands.time, moved=_as_kept(moves),
        happened_on=clock.today(), corrects=last, withdrawn=True, entered_by_id=current().account_id,
    )  # fmt: skip
    _write(cohort, {"name": last.name, "place": last.place, "time": last.time})
    _move(moves)
    note("group.change_undone", "U", [cohort.public_id])
    return taken_back


def _open(cohort: Cohort) -> Cohort:
    # Whoever changes a group holds it: two changes at once each keep what the other made of it.
    stands = Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
    if stands.closed_on is not None:
        raise ActionRefused("group_closed", _("Deze groep is afgesloten. Laat haar eerst weer doorgaan."))
    return stands


def _to_hour(sessions: Sequence[Session], starts: time | None) -> list[SessionMove]:
    moves = []
    for one in sessions:
        begin = clock.local_time(one.starts_at)
        if starts is None or (begin.hour, begin.minute) == (starts.hour, starts.minute):
            continue
        day = begin.date()
        new = clock.at(day, starts)
        end = new + (one.ends_at - one.starts_at)
        if clock.local_day(end - timedelta(seconds=1)) != day:
            raise ActionRefused(
                "after_midnight", _("Met dit uur duurt een bijeenkomst tot na middernacht. Kies een ander uur.")
            )
        moves.append(SessionMove(one, new, end))
    return moves


def _back(sessions: Sequence[Session], change: CohortChange) -> list[SessionMove]:
    kept = {one["session"]: one for one in change.moved}
    return [
        SessionMove(one, datetime.fromisoformat(was["starts_at"]), datetime.fromisoformat(was["ends_at"]))
        for one in sessions
        if (was := kept.get(one.public_id)) and datetime.fromisoformat(was["moved_to"]) == one.starts_at
    ]


def _as_kept(moves: Sequence[SessionMove]) -> list[dict[str, str]]:
    return [
        {
            "session": one.session.public_id, "starts_at": one.session.starts_at.isoformat(),
            "ends_at": one.session.ends_at.isoformat(), "moved_to": one.starts_at.isoformat(),
        }
        for one in moves
    ]  # fmt: skip


def _refuse_when_busy(cohort: Cohort, moves: Sequence[SessionMove]) -> None:
    busy = find_busy(cohort, moves)
    if busy is not None:
        raise ActionRefused(
            "leader_busy",
            _("%(name)s is op %(day)s op dat uur al ergens anders. Kies een ander uur, of verzet die bijeenkomst apart.")
            % {"name": busy.name, "day": f"{busy.on:%d-%m-%Y}"},
        )  # fmt: skip


def _write(cohort: Cohort, new: dict[str, str]) -> None:
    for field, value in new.items():
        setattr(cohort, field, value)
    cohort.save(update_fields=list(new))


def _move(moves: Sequence[SessionMove]) -> None:
    for one in moves:
        one.session.starts_at, one.session.ends_at = one.starts_at, one.ends_at
    Session.objects.bulk_update([one.session for one in moves], ["starts_at", "ends_at"])
