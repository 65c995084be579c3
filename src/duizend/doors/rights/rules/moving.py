# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing a file over to whoever goes on elsewhere: to whom, and that they said it arrived."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.doors.rights.rules.requests import MOVING, RECEIVED, RELEASED
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.doors.rights.rules.requests import StepTaken

DAYS_FOR_RECEIPT = 14
"""As long as the file can be fetched; after that somebody asks whether it arrived."""


def may_move(kind: str, recipient: str) -> Decision:
    """Decide whether a request says who takes over: one to hand over does, nothing else does."""
    if kind == MOVING and not recipient.strip():
        return Refused("no_recipient", gettext_noop("Schrijf welke organisatie het overneemt."))
    if kind != MOVING and recipient.strip():
        return Refused("recipient_of_nothing", gettext_noop("Alleen bij een verhuizing neemt een ander het over."))
    return Allowed()


def may_receive(kind: str, steps: Sequence[StepTaken], *, on: date, released_on: date | None, today: date) -> Decision:
    """Decide whether a receipt may be noted: of a file that was released, once, on a day since then."""
    if kind != MOVING:
        return Refused("no_move", gettext_noop("Bij dit verzoek hoort geen ontvangstbewijs."))
    if released_on is None:
        return Refused("not_released", gettext_noop("Dit dossier is nog niet vrijgegeven."))
    if any(step.kind == RECEIVED for step in steps):
        return Refused("received_before", gettext_noop("De ontvangst is al vastgelegd."))
    if not released_on <= on <= today:
        return Refused("not_that_day", gettext_noop("Kies een dag sinds het vrijgeven, en niet later dan vandaag."))
    return Allowed()


def awaits_receipt(kind: str, steps: Sequence[StepTaken]) -> bool:
    """Say whether a file went out of which nobody said yet that it arrived."""
    kinds = {step.kind for step in steps}
    return kind == MOVING and RELEASED in kinds and RECEIVED not in kinds


def ask_after(released_on: date) -> date:
    """Return the last day on which a receipt is in time."""
    return released_on + timedelta(days=DAYS_FOR_RECEIPT)
