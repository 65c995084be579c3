# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions in the database, so that one can be ended at once, read by a query that is written once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session

from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


class SessionStore(DatabaseSessions):
    """Django's own, on another read: every page begins with it."""

    def _get_session_from_db(self) -> Session | None:
        found = _open_session(self.session_key, clock.real_now())
        if not found:
            self._session_key = None
        return found[0] if found else None


@prepared
def _open_session(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
