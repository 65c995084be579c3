# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions in the database, so that one can be ended at once, read by a query that is written once.

The end that a row carries is the idle end and never past the longest time: who lets it pass is out, whatever her cookie says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session

from duizend.ground.access.rules.sessions import is_end_to_move, seconds_left
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

BEGAN_AT = "began_at"


class SessionStore(DatabaseSessions):
    """Django's own, on another read (every page begins with it), and with an idle and a last end."""

    _ends_at: datetime | None = None

    def load(self) -> dict[str, object]:
        data = super().load()
        if data and self._ends_at is not None:
            left = (self._ends_at - clock.real_now()).total_seconds()
            # Something happened: the middleware then saves the session, with a new end.
            self.modified = self.modified or is_end_to_move(left=left, may_have=_may_have(data))
        return data

    def save(self, must_create: bool = False) -> None:
        if self.session_key is not None:
            self._get_session(no_load=must_create).setdefault(BEGAN_AT, clock.real_now().timestamp())
        super().save(must_create)

    def cycle_key(self) -> None:
        """Give the session another key, as logging in does: its longest time begins there."""
        self[BEGAN_AT] = clock.real_now().timestamp()
        super().cycle_key()

    def get_session_cookie_age(self) -> int:
        return _may_have(self._get_session())

    def _get_session_from_db(self) -> Session | None:
        found = _open_session(self.session_key, clock.real_now())
        if not found:
            self._session_key = None
            return None
        self._ends_at = found[0].expire_date
        return found[0]


def end_sessions_of(account_id: int) -> int:
    """End every session of an account; returns how many there were. A request that is under way keeps nothing alive."""
    reading = SessionStore()
    open_now = Session.objects.filter(expire_date__gt=clock.real_now())
    own = [
        row.pk for row in open_now.iterator() if reading.decode(row.session_data).get(SESSION_KEY) == str(account_id)
    ]
    return Session.objects.filter(pk__in=own).delete()[0]


def _may_have(data: Mapping[str, object]) -> int:
    began_at = data.get(BEGAN_AT)
    return seconds_left(
        began_at=began_at if isinstance(began_at, float) else None,
        now=clock.real_now().timestamp(),
        idle_seconds=settings.SESSION_COOKIE_AGE,
    )


@prepared
def _open_session(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
