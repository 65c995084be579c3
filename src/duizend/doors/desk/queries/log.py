# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log as its keeper reads it: who did what and when, about ids and never about names of families."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import lines_about, open_lines, released_subjects
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

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
    """Lines, newest first, the accounts on them by public id, where the next page begins, and what of the guarded is released."""

    lines: list[LogLine]
    accounts: dict[str, User]
    next_before: int | None
    released: dict[int, set[str]]


def read_log(asked: LogAsked, *, size: int | None = None) -> LogPage:
    """Read a page of the log; the number of queries does not depend on its length.

    Guarded lines stand in the whole list, by number and moment alone, so that no number is missing. Who asks for an
    account, a subject or refusals gets what is open: the answer would tell otherwise what the line does not.
    """
    is_narrowed = asked.account or asked.subject or asked.refused
    lines = (open_lines() if is_narrowed else LogLine.objects).order_by("-sequence")
    if asked.day is not None:
        starts = clock.at(asked.day, time())
        lines = lines.filter(at__gte=starts, at__lt=clock.at(asked.day + timedelta(days=1), time()))
    if asked.account:
        lines = lines.filter(account=asked.account)
    if asked.subject:
        lines = lines.filter(pk__in=lines_about([asked.subject]).values("pk"))
    if asked.refused:
        lines = lines.filter(outcome="refused")
    if asked.before is not None:
        lines = lines.filter(sequence__lt=asked.before)
    return _page(lines, size or PAGE)


def read_own_log(account: str, *, before: int | None) -> LogPage:
    """Read a page of what somebody did and read herself, guarded or not: she knows it already."""
    lines = LogLine.objects.filter(account=account).order_by("-sequence")
    return _page(lines if before is None else lines.filter(sequence__lt=before), PAGE)


def _page(lines: QuerySet[LogLine], size: int) -> LogPage:
    found = list(lines[: size + 1])
    shown = found[:size]
    accounts = {user.public_id: user for user in User.objects.filter(public_id__in={line.account for line in shown})}
    following = shown[-1].sequence if len(found) > size else None
    return LogPage(shown, accounts, following, released_subjects(shown))
