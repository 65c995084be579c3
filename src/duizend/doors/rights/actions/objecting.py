# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Objecting: what is objected to rests from the day it is said, until it is refused with a ground or taken back (ADR 24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.doors.rights.actions.steps import take_step
from duizend.doors.rights.queries.due import files_together
from duizend.doors.rights.queries.objections import what_counts_of
from duizend.doors.rights.rules import objections as rules
from duizend.doors.rights.rules.requests import ENDED, UPHELD
from duizend.ground.kernel import clock
from duizend.insight.facts.withholding import release, withhold
from duizend.record.trajectories.actions import ask_nothing

if TYPE_CHECKING:
    from duizend.doors.rights.models import Request, RequestStep


def honour(request: Request) -> None:
    """Let an objection that was just made count: no figure holds the family any more, or no programme asks it anything."""
    if request.scope in rules.WITHOUT_FIGURES:
        withhold(files_together(request.family_id))
    if request.scope in rules.WITHOUT_CONTACT:
        ask_nothing(request.family, parent=request.parent, on=clock.today())


@transaction.atomic
def uphold(request: Request, *, words: str) -> RequestStep:
    """Find an objection right; it goes on to count, and whoever made it hears so."""
    return take_step(
        request, lambda steps: rules.may_uphold(request.kind, steps, words=words), UPHELD, words=words
    )  # fmt: skip


@transaction.atomic
def end_objection(request: Request, *, words: str = "") -> RequestStep:
    """Record that whoever objected takes it back. That nothing is asked stays, until the family says that too."""
    step = take_step(request, lambda steps: rules.may_end(request.kind, steps), ENDED, words=words)
    follow_end(request)
    return step


def follow_end(request: Request) -> None:
    """Let a family count in figures again, unless another objection of it still counts."""
    together = files_together(request.family_id)
    if not what_counts_of(together) & rules.WITHOUT_FIGURES:
        release(together)
