# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of volunteers with search and states, and one volunteer. A name never stands in an address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from duizend.delivery.contacts.words import text_of, weekday_date
from duizend.delivery.matching import words
from duizend.delivery.matching.actions import register_volunteer
from duizend.delivery.matching.forms import RegisterSearch, VolunteerForm, WordsForm
from duizend.delivery.matching.permissions import MANAGE, open_volunteer
from duizend.delivery.matching.queries import (
    facts_of,
    find_open_link,
    is_handled,
    list_families_matched,
    list_volunteers,
    match_programmes,
    needs_of,
)
from duizend.delivery.matching.rules.volunteers import STATES, find_pause, list_missing, state_of
from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places
from duizend.record.families.queries import display_name

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.matching.models import Volunteer

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def register(request: HttpRequest) -> HttpResponse:
    """List volunteers by name with their state; a search is posted, so that no name gets into an address."""
    check_may(MANAGE)
    state, number = RegisterSearch(request.GET).asked()
    form = RegisterSearch(request.POST if request.method == "POST" else None)
    searched = form.cleaned_data["words"] if request.method == "POST" and form.is_valid() else ""
    today = clock.today()
    page = list_volunteers(on=today, words=searched, state=state, page=number)
    note_read("volunteer.list", [who.public_id for who, _state in page.rows])
    context = {
        "rows": [_row(who, stands, page.needs, today) for who, stands in page.rows], "words": searched, "state": state,
        "form": RegisterSearch(initial={"words": searched}), "filters": _filters(state, page.counts),
        "before_url": _address(state, number - 1) if number > 1 else "",
        "next_url": _address(state, number + 1) if page.has_next and not searched else "",
    }  # fmt: skip
    return render(request, "matching/register.html", context)


def _row(who: Volunteer, state: str, needs: dict[str, tuple[str, ...]], today: date) -> dict[str, object]:
    facts = facts_of(who)
    missing = ()
    if state in ("registered", "checking", "lapsed"):
        missing = list_missing(facts, needs.get(who.programme, ()), today)
    return {
        "name": who.full_name, "initials": words.initials(who.full_name), "place": words.place_words(who),
        "url": reverse("matching:volunteer", args=[who.public_id]), "chip": words.state_chip(state),
        "times": words.half_day_words(facts.half_days or ()),
        "missing": ", ".join(words.need_words(need) for need in missing),
    }  # fmt: skip


def _filters(shown: str, counts: dict[str, int]) -> list[dict[str, object]]:
    every = [{"label": _("Iedereen die meedoet"), "url": _address("", 1), "current": not shown}]
    return every + [
        {"label": f"{words.STATES[state][1]} ({counts[state]})", "url": _address(state, 1), "current": state == shown}
        for state in STATES
        if state in counts
    ]


def _address(state: str, page: int) -> str:
    query = urlencode({key: value for key, value in (("stand", state), ("blad", page if page > 1 else "")) if value})
    return reverse("matching:register") + (f"?{query}" if query else "")


@require_http_methods(GET_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Register a volunteer."""
    check_may(MANAGE)
    form = make_form(request)
    if form.is_valid():
        made = register_volunteer(form.told(), programme=form.cleaned_data["programme"], on=clock.today())
        messages.success(request, _("Ingeschreven. Leg hieronder vast wat gezien is en wanneer deze vrijwilliger kan."))
        return redirect("matching:volunteer", made.public_id)
    title = _("Vrijwilliger inschrijven")
    page = {"form": form, "title": title, "back_url": reverse("matching:register"), "back": _("Vrijwilligers")}
    return render(request, "matching/form.html", page, status=422 if form.errors else 200)


def make_form(request: HttpRequest, initial: dict[str, object] | None = None) -> VolunteerForm:
    """Return the form for who a volunteer is."""
    programmes = {key: text_of(one.name) for key, one in match_programmes().items()}
    data = request.POST if request.method == "POST" else None
    return VolunteerForm(data, places=read_places(), programmes=programmes, initial=initial)


@require_safe
@never_cache
def volunteer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one volunteer: what was seen, when she can, what she told, and her matches."""
    return show(request, open_volunteer(public_id))


def show(request: HttpRequest, who: Volunteer, address: str = "") -> HttpResponse:
    """Show a volunteer; `address` is that of her own page, which is shown once, when it was made."""
    today, facts = clock.today(), facts_of(who)
    matches = list_families_matched(who)
    note_read("volunteer.read", [who.public_id, *(match.family.public_id for match in matches)])
    needs, pause, link = needs_of(who.programme), find_pause(facts, today), find_open_link(who)
    state, opens = state_of(facts, needs, today), link is not None and link.expires_at > clock.now()
    context = {
        "who": who, "name": who.full_name, "initials": words.initials(who.full_name), "place": words.place_words(who),
        "chip": words.state_chip(state), "is_ended": state == "ended", "address": address, "told": _told(who),
        "checks": _checks(who, today), "missing": [words.need_words(need) for need in list_missing(facts, needs, today)],
        "times": words.half_day_words(facts.half_days or ()), "times_known": facts.half_days is not None,
        "pause": _pause(pause), "ages": {"first": who.age_from, "last": who.age_until - 1},
        "link_until": weekday_date(clock.local_day(link.expires_at)) if opens else "", "link_lapsed": link and not opens,
        "matches": [_match(match) for match in matches],
    }  # fmt: skip
    return render(request, "matching/volunteer.html", context)


def _checks(who: Volunteer, today: date) -> list[dict[str, object]]:
    return [
        {
            "id": row.pk, "text": words.check_words(row.kind, row.happened_on, row.valid_until),
            "by": row.seen_by or row.entered_by.name, "lapsed": row.valid_until is not None and row.valid_until <= today,
        }
        for row in reversed(who.checks.all())
    ]  # fmt: skip


def _pause(pause: object) -> dict[str, str] | None:
    if pause is None:
        return None
    return {"until": weekday_date(pause.until_on) if pause.until_on else ""}


def _told(who: Volunteer) -> list[dict[str, object]]:
    return [
        {
            "id": row.public_id, "kind": words.SAID_WORDS[row.kind], "words": row.words, "on": weekday_date(row.happened_on),
            "handled": is_handled(row), "done": row.handled.words if is_handled(row) else "",
            "by": row.handled.entered_by.name if is_handled(row) else "",
            "form": WordsForm(auto_id=f"id_{row.public_id}_%s"),
        }
        for row in reversed(who.said.all())
    ]  # fmt: skip


def _match(match: object) -> dict[str, object]:
    return {
        "family": display_name(match.family) or _("Gezin zonder naam"), "chip": words.match_chip(match.state),
        "since": weekday_date(match.since) if match.since else "",
        "url": reverse("matching:family", args=[match.trajectory.public_id]),
    }  # fmt: skip
