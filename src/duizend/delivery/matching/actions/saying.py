# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a volunteer tells that asks for somebody: a worry, or that she wants to stop; and that it was taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.matching.actions.facts import add, take_back
from duizend.delivery.matching.models import VolunteerSaid, VolunteerSaidHandled
from duizend.delivery.matching.permissions import MANAGE, check_volunteer
from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord

if TYPE_CHECKING:
    from duizend.delivery.matching.models import Volunteer


@transaction.atomic
def tell_worry(volunteer: Volunteer, words: str) -> VolunteerSaid:
    """Record that a volunteer worries, in her own words: a task for the coordinator. It concludes nothing."""
    check_volunteer(volunteer)
    if not words.strip():
        raise ActionRefused("no_words", _("Schrijf kort waar je je zorgen over maakt, of bel de coördinator."))
    said = add(VolunteerSaid, volunteer, clock.today(), kind="worry", words=words.strip())
    note("volunteer.worry_told", "C", [volunteer.public_id, said.public_id])
    return said


@transaction.atomic
def ask_to_stop(volunteer: Volunteer, words: str = "") -> VolunteerSaid:
    """Record that a volunteer wants to stop; from now on nobody proposes her. Again is no change. No reason is asked."""
    check_volunteer(volunteer)
    known = _open_stop(volunteer)
    if known is not None:
        return known
    said = add(VolunteerSaid, volunteer, clock.today(), kind="wants_to_stop", words=words.strip())
    note("volunteer.wants_to_stop", "C", [volunteer.public_id, said.public_id])
    return said


@transaction.atomic
def take_back_stop(volunteer: Volunteer) -> None:
    """Let a volunteer take back that she wants to stop, as long as nobody took it up; else nothing changes."""
    check_volunteer(volunteer)
    known = _open_stop(volunteer)
    if known is not None:
        take_back(known, kind=known.kind, words=known.words)
        note("volunteer.stop_taken_back", "U", [volunteer.public_id, known.public_id])


@transaction.atomic
def handle_said(said: VolunteerSaid, words: str = "") -> VolunteerSaidHandled:
    """Record that somebody took up what a volunteer told, and what was agreed; again is refused."""
    check_may(MANAGE, subjects=[said.volunteer.public_id])
    if VolunteerSaidHandled.objects.filter(said=said).exists():
        raise ContradictsRecord("handled_before", _("Dit is al opgepakt."))
    note("volunteer.said_handled", "C", [said.volunteer.public_id, said.public_id])
    return VolunteerSaidHandled.objects.create(said=said, words=words.strip(), entered_by_id=current().account_id)


def settle_stop(volunteer: Volunteer) -> None:
    """Record with a volunteer's end that her wish to stop was taken up."""
    known = _open_stop(volunteer)
    if known is not None:
        handle_said(known)


def _open_stop(volunteer: Volunteer) -> VolunteerSaid | None:
    told = VolunteerSaid.objects.current().filter(volunteer=volunteer, kind="wants_to_stop", withdrawn=False)
    return told.filter(handled=None).last()
