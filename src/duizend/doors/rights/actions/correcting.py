# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Correcting: granted when the new fact stands beside the old one, refused with a ground; their own statement is added either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.doors.rights.actions.steps import require, take_step
from duizend.doors.rights.permissions import WRITE
from duizend.doors.rights.queries.corrections import is_corrected_since
from duizend.doors.rights.queries.due import files_together
from duizend.doors.rights.rules import corrections as rules
from duizend.doors.rights.rules.requests import UPHELD
from duizend.ground.kernel import clock
from duizend.record.families.actions import Stated, add_own_statement
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from duizend.doors.rights.models import Request, RequestStep
    from duizend.record.families.models import OwnStatement


@transaction.atomic
def grant_correction(request: Request, *, words: str) -> RequestStep:
    """Answer that it was corrected, and what it is now. Raises ActionRefused while nothing was corrected since it was asked."""
    together = files_together(request.family_id)
    done = is_corrected_since(together, request.about, request.about_id, request.entered_at)
    return take_step(
        request,
        lambda steps: rules.may_grant(request.about, steps, words=words, is_corrected=done),
        UPHELD,
        words=words,
    )


@transaction.atomic
def add_statement(request: Request, *, words: str) -> OwnStatement:
    """Add to the file what whoever asked says of it, beside what they dispute; also after it was refused or granted."""
    check_family(WRITE, request.family)
    require(rules.may_state(request.kind, words))
    stated = Stated(words, clock.today(), request.about, request.about_id, request.parent, request.child)
    return add_own_statement(request.family, stated)
