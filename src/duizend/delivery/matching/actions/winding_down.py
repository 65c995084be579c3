# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling a volunteer that her programme stops. A match that is under way goes on as it was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.catalogue.queries import get_decided, get_decision
from duizend.catalogue.rules.deciding import STOP
from duizend.delivery.matching.actions.facts import add, refuse_the_future, take_back
from duizend.delivery.matching.models import Volunteer, VolunteerWord
from duizend.delivery.matching.permissions import MANAGE
from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord

if TYPE_CHECKING:
    from datetime import date


@transaction.atomic
def tell_volunteer_of_stop(volunteer: Volunteer, decision_id: str, *, on: date, words: str = "") -> VolunteerWord:
    """Record that a volunteer was told that her programme stops; she stays where she is until her matches are rounded off.

    Raises ActionRefused where another decision holds and on a day before it was taken, ContradictsRecord when she was told.
    """
    check_may(MANAGE, subjects=[volunteer.public_id])
    refuse_the_future(on)
    decided = get_decided(decision_id)
    holds = get_decision(volunteer.programme, volunteer.municipality.code, max(clock.today(), decided.from_on))
    if holds is None or holds.public_id != decision_id or holds.outcome != STOP:
        raise ActionRefused("no_stop", _("Voor deze vrijwilliger is niet besloten dat het programma stopt."))
    if on < decided.happened_on:
        raise ActionRefused("before_the_decision", _("Op die dag was er nog niet besloten. Kijk de datum na."))
    # Two who tell her at once: the second finds that she was told.
    Volunteer.objects.select_for_update(of=("self",), no_key=True).get(pk=volunteer.pk)
    if _told(volunteer, decision_id) is not None:
        raise ContradictsRecord("told_before", _("Dat deze vrijwilliger het weet, staat al vast."))
    told = add(VolunteerWord, volunteer, on, decision=decided, words=words.strip())
    note("volunteer.told_of_stop", "C", [volunteer.public_id])
    return told


@transaction.atomic
def undo_told(volunteer: Volunteer, decision_id: str) -> VolunteerWord:
    """Take back that a volunteer was told; raises ActionRefused when she was not."""
    check_may(MANAGE, subjects=[volunteer.public_id])
    told = _told(volunteer, decision_id)
    if told is None:
        raise ActionRefused("not_told", _("Dat deze vrijwilliger het weet, staat niet vast."))
    taken_back = take_back(told, decision=told.decision, words=told.words)
    note("volunteer.told_undone", "U", [volunteer.public_id])
    return taken_back


def _told(volunteer: Volunteer, decision_id: str) -> VolunteerWord | None:
    standing = VolunteerWord.objects.current().filter(withdrawn=False, decision__public_id=decision_id)
    return standing.filter(volunteer=volunteer).select_related("decision").last()
