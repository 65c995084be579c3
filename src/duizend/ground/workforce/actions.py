# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of professionals and certificates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import ProfessionalChanged, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Decision, Refused
from duizend.ground.kernel.rules.names import searchable
from duizend.ground.workforce.models import Certificate, ChainAgreement, Competence, Learning, Licence, Professional
from duizend.ground.workforce.permissions import check_professional
from duizend.ground.workforce.rules import check_agreement, check_learning, check_period

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.access.models import User
    from duizend.ground.region.models import Organisation


@transaction.atomic
def register_professional(
    name: str, *, account: User | None = None, organisation: Organisation | None = None, is_active: bool = True
) -> Professional:
    """Register a professional; inactive when only an older list knows the name."""
    check_may("workforce.manage")
    professional = Professional.objects.create(
        name=" ".join(name.split()), account=account, organisation=organisation, is_active=is_active
    )
    note("professional.registered", "C", [professional.public_id])
    return professional


@transaction.atomic
def employ(account: User, *, organisation: Organisation | None = None) -> Professional:
    """Make sure that an account is a professional who works here; again is no change.

    A name that only an older list knew becomes hers, with the families that list tells of, when exactly one such
    name is hers; among two it is not known which, and she is registered anew.
    """
    check_may("workforce.manage")
    own = Professional.objects.filter(account=account).first()
    known = own or _find_told_of(account.name)
    if known is None:
        return register_professional(account.name, account=account, organisation=organisation)
    if own is None or not own.is_active:
        known.account, known.is_active = account, True
        known.organisation = organisation or known.organisation
        known.save(update_fields=["account", "is_active", "organisation"])
        note("professional.linked", "U", [known.public_id, account.public_id])
        announce(ProfessionalChanged(known.pk))
    return known


def _find_told_of(name: str) -> Professional | None:
    """Find the one inactive professional without an account that bears a name, however it is written."""
    unclaimed = Professional.objects.filter(account=None, is_active=False)
    same = [known for known in unclaimed if searchable(known.name) == searchable(name)]
    return same[0] if len(same) == 1 else None


@transaction.atomic
def grant_certificate(
    professional: Professional, *, competence: str, valid_from: date, valid_until: date | None = None
) -> Certificate:
    """Record that a professional is certified for a competence over a period [from, until)."""
    check_may("workforce.manage")
    _require(check_period(valid_from, valid_until))
    note("certificate.granted", "C", [professional.public_id], detail=competence)
    certificate = Certificate.objects.create(
        professional=professional, competence=competence, valid_from=valid_from, valid_until=valid_until
    )
    announce(ProfessionalChanged(professional.pk))
    return certificate


@transaction.atomic
def withdraw_certificate(certificate: Certificate) -> None:
    """Take back that somebody is certified: it was recorded by mistake. It is kept, and counts no more."""
    check_may("workforce.manage")
    _withdraw(certificate, "certificate.withdrawn", [certificate.professional.public_id])
    announce(ProfessionalChanged(certificate.professional_id))


@transaction.atomic
def record_competence(
    professional: Professional, *, competence: str, valid_from: date, valid_until: date | None = None
) -> Competence:
    """Record that somebody can deliver what asks for a competence, where no certificate is asked."""
    check_may("workforce.manage")
    _require(check_period(valid_from, valid_until))
    note("competence.recorded", "C", [professional.public_id], detail=competence)
    return Competence.objects.create(
        professional=professional, competence=competence, valid_from=valid_from, valid_until=valid_until
    )


@transaction.atomic
def withdraw_competence(competence: Competence) -> None:
    """Take back a competence that was recorded by mistake."""
    check_may("workforce.manage")
    _withdraw(competence, "competence.withdrawn", [competence.professional.public_id])


@transaction.atomic
def record_licence(
    organisation: Organisation, *, competence: str, valid_from: date, valid_until: date | None = None
) -> Licence:
    """Record that an organisation may deliver what asks for a competence over a period [from, until)."""
    check_may("workforce.manage")
    _require(check_period(valid_from, valid_until))
    note("licence.recorded", "C", [organisation.public_id], detail=competence)
    return Licence.objects.create(
        organisation=organisation, competence=competence, valid_from=valid_from, valid_until=valid_until
    )


@transaction.atomic
def withdraw_licence(licence: Licence) -> None:
    """Take back a licence that was recorded by mistake."""
    check_may("workforce.manage")
    _withdraw(licence, "licence.withdrawn", [licence.organisation.public_id])


@transaction.atomic
def record_learning(professional: Professional, *, kind: str, done_on: date, about: str = "") -> Learning:
    """Record that somebody attended or read something on a day; each may say so of herself."""
    check_professional("workforce.learn", professional)
    _require(check_learning(kind, about=about, done_on=done_on, today=clock.today()))
    note("learning.recorded", "C", [professional.public_id], detail=kind)
    return Learning.objects.create(professional=professional, kind=kind, about=about, done_on=done_on)


@transaction.atomic
def withdraw_learning(learning: Learning) -> None:
    """Take back that something was attended or read."""
    check_professional("workforce.learn", learning.professional)
    _withdraw(learning, "learning.withdrawn", [learning.professional.public_id])


@dataclass(frozen=True, slots=True)
class AgreementSaid:
    """What was agreed with a partner in the chain. `partner_kind` is one of PARTNERS."""

    partner_kind: str
    partner: str
    about: str
    agreed_on: date
    review_on: date


@transaction.atomic
def record_agreement(said: AgreementSaid, *, owner: Professional) -> ChainAgreement:
    """Record an agreement with a partner in the chain, whose it is to keep, and when it is looked at again."""
    check_may("workforce.manage")
    _require(
        check_agreement(said.partner_kind, agreed_on=said.agreed_on, review_on=said.review_on, today=clock.today())
    )
    made = ChainAgreement.objects.create(
        partner_kind=said.partner_kind, partner=said.partner.strip(), about=said.about.strip(),
        agreed_on=said.agreed_on, review_on=said.review_on, owner=owner,
    )  # fmt: skip
    note("agreement.recorded", "C", [made.public_id, owner.public_id])
    return made


@transaction.atomic
def review_agreement(agreement: ChainAgreement, *, on: date, review_on: date) -> None:
    """Record that an agreement was looked at and stands, and when it is looked at again."""
    check_may("workforce.manage")
    _require(check_agreement(agreement.partner_kind, agreed_on=on, review_on=review_on, today=clock.today()))
    agreement.reviewed_on, agreement.review_on = on, review_on
    agreement.save(update_fields=["reviewed_on", "review_on"])
    note("agreement.reviewed", "U", [agreement.public_id])


@transaction.atomic
def withdraw_agreement(agreement: ChainAgreement) -> None:
    """Record that an agreement holds no more, or never did."""
    check_may("workforce.manage")
    _withdraw(agreement, "agreement.withdrawn", [agreement.public_id])


def _withdraw(
    row: Certificate | Competence | Licence | Learning | ChainAgreement, event: str, about: list[str]
) -> None:
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    note(event, "U", about)


def restore(row: Certificate | Competence | Licence | Learning | ChainAgreement) -> None:
    """Let what was taken back count again."""
    if isinstance(row, Learning):
        check_professional("workforce.learn", row.professional)
    else:
        check_may("workforce.manage")
    with transaction.atomic():
        row.withdrawn_at = None
        row.save(update_fields=["withdrawn_at"])
        note("workforce.restored", "U", [row.public_id])
        if isinstance(row, Certificate):
            announce(ProfessionalChanged(row.professional_id))


def _require(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
