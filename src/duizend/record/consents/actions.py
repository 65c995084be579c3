# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of consents: an answer, taking a yes back, undoing a wrong click, and that something was shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import MayBeAskedLater, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.rules.points import add_point
from duizend.record.consents.models import SHARED_KINDS, Consent, SharedUnder, Sharing
from duizend.record.consents.queries import (
    FOLLOW_UP,
    about_of,
    by_of,
    find_cover,
    get_purpose,
    list_consents,
    list_shared,
    read_people,
    said_of,
    standing_of,
)
from duizend.record.consents.rules.covering import may_withdraw, same_recipient
from duizend.record.consents.rules.deciding import REPRESENTATIVE
from duizend.record.families.models import Child, Family, Parent
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.record.consents.rules.deciding import Who

WRITE = "consent.write"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked and answered: of whom something would be told, who answers, for what and to whom; on which day.

    `by_words` names who answers when that is somebody outside the file (then `by` is REPRESENTATIVE).
    """

    about: Who
    by: Who
    purpose: str
    recipient: str
    on: date
    how: str = ""
    by_words: str = ""


@transaction.atomic
def record_answer(family: Family, said: Answer, *, yes: bool) -> Consent:
    """Record what one person answered, with the version of the text that was put to her.

    Raises ActionRefused for a day to come, for a purpose that does not rest on consent, for a recipient the text does
    not name, and for somebody who does not decide about this.
    """
    check_family(WRITE, family)
    _lock(family)
    _refuse_days_to_come(said.on)
    purpose = get_purpose(said.purpose, said.on)
    if purpose.basis != "consent":
        raise ActionRefused("no_consent_needed", _("Hiervoor vragen we geen toestemming: het berust op iets anders."))
    known = {one.id for one in purpose.recipients}
    if not said.recipient.strip() or (said.recipient not in known and not purpose.is_open):
        raise ActionRefused("no_such_recipient", _("Kies met wie er gedeeld wordt."))
    _refuse_who_does_not_decide(family, said)
    until = add_point(said.on, purpose.term) if yes and purpose.term else None
    return _add(family, said, answer="given" if yes else "refused", version=purpose.version, until=until)


@transaction.atomic
def withdraw(consent: Consent, *, on: date) -> tuple[Consent, list[Sharing]]:
    """Record that somebody takes a yes back, and return what was shared under it before; that stays as it was.

    Nothing is shared from that moment on. Raises ActionRefused when no yes of hers stands, or for a day to come.
    """
    family = consent.family
    check_family(WRITE, family)
    _lock(family)
    _refuse_days_to_come(on)
    about, by = about_of(consent), by_of(consent)
    said = [said_of(row) for row in standing_of(list_consents(family)) if about_of(row) == about]
    if on < consent.happened_on or not may_withdraw(said, by, consent.purpose, consent.recipient, on=clock.today()):
        raise ActionRefused("no_yes_stands", _("Op die dag was er geen toestemming om in te trekken."))
    answer = Answer(about, by, consent.purpose, consent.recipient, on, by_words=consent.by_words)
    row = _add(family, answer, answer="withdrawn", version=consent.text_version, until=None)
    return row, list_shared_with(family, consent)


def list_shared_with(family: Family, consent: Consent) -> list[Sharing]:
    """List what was shared for the purpose and with the recipient of an answer, newest first."""
    return [
        one for one in list_shared(family)
        if one.purpose == consent.purpose and same_recipient(one.recipient, consent.recipient)
        and about_of(consent) in {about_of(under.consent) for under in one.under.all()}
    ]  # fmt: skip


@transaction.atomic
def undo_answer(consent: Consent) -> Consent:
    """Take back an answer that was a wrong click: a new fact that says so; what was said before stands again.

    Raises ContradictsRecord when that was done before, and ActionRefused when something was shared under it.
    """
    family = consent.family
    check_family(WRITE, family)
    _lock(family)
    if consent.pk not in {row.pk for row in standing_of(list_consents(family))}:
        raise ContradictsRecord("taken_back_before", _("Dit is intussen al ongedaan gemaakt."))
    if any(under.consent_id == consent.pk for one in list_shared(family) for under in one.under.all()):
        raise ActionRefused(
            "shared_under_it", _("Hier is al iets mee gedeeld. Leg vast dat de toestemming is ingetrokken.")
        )
    row = Consent.objects.create(
        family=family, about_parent=consent.about_parent, about_child=consent.about_child, by_parent=consent.by_parent,
        by_child=consent.by_child, by_words=consent.by_words, answer=consent.answer, purpose=consent.purpose,
        text_version=consent.text_version, recipient=consent.recipient, until=consent.until, how=consent.how,
        happened_on=consent.happened_on, corrects=consent, withdrawn=True, entered_by_id=current().account_id,
    )  # fmt: skip
    note("consent.undone", "U", [family.public_id])
    _tell(row)
    return row


@transaction.atomic
def note_sharing(
    family: Family, *, purpose: str, recipient: str, kind: str, on: date, about: Iterable[Parent | Child] | None = None
) -> Sharing:  # fmt: skip
    """Record that something was shared: what kind (see SHARED_KINDS), with whom and for what, under what covers it.

    What covers it is looked up anew while nobody else writes about this family's consents, so that a yes taken back a
    moment ago counts. Raises ActionRefused "not_covered" with who must be asked. Nothing shared for a meldcode trail
    comes here: that does not rest on consent, and stays in its own ring.
    """
    check_family(WRITE, family)
    _lock(family)
    _refuse_days_to_come(on)
    if kind not in SHARED_KINDS:
        raise ActionRefused("no_such_kind", _("Kies wat er is gedeeld."))
    found = find_cover(family, purpose, recipient, on, about=about)
    if not found:
        raise ActionRefused("not_covered", found.reason)
    row = Sharing.objects.create(
        family=family, kind=kind, purpose=purpose, recipient=recipient, basis=found.basis, happened_on=on,
        entered_by_id=current().account_id,
    )  # fmt: skip
    SharedUnder.objects.bulk_create(
        SharedUnder(sharing=row, family=family, consent=consent) for consent in found.consents
    )
    note("consent.shared", "C", [family.public_id], detail=kind)
    return row


def _lock(family: Family) -> None:
    """Let two people who write about one family's consents take turns; foreign keys go through (ADR 14)."""
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=family.pk)


def _refuse_days_to_come(on: date) -> None:
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))


def _refuse_who_does_not_decide(family: Family, said: Answer) -> None:
    people = read_people(family, said.on)
    if said.about not in people.everyone:
        raise ActionRefused("not_of_this_family", _("Deze persoon hoort niet bij dit gezin."))
    if said.by not in people.deciders(said.about).everyone:
        raise ActionRefused(
            "does_not_decide", _("Deze persoon beslist hier niet over. Kies wie gezag heeft, of de persoon zelf.")
        )
    if (said.by == REPRESENTATIVE) != bool(said.by_words.strip()):
        raise ActionRefused("who_said_so", _("Schrijf op wie het antwoord gaf, bijvoorbeeld: voogd."))


def _add(family: Family, said: Answer, *, answer: str, version: str, until: date | None) -> Consent:
    people = read_people(family, said.on).everyone
    about, by = people[said.about], people.get(said.by)
    row = Consent.objects.create(
        family=family, about_parent=about if isinstance(about, Parent) else None,
        about_child=about if isinstance(about, Child) else None, by_parent=by if isinstance(by, Parent) else None,
        by_child=by if isinstance(by, Child) else None, by_words="" if by else said.by_words.strip(), answer=answer,
        purpose=said.purpose, text_version=version, recipient=" ".join(said.recipient.split()), until=until,
        how=said.how, happened_on=said.on, entered_by_id=current().account_id,
    )  # fmt: skip
    note(f"consent.{answer}", "C", [family.public_id])
    _tell(row)
    return row


def _tell(row: Consent) -> None:
    if row.purpose == FOLLOW_UP:
        announce(MayBeAskedLater(row.family_id))
