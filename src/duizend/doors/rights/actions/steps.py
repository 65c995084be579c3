# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking one step of a request, under the lock of its family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.rights.models import RequestStep
from duizend.doors.rights.permissions import WRITE
from duizend.doors.rights.queries.requests import get_request, steps_of
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.models import Family
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from duizend.doors.rights.models import Request
    from duizend.doors.rights.rules.requests import StepTaken
    from duizend.ground.kernel.rules.decisions import Decision


def take_step(
    request: Request,
    decide: Callable[[Sequence[StepTaken]], Decision],
    kind: str,
    *,
    on: date | None = None,
    **said: object,
) -> RequestStep:
    """Take one step when the steps taken so far allow it, today or `on` another day.

    Raises ActionRefused with the reason when they do not.
    """
    check_family(WRITE, request.family)
    Family.objects.select_for_update(no_key=True).get(pk=request.family_id)
    require(decide(steps_of(get_request(request.public_id))))
    step = RequestStep.objects.create(
        request=request, family=request.family, kind=kind, happened_on=on or clock.today(), entered_by_id=current().account_id,
        **said,
    )  # fmt: skip
    note(f"rights.{kind}", "U", [request.family.public_id], detail=step.about)
    return step


def require(decision: Decision) -> None:
    """Raise ActionRefused with the reason of a refusal."""
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
