# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acting as somebody: one transaction, one identity in the database, and the log written last.

Every request of a person and every command runs inside `acting`. The identity is set with SET LOCAL, so it
ends with the transaction; without it row-level security shows no family at all.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import connection, transaction

from duizend.ground.access.rules.policy import SAFEGUARDING, Identity, may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotPermitted
from duizend.ground.kernel.rules.decisions import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# One statement, always the same: it opens every page.
IDENTIFY = (
    "SELECT set_config('duizend.account', %s, true), set_config('duizend.reach', %s, true),"
    " set_config('duizend.today', %s, true), set_config('duizend.guarded', %s, true)"
)
SYSTEM_EMAIL = "systeem@duizend.invalid"
LONGEST_DETAIL, LONGEST_DOOR = 200, 80
# Events of the meldcode itself; and logging in, which tells nothing of any family and stays readable for who keeps the log.
GUARDED_EVENTS = ("meldcode.", "ring.")
LOGIN = "login"


@dataclass(slots=True)
class Event:
    """A line that the log will get at the end of the transaction."""

    event: str
    action: str
    subjects: list[str]
    outcome: str = "done"
    detail: str = ""


@dataclass(slots=True)
class Acting:
    """The identity of this transaction and the log lines it owes."""

    identity: Identity
    events: list[Event] = field(default_factory=list)


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)
_door: ContextVar[str] = ContextVar("door", default="")


def current() -> Identity:
    """Return who acts; raises NotPermitted when nobody does."""
    acting_now = _acting.get()
    if acting_now is None:
        raise NotPermitted("nobody_acts", "Log eerst in.")
    return acting_now.identity


@contextmanager
def through(door: str) -> Iterator[None]:
    """Let the log tell that what is done inside came through this page or command."""
    token = _door.set(door)
    try:
        yield
    finally:
        _door.reset(token)


def name_door(door: str) -> None:
    """Say by which page or command one came, once that is known; holds until the end of the `through` around it."""
    _door.set(door)


def note(
    event: str, action: str, subjects: Iterable[str] = (), *, detail: str = "", outcome: str = "done"
) -> None:  # fmt: skip
    """Owe the log one line: what was done or read, and about whom (opaque ids only)."""
    acting_now = _acting.get()
    if acting_now is None:
        raise NotPermitted("nobody_acts", "Log eerst in.")
    acting_now.events.append(Event(event, action, list(subjects), outcome, detail))


def note_read(event: str, subjects: Iterable[str]) -> None:
    """Owe the log one line for a page, with everybody that is on it; repeated calls for one page are one line."""
    acting_now = _acting.get()
    for owed in acting_now.events if acting_now else ():
        if owed.event == event and owed.action == "R":
            owed.subjects += [subject for subject in subjects if subject not in owed.subjects]
            return
    note(event, "R", subjects)


def subjects_read() -> list[str]:
    """Return who was read in this transaction so far: who stands on the page that is being made."""
    acting_now = _acting.get()
    read = [one for one in acting_now.events if one.action == "R"] if acting_now else []
    return sorted({subject for one in read for subject in one.subjects})


def check_may(deed: str, *, related: bool = False, subjects: Iterable[str] = ()) -> None:
    """Raise NotPermitted, which is logged after the rollback, unless the policy allows this deed."""
    decision = may(current(), deed, related=related)
    if isinstance(decision, Refused):
        refusal = NotPermitted.because(decision)
        refusal.deed = deed
        refusal.subjects = list(subjects)
        raise refusal


def act_for(purpose: str) -> None:
    """Act for another purpose from here to the end of the transaction, its owed log lines included.

    For a page of which only its content tells that it belongs to a meldcode trail; a view that always does says so
    by its attribute `purpose`.
    """
    acting_now = _acting.get()
    if acting_now is None:
        raise NotPermitted("nobody_acts", "Log eerst in.")
    acting_now.identity = replace(acting_now.identity, purpose=purpose)
    _identify(acting_now.identity)


@contextmanager
def acting(identity: Identity) -> Iterator[Acting]:
    """Act as this identity for one transaction; its log lines are written last, just before the commit.

    A refusal rolls everything back and is then written to the log by itself. Inside another `acting` it is
    part of that one's transaction, which gets its own identity back afterwards.
    """
    owed, around = Acting(identity), _acting.get()
    token = _acting.set(owed)
    try:
        with transaction.atomic():
            _identify(identity)
            yield owed
            _write(owed)
    except NotPermitted as refusal:
        with transaction.atomic():
            _identify(owed.identity)
            deed = getattr(refusal, "deed", refusal.code)
            _write(Acting(owed.identity, [Event(deed, "E", getattr(refusal, "subjects", []), "refused", refusal.code)]))
        raise
    finally:
        _acting.reset(token)
        if around and not connection.needs_rollback:
            _identify(around.identity)


def _identify(identity: Identity) -> None:
    settings = {
        "account": str(identity.account_id), "reach": identity.reach, "today": clock.today().isoformat(),
        "guarded": identity.guarded_reach,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(IDENTIFY, list(settings.values()))


def _write(owed: Acting) -> None:
    """Write the owed lines in one statement; the trigger chains them under the lock of the head."""
    if not owed.events:
        return
    identity = owed.identity
    moment, door = clock.real_now().isoformat(), _door.get()[:LONGEST_DOOR]
    rows = [
        {"at": moment, "event": e.event, "action": e.action, "outcome": e.outcome, "account": identity.public_id,
         "roles": ",".join(sorted(identity.roles)), "purpose": _purpose_of(identity, e), "subjects": e.subjects, "detail": _fitting(e.detail),
         "door": door}
        for e in owed.events
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_append_log(%s::jsonb)", [json.dumps(rows)])
    owed.events = []


def _purpose_of(identity: Identity, event: Event) -> str:
    """Return the purpose that a line bears: what is about a meldcode is guarded, whatever the page said of itself."""
    if event.event.startswith(GUARDED_EVENTS) or (identity.guarded and identity.purpose != LOGIN):
        return SAFEGUARDING
    return identity.purpose


def _fitting(detail: str) -> str:
    """Cut a detail to what a line holds: an overlong one must not undo the deed that it describes."""
    return detail.replace("\x00", "")[:LONGEST_DETAIL]
