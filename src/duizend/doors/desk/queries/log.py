# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log as its keeper reads it: who did what and when, about ids and never about names of families."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from duizend.ground.access.models import LogLine, User
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from datetime import date

PAGE = 50


@dataclass(frozen=True, slots=True)
class LogAsked:
    """Which lines: of a day, of an account or about a subject (public ids), refusals only, before a line; all may be empty."""

    day: date | None = None
    account: str = ""
    subject: str = ""
    refused: bool = False
    before: int | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines, newest first, the accounts on them by public id, and where the next page begins."""

    lines: list[LogLine]
    accounts: dict[str, User]
    next_before: int | None


def read_log(asked: LogAsked) -> LogPage:
    """Read a page of the log; the number of queries does not depend on its length."""
    lines = LogLine.objects.order_by("-sequence")
    if asked.day is not None:
        starts = clock.at(asked.day, time())
        lines = lines.filter(at__gte=starts, at__lt=clock.at(asked.day + timedelta(days=1), time()))
    if asked.account:
        lines = lines.filter(account=asked.account)
    if asked.subject:
        lines = lines.filter(subjects__contains=[asked.subject])
    if asked.refused:
        lines = lines.filter(outcome="refused")
    if asked.before is not None:
        lines = lines.filter(sequence__lt=asked.before)
    found = list(lines[: PAGE + 1])
    shown = found[:PAGE]
    accounts = {user.public_id: user for user in User.objects.filter(public_id__in={line.account for line in shown})}
    return LogPage(shown, accounts, shown[-1].sequence if len(found) > PAGE else None)
