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
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection, transaction

from duizend.ground.access.rules.policy import Identity, may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotPermitted
from duizend.ground.kernel.rules.decisions import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SYSTEM_EMAIL = "systeem@duizend.invalid"
LONGEST_DETAIL = 200


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


def current() -> Identity:
    """Return who acts; raises NotPermitted when nobody does."""
    acting_now = _acting.get()
    if acting_now is None:
        raise NotPermitted("nobody_acts", "Log eerst in.")
    return acting_now.identity


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


def check_may(deed: str, *, related: bool = False, subjects: Iterable[str] = ()) -> None:
    """Raise NotPermitted, which is logged after the rollback, unless the policy allows this deed."""
    decision = may(current(), deed, related=related)
    if isinstance(decision, Refused):
        refusal = NotPermitted.because(decision)
        refusal.deed = deed
        refusal.subjects = list(subjects)
        raise refusal


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
            _identify(identity)
            deed = getattr(refusal, "deed", refusal.code)
            _write(Acting(identity, [Event(deed, "E", getattr(refusal, "subjects", []), "refused", refusal.code)]))
        raise
    finally:
        _acting.reset(token)
        if around and not connection.needs_rollback:
            _identify(around.identity)


def _identify(identity: Identity) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('duizend.account', %s, true), set_config('duizend.reach', %s, true), set_config('duizend.today', %s, true)",
            [str(identity.account_id), identity.reach, clock.today().isoformat()],
        )


def _write(owed: Acting) -> None:
    """Write the owed lines in one statement; the trigger chains them under the lock of the head."""
    if not owed.events:
        return
    identity = owed.identity
    moment = clock.real_now().isoformat()
    rows = [
        {"at": moment, "event": e.event, "action": e.action, "outcome": e.outcome, "account": identity.public_id,
         "roles": ",".join(sorted(identity.roles)), "purpose": identity.purpose, "subjects": e.subjects, "detail": _fitting(e.detail)}
        for e in owed.events
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_append_log(%s::jsonb)", [json.dumps(rows)])
    owed.events = []


def _fitting(detail: str) -> str:
    """Cut a detail to what a line holds: an overlong one must not undo the deed that it describes."""
    return detail.replace("\x00", "")[:LONGEST_DETAIL]
