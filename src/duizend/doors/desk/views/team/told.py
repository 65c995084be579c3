# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody of the team may deliver and why not, until when, and what is agreed: in words, for every page of the team."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.doors.desk import words
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.workforce.rules import may_be_assigned, validity_on
from duizend.ground.workforce.words import PARTNER_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.doors.desk.views.team.asked import Required
    from duizend.ground.workforce.models import ChainAgreement, Professional

Periods = "dict[tuple[int, str], list[Held]]"


def tell_assignable(one: Professional, asked: Required, held: Periods, of_organisations: Periods) -> dict[str, object]:
    """Say whether somebody may be assigned, and why not: icon and word."""
    certificate = validity_on(held.get((one.pk, asked.competence), ()), clock.today())
    licence = of_organisations.get((one.organisation_id, asked.competence)) if one.organisation_id else None
    decision = may_be_assigned(certificate, None if licence is None else validity_on(licence, clock.today()))
    if isinstance(decision, Refused):
        why = _(decision.reason) % decision.values if decision.values else _(decision.reason)
        return {
            "kind": "stopped",
            "icon": "dash",
            "label": _("Kan nu niet worden toegewezen"),
            "why": why,
            "may": False,
        }
    if certificate.kind == "lapses":
        return {
            "kind": "waiting",
            "icon": "hourglass",
            "label": _("Loopt af"),
            "why": tell_until(certificate.on),
            "may": True,
        }
    return {
        "kind": "agreed", "icon": "check", "label": _("Kan worden toegewezen"), "may": True,
        "why": tell_until(certificate.on) if certificate.on else _("Zonder einddatum."),
    }  # fmt: skip


def tell_until(on: date) -> str:
    """Say the last day on which something holds, of the first on which it does not."""
    return _("Tot en met %(day)s.") % {"day": words.full_date(on - timedelta(days=1))}


def tell_period(since: date, until: date | None) -> str:
    """Say from which day something holds, and until which where there is one."""
    said = {"since": words.full_date(since), "last": words.full_date(until - timedelta(days=1)) if until else ""}
    return (_("%(since)s tot en met %(last)s") if until else _("vanaf %(since)s")) % said


def name_competence(competence: str, required: Sequence[Required]) -> str:
    """Name a competence by the programmes that ask for it; its key when none does."""
    return next((one.label for one in required if one.competence == competence), competence)


def tell_agreement(row: ChainAgreement, today: date) -> dict[str, object]:
    """Say what is agreed with a partner, whose it is to keep, and when it is looked at again."""
    return {
        "public_id": row.public_id, "with": f"{PARTNER_WORDS[row.partner_kind]}, {row.partner}", "about": row.about,
        "owner": row.owner.name, "agreed": words.full_date(row.agreed_on), "review": words.full_date(row.review_on),
        "reviewed": words.full_date(row.reviewed_on) if row.reviewed_on else "", "is_due": row.review_on <= today,
    }  # fmt: skip
