# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting a conversation, and taking a count back: both are entries, dated, and nothing is ever changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.delivery.conversations.models import Tally
from duizend.delivery.conversations.permissions import WRITE, check_certified, own_organisation
from duizend.delivery.conversations.queries import count_tallied, tally_rules
from duizend.delivery.conversations.rules import check_entry, check_month, check_outcome
from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.region.models import Organisation

if TYPE_CHECKING:
    from datetime import date

    from duizend.catalogue.rules.programme import Programme


@dataclass(frozen=True, slots=True)
class Talked:
    """What is counted: how conversations came out, and in which month (its first day). `seen`: the count on the screen."""

    outcome: str
    month: date
    number: int = 1
    seen: int | None = None


@transaction.atomic
def add_tally(programme: Programme, talked: Talked, *, organisation: Organisation | None = None) -> Tally:
    """Count conversations for one's own organisation; only the system names another.

    Raises ActionRefused for a month that is closed or to come, an unknown outcome, a certificate that does not hold,
    or a count that changed since it was looked at.
    """
    return _enter(programme, talked, sign=1, organisation=organisation)


@transaction.atomic
def take_back(programme: Programme, talked: Talked, *, organisation: Organisation | None = None) -> Tally:
    """Take a count back by a counter-entry of today; never below nought. Raises ActionRefused as `add_tally` does."""
    return _enter(programme, talked, sign=-1, organisation=organisation)


def _enter(programme: Programme, talked: Talked, *, sign: int, organisation: Organisation | None) -> Tally:
    check_may(WRITE)
    if organisation is None or "system" not in current().roles:
        organisation = own_organisation()
    check_certified(programme)
    known = [outcome.id for outcome in tally_rules(programme).outcomes]
    today, change = clock.today(), sign * talked.number
    for decision in (
        check_outcome(talked.outcome, known),
        check_month(talked.month, today=today, begun=programme.valid_from),
    ):
        _refuse(decision)
    if talked.number < 1:
        raise ActionRefused("no_number", "Tel één gesprek of meer.")
    # One at a time per organisation, so that a count never falls below nought and no press counts twice.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    counted = count_tallied(organisation, programme.id, talked.month, talked.outcome)
    _refuse(check_entry(counted, change=change, seen=talked.seen))
    # Neither month nor outcome stands in the log: beside the moment they would tell of whom it was.
    if sign > 0:
        note("tally.added", "C", [organisation.public_id])
    else:
        note("tally.taken_back", "C", [organisation.public_id])
    return Tally.objects.create(
        organisation=organisation, programme=programme.id, month=talked.month, outcome=talked.outcome, number=change,
        entered_on=today,
    )  # fmt: skip


def _refuse(decision: object) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
