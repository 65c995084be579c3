# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the team for who manages it, and each professional's own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duizend.doors.desk import words
from duizend.doors.desk.views.team.asked import about_words, list_required, undo_url
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.rules.periods import add_months
from duizend.ground.workforce.permissions import check_professional
from duizend.ground.workforce.queries import (
    find_professional_of,
    get_professional,
    held_by,
    list_agreements,
    list_certificates,
    list_competences,
    list_learning,
    list_licences,
    list_team,
)
from duizend.ground.workforce.rules import SOON, Validity, may_be_assigned, validity_on
from duizend.ground.workforce.words import LEARNING_WORDS, PARTNER_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.doors.desk.views.team.asked import Required
    from duizend.ground.workforce.models import ChainAgreement, Learning, Licence, Professional

READ = "workforce.read"
YEARS_OF_LEARNING = 3


@never_cache
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Show who may deliver what, what lapses, licences and agreements; who is one of the team goes to her own page."""
    own = find_professional_of(current().account_id)
    if not may(current(), READ) and own is not None:
        return redirect("desk:team_member", own.public_id)
    check_may(READ)
    people, today, required = list_team(), clock.today(), list_required()
    note_read(READ, [one.public_id for one in people])
    held, licences = held_by(list_certificates(one.pk for one in people)), list_licences()
    of_organisations = held_by(licences)
    able = {(row.professional_id, row.competence) for row in list_competences(one.pk for one in people)}
    context = {
        "undo_url": undo_url(request),
        "programmes": [_programme(one, people, (held, of_organisations), able) for one in required],
        "lapsing": _lapsing(people, held, required), "licences": [_licence(row, required, today) for row in licences],
        "agreements": [_agreement(row, today) for row in list_agreements()],
        "people": [
            {"name": one.name, "organisation": one.organisation.name if one.organisation else "",
             "url": reverse("desk:team_member", args=[one.public_id])}
            for one in people
        ],
    }  # fmt: skip
    return render(request, "desk/team.html", context)


@never_cache
@require_safe
def team_member(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what one professional may deliver, and what she attended and read: to her, and to who manages the team."""
    one = get_professional(public_id)
    check_professional(READ, one)
    note_read(READ, [one.public_id])
    today, required = clock.today(), list_required()
    certificates = list_certificates([one.pk])
    held, of_organisations = held_by(certificates), held_by(list_licences())
    learning = list_learning([one.pk], since=add_months(today, -12 * YEARS_OF_LEARNING))
    agreements = [_agreement(row, today) for row in list_agreements() if row.owner_id == one.pk]
    context = {
        "undo_url": undo_url(request),
        "person": {"name": one.name, "organisation": one.organisation.name if one.organisation else "", "public_id": public_id},
        "is_own": one.account_id is not None and one.account_id == current().account_id,
        "may_manage": bool(may(current(), "workforce.manage")),
        "programmes": [
            {"name": asked.label, "says": _says(one, asked, held, of_organisations)} for asked in required if asked.needs_certificate
        ],
        "certificates": [
            {"public_id": row.public_id, "name": _name_of(row.competence, required), "period": _period(row.valid_from, row.valid_until)}
            for row in certificates
        ],
        "competences": [
            {"public_id": row.public_id, "name": _name_of(row.competence, required), "period": _period(row.valid_from, row.valid_until)}
            for row in list_competences([one.pk])
        ],
        "learning": [_learning(row) for row in learning], "agreements": agreements,
    }  # fmt: skip
    return render(request, "desk/team_member.html", context)


Periods = "dict[tuple[int, str], list[Held]]"


def _says(one: Professional, asked: Required, held: Periods, of_organisations: Periods) -> dict[str, object]:
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
            "why": _until(certificate.on),
            "may": True,
        }
    return {
        "kind": "agreed", "icon": "check", "label": _("Kan worden toegewezen"), "may": True,
        "why": _until(certificate.on) if certificate.on else _("Zonder einddatum."),
    }  # fmt: skip


def _until(on: date) -> str:
    return _("Tot en met %(day)s.") % {"day": words.full_date(on - timedelta(days=1))}


def _period(since: date, until: date | None) -> str:
    said = {"since": words.full_date(since), "last": words.full_date(until - timedelta(days=1)) if until else ""}
    return (_("%(since)s tot en met %(last)s") if until else _("vanaf %(since)s")) % said


def _programme(
    asked: Required, people: Sequence[Professional], periods: tuple[Periods, Periods], able: set[tuple[int, str]]
) -> dict[str, object]:
    """List who may deliver what asks for a competence, and who may not with why; who never had to do with it is left out."""
    held, of_organisations = periods
    if not asked.needs_certificate:
        names = [one.name for one in people if (one.pk, asked.competence) in able]
        return {
            "name": asked.label,
            "rows": [{"name": name, "says": None} for name in names],
            "needs_certificate": False,
        }
    concerned = [one for one in people if (one.pk, asked.competence) in held]
    return {
        "name": asked.label, "needs_certificate": True,
        "rows": [
            {"name": one.name, "url": reverse("desk:team_member", args=[one.public_id]),
             "says": _says(one, asked, held, of_organisations)}
            for one in concerned
        ],
    }  # fmt: skip


def _lapsing(people: Sequence[Professional], held: Periods, required: Sequence[Required]) -> list[dict[str, object]]:
    """List who lapses within sixty days, soonest first."""
    today, names = clock.today(), {one.pk: one for one in people}
    found: list[tuple[date, dict[str, object]]] = []
    for (holder, competence), periods in held.items():
        validity: Validity = validity_on(periods, today)
        if validity.kind == "lapses":
            one = names[holder]
            url = reverse("desk:team_certificate", args=[one.public_id])
            words_of = {
                "name": one.name,
                "programme": _name_of(competence, required),
                "until": _until(validity.on),
                "url": url,
            }
            found.append((validity.on, words_of))
    return [words_of for _day, words_of in sorted(found, key=lambda pair: (pair[0], pair[1]["name"]))]


def _name_of(competence: str, required: Sequence[Required]) -> str:
    return next((one.label for one in required if one.competence == competence), competence)


def _licence(row: Licence, required: Sequence[Required], today: date) -> dict[str, object]:
    return {
        "public_id": row.public_id, "organisation": row.organisation.name, "name": _name_of(row.competence, required),
        "period": _period(row.valid_from, row.valid_until), "is_over": row.valid_until is not None and row.valid_until <= today,
        "is_near": row.valid_until is not None and today < row.valid_until <= today + SOON,
    }  # fmt: skip


def _agreement(row: ChainAgreement, today: date) -> dict[str, object]:
    return {
        "public_id": row.public_id, "with": f"{PARTNER_WORDS[row.partner_kind]}, {row.partner}", "about": row.about,
        "owner": row.owner.name, "agreed": words.full_date(row.agreed_on), "review": words.full_date(row.review_on),
        "reviewed": words.full_date(row.reviewed_on) if row.reviewed_on else "", "is_due": row.review_on <= today,
    }  # fmt: skip


def _learning(row: Learning) -> dict[str, object]:
    return {
        "public_id": row.public_id, "what": str(LEARNING_WORDS[row.kind]), "about": about_words(row.about) if row.about else "",
        "day": words.full_date(row.done_on),
    }  # fmt: skip
