# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what families object to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.rights.models import Request
from duizend.doors.rights.queries.requests import steps_of
from duizend.doors.rights.rules.objections import what_counts
from duizend.doors.rights.rules.requests import OBJECTION

if TYPE_CHECKING:
    from collections.abc import Iterable


def what_counts_of(family_ids: Iterable[int]) -> frozenset[str]:
    """Return the scopes of the objections that count today, of files that are one family; two statements."""
    rows = Request.objects.filter(family__in=list(family_ids), kind=OBJECTION).prefetch_related("steps")
    return what_counts([(row.scope, steps_of(row)) for row in rows])
