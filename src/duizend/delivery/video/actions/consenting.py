# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Consent of one person to one recording: given or not, taken back, and the undoing of a wrong click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.video.actions.due import lock_and_read, refresh_due_of, refuse_days_to_come, require
from duizend.delivery.video.models import RecordingConsent
from duizend.delivery.video.queries import read_case
from duizend.delivery.video.queries.cases import said_of, who_of
from duizend.delivery.video.rules.consents import list_missing
from duizend.delivery.video.rules.course import may_undo_consent
from duizend.ground.access.identity import current, note
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from datetime import date

    from duizend.delivery.video.models import Recording
    from duizend.delivery.video.queries import Case, Person
    from duizend.delivery.video.rules.consents import Who


@dataclass(frozen=True, slots=True)
class ConsentSaid:
    """What somebody answered: for which purposes yes (none: a no), on which day, how, and an earlier last day if asked."""

    purposes: tuple[str, ...]
    on: date
    how: str = ""
    destroy_by: date | None = None


@transaction.atomic
def record_consent(recording: Recording, *, who: Who, said: ConsentSaid) -> RecordingConsent:
    """Record what one person answered about one recording, with the version of the text that was put to her.

    Raises ActionRefused for a day to come, for a purpose the programme does not have, for a yes without the purpose
    that a recording is made for, and for somebody who was not asked.
    """
    check_family("video.record", recording.trajectory.family)
    refuse_days_to_come(said.on)
    case = lock_and_read(recording)
    person = _person(case, who, said.on)
    if not set(said.purposes) <= set(case.purposes):
        raise ActionRefused("no_such_purpose", _("Daarvoor vraagt dit programma geen toestemming."))
    if said.purposes and case.purposes[0] not in said.purposes:
        raise ActionRefused(
            "without_the_first",
            _("Zonder ja voor het terugkijken wordt er niet gefilmd. Kies dat ook, of leg een nee vast."),
        )
    if said.destroy_by is not None and said.destroy_by < said.on:
        raise ActionRefused("destroyed_before", _("De opname kan niet weg zijn voordat er toestemming was."))
    if case.destroy() is None and case.made_on is not None:
        raise ActionRefused("gone", _("De opname is er niet meer."))
    return _add(case, person, answer="yes" if said.purposes else "no", said=said)


@transaction.atomic
def withdraw_consent(recording: Recording, *, who: Who, on: date, left: tuple[str, ...] = ()) -> RecordingConsent:
    """Record that somebody took a yes back: all of it, or all but the purposes that are `left`.

    Use stops, and the recording has to be destroyed at once, when what it was made for is not left.
    Raises ActionRefused when no yes of hers stands.
    """
    check_family("video.settle", recording.trajectory.family)
    refuse_days_to_come(on)
    case = lock_and_read(recording)
    standing = case.standing_answer(who, on)
    if standing is None or not standing.purposes:
        raise ActionRefused("no_yes_stands", _("Op die dag was er geen toestemming om in te trekken."))
    if not set(left) < set(standing.purposes):
        raise ActionRefused("nothing_withdrawn", _("Kies wat er wordt ingetrokken."))
    kept = tuple(purpose for purpose in left if case.purposes[0] in left)
    return _add(case, case.people[who], answer="withdrawn", said=ConsentSaid(kept, on))


def _person(case: Case, who: Who, on: date) -> Person:
    if who not in case.people or (who not in case.asked(on) and case.standing_answer(who, on) is None):
        raise ActionRefused(
            "not_asked", _("Van deze persoon is geen toestemming nodig. Voeg eerst toe wie er in beeld is.")
        )
    return case.people[who]


def _add(case: Case, person: Person, *, answer: str, said: ConsentSaid) -> RecordingConsent:
    recording = case.recording
    row = RecordingConsent.objects.create(
        recording=recording, family_id=recording.family_id, parent=person.parent, child=person.child, other=person.other,
        answer=answer, purposes=[p for p in case.purposes if p in said.purposes], how=said.how,
        text_version_id=case.trajectory.version_id, destroy_by=said.destroy_by if answer == "yes" else None,
        happened_on=said.on, entered_by_id=current().account_id,
    )  # fmt: skip
    note("recording.consent", "C", [case.trajectory.family.public_id], detail=answer)
    refresh_due_of([read_case(recording)])
    return row


@transaction.atomic
def undo_consent(consent: RecordingConsent) -> RecordingConsent:
    """Take back an answer that was a wrong click: a new fact that says so; what was said before it stands again.

    Raises ContradictsRecord when it was taken back before, and ActionRefused when a recording was made with it.
    """
    check_family("video.settle", consent.family)
    case = lock_and_read(consent.recording)
    if consent.pk not in {row.pk for row in case.consents}:
        raise ContradictsRecord("taken_back_before", _("Dit is intussen al ongedaan gemaakt."))
    require(may_undo_consent(case.steps, is_agreement=consent.answer == "yes", still_misses=_would_miss(case, consent)))
    row = RecordingConsent.objects.create(
        recording_id=consent.recording_id, family_id=consent.family_id, parent_id=consent.parent_id,
        child_id=consent.child_id, other_id=consent.other_id, answer=consent.answer, purposes=consent.purposes,
        how=consent.how, text_version_id=consent.text_version_id, destroy_by=consent.destroy_by,
        happened_on=consent.happened_on, corrects=consent, withdrawn=True, entered_by_id=current().account_id,
    )  # fmt: skip
    note("recording.consent_undone", "U", [consent.family.public_id])
    refresh_due_of([read_case(case.recording)])
    return row


def _would_miss(case: Case, consent: RecordingConsent) -> bool:
    """Say whether the recording would turn out to be made without this person's consent."""
    if case.made_on is None:
        return False
    others = [said_of(row) for row in case.consents if row.pk != consent.pk]
    return bool(list_missing(others, [who_of(consent)], purpose=case.purposes[0], on=case.made_on))
