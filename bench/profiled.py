# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the time of a page goes: by part of the code, and by the statements that the database took longest over."""

from __future__ import annotations

import cProfile
import pstats
import re
from collections import Counter

from django.db import connections
from django.test.utils import CaptureQueriesContext

ASKED, SLOWEST = 20, 4
# The first that fits a path names the part.
PARTS = (
    ("templates", "/django/template/"), ("templates", "/django/utils/(html|safestring|formats|numberformat|translation)"),
    ("templates", "/jinja|/templatetags/"), ("database, in Python", "/django/db/|/psycopg"), ("forms", "/django/forms/"),
    ("addresses", "/django/urls/"), ("login and session", "/allauth/|/django/contrib/(auth|sessions)"),
    ("the log and row security", "/duizend/ground/access/"), ("own code", "/duizend/"), ("rest of Django", "/django/"),
)  # fmt: skip
WAITING = re.compile(r"wait|poll|select|recv|send", re.IGNORECASE)
TABLE = re.compile(r'(?:FROM|INTO|UPDATE)\s+((?:"?\w+"?\.)?"?\w+"?)')


def profile_page(ask: object) -> dict[str, object]:
    """Ask a page many times; returns milliseconds a request by part of the code, and the slowest statements by table."""
    ask()
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(ASKED):
        ask()
    profile.disable()
    own: Counter[str] = Counter()
    for (path, _line, name), (_calls, _all, spent, _below, callers) in pstats.Stats(profile).stats.items():
        if path != "~" or not callers:
            own[_part(path, name)] += spent
            continue
        for (by, _at, _who), (_n, _m, share, _c) in callers.items():
            own[_part(by, name)] += share
    took = Counter()
    with CaptureQueriesContext(connections["default"]) as seen:
        ask()
    for query in seen.captured_queries:
        took[_table(query["sql"])] += float(query["time"]) * 1000
    return {
        "ms under the profiler": {part: round(spent / ASKED * 1000, 2) for part, spent in own.most_common() if spent},
        "slowest statements ms": {table: round(ms, 1) for table, ms in took.most_common(SLOWEST) if ms >= 1},
    }


def _part(path: str, name: str) -> str:
    if "psycopg" in path + name and WAITING.search(name):
        return "waiting for the database"
    return next((part for part, pattern in PARTS if re.search(pattern, path)), "Python itself")


def _table(statement: str) -> str:
    # Only the table: what is asked of it may be about somebody.
    found = TABLE.search(statement)
    return f"{statement.split(maxsplit=1)[0].lower()} {found.group(1) if found else ''}".strip()
