# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""For the machine that watches: is it alive, is it ready, and how much there is; never about anybody."""

from __future__ import annotations

import resource
from functools import cache
from hmac import compare_digest
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest

OWN_MACHINE = ("127.0.0.1", "::1")
MEASURED = (
    "SELECT (SELECT sequence FROM access_loghead), pg_database_size(current_database()),"
    " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())"
)


@never_cache
@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer whether the database answers; for a machine that watches, about nobody."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain("no database\n", status=503)
    return _plain("ok\n")


@never_cache
@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether people may be sent here: a database with this version's tables, and the style sheets built."""
    lacks = []
    try:
        if pending := _pending_migrations():
            lacks.append(f"{pending} migrations not applied")
    except DatabaseError:
        lacks.append("no database")
    if not (settings.STATIC_ROOT / "manifest.json").exists():
        lacks.append("static files not built")
    return _plain("".join(f"{lack}\n" for lack in lacks) or "ready\n", status=503 if lacks else 200)


@never_cache
@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give counts in Prometheus' text form to who has the token, or, where none is set, to this machine itself."""
    if not _may_measure(request):
        raise Http404
    figures = {"duizend_memory_peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}
    try:
        with connection.cursor() as cursor:
            cursor.execute(MEASURED)
            lines, size, connections = cursor.fetchone()
        figures |= {"duizend_log_lines": lines, "duizend_database_bytes": size, "duizend_database_connections": connections,
                    "duizend_migrations_pending": _pending_migrations(), "duizend_database_up": 1}  # fmt: skip
    except DatabaseError:
        figures["duizend_database_up"] = 0
    return _plain("".join(f"# TYPE {name} gauge\n{name} {value}\n" for name, value in sorted(figures.items())))


for _view in (health, ready, metrics):
    _view.acts_for_itself = True
    _view.open_without_second_factor = True


def _plain(text: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)


@cache
def _expected_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _pending_migrations() -> int:
    return len(_expected_migrations() - set(MigrationRecorder(connection).applied_migrations()))


def _may_measure(request: HttpRequest) -> bool:
    token = settings.DUIZEND.metrics_token
    if token:
        return compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    # Behind a proxy everybody comes from this machine.
    forwarded = settings.DUIZEND.behind_proxy or "X-Forwarded-For" in request.headers
    return not forwarded and request.META.get("REMOTE_ADDR") in OWN_MACHINE
