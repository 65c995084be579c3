# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the team for who manages it: people a page at a time, what lapses soon, licences and agreements.

What is chosen to be shown stands in the address; a name never does, so that a search is posted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duizend.doors.desk.forms import SearchForm
from duizend.doors.desk.views.team.asked import LAPSES, TeamFilter, list_required, undo_url
from duizend.doors.desk.views.team.told import (
    name_competence,
    tell_agreement,
    tell_assignable,
    tell_period,
    tell_until,
)
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.workforce.models import Certificate, Competence
from duizend.ground.workforce.queries import (
    TeamAsked,
    count_holders,
    count_lapsing_of,
    find_professional_of,
    held_by,
    list_agreements,
    list_certificates,
    list_competences,
    list_lapsing_of,
    list_licences,
    list_organisations,
    list_people,
)
from duizend.ground.workforce.rules import SOON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.doors.desk.views.team.asked import Required
    from duizend.doors.desk.views.team.told import Periods
    from duizend.ground.workforce.models import Licence, Professional

READ = "workforce.read"
LAPSING_SHOWN = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """Show who may deliver what, what lapses, licences and agreements; who is one of the team goes to her own page."""
    own = find_professional_of(current().account_id)
    if not may(current(), READ) and own is not None:
        return redirect("desk:team_member", own.public_id)
    check_may(READ)
    today, required, licences = clock.today(), list_required(), list_licences()
    form = TeamFilter(request.GET, required=required, organisations=list_organisations(today))
    form.full_clean()
    search = SearchForm(request.POST if request.method == "POST" else None)
    searched = search.cleaned_data["words"] if search.is_valid() else ""
    asked = TeamAsked(searched, form.competence, form.organisation_id)
    found = _lapsing(form, asked, required) if form.is_lapsing else _people(form, asked, required, licences)
    note_read(READ, found.pop("subjects"))
    context = found | {
        "undo_url": undo_url(request), "form": form, "search": SearchForm(initial={"words": searched}), "words": searched,
        "search_url": _address(form, page=1), "all_url": reverse("desk:team"), "is_filtered": form.is_filtered or bool(searched),
        "filters": _filters(form), "printed_on": f"{today:%d-%m-%Y}",
        "programmes": _programmes(form, required, today),
        "licences": [_licence(row, required, today) for row in licences],
        "agreements": [tell_agreement(row, today) for row in list_agreements()],
    }  # fmt: skip
    return render(request, "desk/team.html", context)


def _people(
    form: TeamFilter, asked: TeamAsked, required: Sequence[Required], licences: Sequence[Licence]
) -> dict[str, object]:
    """List a page of people with what each may deliver; before the first page what lapses soonest."""
    people, has_more = list_people(asked, page=form.page)
    keys = [one.pk for one in people]
    periods = held_by(list_certificates(keys)), held_by(licences)
    able = {(row.professional_id, row.competence) for row in list_competences(keys)}
    first, number = [], 0
    if form.page == 1 and not asked.words:
        first, number = list_lapsing_of(asked, clock.today())[0][:LAPSING_SHOWN], count_lapsing_of(asked, clock.today())
    return {
        "subjects": _once([*people, *(row.professional for row in first)]),
        "shows_lapsing": form.page == 1 and not asked.words, "people": [_person(one, required, periods, able) for one in people],
        "lapsing": [_lapses(row, required) for row in first],
        "lapsing_url": _address(form, stand=LAPSES, page=1) if number > len(first) else "",
        "lapsing_text": _("Toon alle %(count)d") % {"count": number}, **_pages(form, has_more=has_more),
    }  # fmt: skip


def _lapsing(form: TeamFilter, asked: TeamAsked, required: Sequence[Required]) -> dict[str, object]:
    """List a page of the certificates that lapse soon, without the people."""
    rows, has_more = list_lapsing_of(asked, clock.today(), page=form.page)
    return {
        "subjects": _once([row.professional for row in rows]), "shows_lapsing": True, "people": None,
        "lapsing": [_lapses(row, required) for row in rows], "lapsing_url": "", **_pages(form, has_more=has_more),
    }  # fmt: skip


def _once(people: Sequence[Professional]) -> list[str]:
    return list(dict.fromkeys(one.public_id for one in people))


def _person(
    one: Professional, required: Sequence[Required], periods: tuple[Periods, Periods], able: set[tuple[int, str]]
) -> dict[str, object]:
    """Say of somebody what she may deliver, and what not with why; what she never had to do with is left out."""
    held, of_organisations = periods
    holds = []
    for asked in required:
        if asked.needs_certificate and (one.pk, asked.competence) in held:
            holds.append({"name": asked.label, "says": tell_assignable(one, asked, held, of_organisations)})
        elif not asked.needs_certificate and (one.pk, asked.competence) in able:
            holds.append({"name": asked.label, "says": None})
    return {
        "name": one.name, "organisation": one.organisation.name if one.organisation else "",
        "url": reverse("desk:team_member", args=[one.public_id]), "holds": holds,
    }  # fmt: skip


def _lapses(row: Certificate, required: Sequence[Required]) -> dict[str, object]:
    return {
        "name": row.professional.name, "programme": name_competence(row.competence, required),
        "until": tell_until(row.valid_until), "url": reverse("desk:team_certificate", args=[row.professional.public_id]),
    }  # fmt: skip


def _programmes(form: TeamFilter, required: Sequence[Required], today: date) -> list[dict[str, object]]:
    """Count by programme who can deliver it today; each leads to those people."""
    certified, able = count_holders(Certificate, today), count_holders(Competence, today)
    rows = []
    for one in required:
        number = (certified if one.needs_certificate else able).get(one.competence, 0)
        if one.needs_certificate:
            text = _("%(count)d met een geldig certificaat") if number else _("niemand met een geldig certificaat")
        else:
            text = _("geen certificaat nodig, %(count)d vastgelegd") if number else _("geen certificaat nodig")
        url = _address(form, programme=one.competence, page=1, stand="")
        rows.append({"name": one.label, "text": text % {"count": number}, "url": url})
    return rows


def _licence(row: Licence, required: Sequence[Required], today: date) -> dict[str, object]:
    return {
        "public_id": row.public_id, "organisation": row.organisation.name, "name": name_competence(row.competence, required),
        "period": tell_period(row.valid_from, row.valid_until), "is_over": row.valid_until is not None and row.valid_until <= today,
        "is_near": row.valid_until is not None and today < row.valid_until <= today + SOON,
    }  # fmt: skip


def _filters(form: TeamFilter) -> list[dict[str, object]]:
    return [
        {"label": label, "url": _address(form, stand=stand, page=1), "current": form.is_lapsing == bool(stand)}
        for stand, label in (("", _("Iedereen")), (LAPSES, _("Loopt af binnen 60 dagen")))
    ]


def _pages(form: TeamFilter, *, has_more: bool) -> dict[str, object]:
    return {
        "before_url": _address(form, page=form.page - 1) if form.page > 1 else "",
        "next_url": _address(form, page=form.page + 1) if has_more else "",
    }


def _address(
    form: TeamFilter, *, stand: str | None = None, programme: str | None = None, page: int | None = None
) -> str:
    asked = form.cleaned_data
    number = form.page if page is None else page
    kept = {
        "stand": asked["stand"] if stand is None else stand,
        "programma": asked["programma"] if programme is None else programme,
        "organisatie": asked["organisatie"], "blad": number if number > 1 else "",
    }  # fmt: skip
    query = urlencode({name: value for name, value in kept.items() if value})
    return reverse("desk:team") + (f"?{query}" if query else "")
