# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of groups, a new group, one group, its printed list, who leads it, and closing it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duizend.catalogue.queries import get_offered_version, get_programme_by_id
from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.schedule import list_contacts
from duizend.delivery.contacts.words import text_of
from duizend.delivery.groups import actions, words
from duizend.delivery.groups.actions import SessionSaid
from duizend.delivery.groups.forms import USUAL_MINUTES, CloseForm, CohortForm, LeadForm, spot_words
from duizend.delivery.groups.permissions import MANAGE, READ, may_manage, open_cohort
from duizend.delivery.groups.queries import (
    dates_of,
    list_cohorts,
    list_group_programmes,
    list_members_of,
    list_small,
    list_waiting,
    suggest,
)
from duizend.delivery.groups.rules.members import is_member, tell_apart
from duizend.delivery.groups.rules.sessions import middle_of, suggest_sessions
from duizend.delivery.groups.views.cohort_page import build_page
from duizend.delivery.groups.views.frame import GET_OR_POST, attempt, do_or_tell, show_form, to_cohort
from duizend.delivery.groups.views.waiting import build_suggestions, build_waiting
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.workforce.queries import find_professional_of, list_certified

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.groups.models import Cohort
    from duizend.delivery.groups.queries import CohortRow

DAY = timedelta(days=1)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List the groups: all of them for a coordinator, with who waits; her own for who leads them."""
    check_may("group.list")
    today, manages = clock.today(), may_manage(current())
    own = None if manages else find_professional_of(current().account_id)
    rows = list_cohorts(today, of=own) if manages or own else []
    small = {one.cohort.pk for one in list_small(today)} if manages else set()
    waiting = _waiting(today, {row.cohort.pk: row.cohort.name for row in rows}) if manages else []
    subjects = [family for part in waiting for family in part["subjects"]]
    note_read("group.list", subjects)
    context = {
        "rows": [_row(row, small) for row in rows if row.state != "closed"],
        "closed": [_row(row, small) for row in rows if row.state == "closed"], "waiting": waiting,
        "may_manage": manages, "new_url": reverse("groups:new"),
    }  # fmt: skip
    return render(request, "groups/overview.html", context)


def _waiting(today: date, names: dict[int, str]) -> list[dict[str, object]]:
    parts = []
    for key, programme in sorted(list_group_programmes().items()):
        found = list_waiting(key, today)
        parts.append(
            {
                "programme": text_of(programme.name), "rows": build_waiting(found, names),
                "suggestions": build_suggestions(suggest(found, programme), found, key),
                "subjects": [one.trajectory.family.public_id for one in found],
            }
        )  # fmt: skip
    return parts


def _row(row: CohortRow, small: set[int]) -> dict[str, object]:
    cohort = row.cohort
    kind, icon, label = words.STATES[row.state]
    return {
        "name": cohort.name, "url": reverse("groups:cohort", args=[cohort.public_id]),
        "chip": {"kind": kind, "icon": icon, "label": str(label)},
        "where": spot_words(cohort.municipality, cohort.neighbourhood), "due": words.range_words(cohort, DAY),
        "places": words.places_words(row.members, cohort, row.state),
        "led_by": ", ".join(one.professional.name for one in row.leading), "is_small": cohort.pk in small,
        "next": words.when_words(row.next_session) if row.next_session else "",
    }  # fmt: skip


@require_http_methods(GET_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Make a group, with a suggestion from the due dates of who waits, and the days of its sessions."""
    check_may(MANAGE)
    programmes = list_group_programmes()
    key = request.GET.get("programma") or next(iter(sorted(programmes)), "")
    programme = programmes.get(key)
    if programme is None:
        return render(request, "groups/no_programme.html", {"back_url": reverse("groups:overview")})
    today = clock.today()
    form = CohortForm(
        request.POST or None,
        certified=_certified(programme, today),
        programme=programme,
        initial=_initial(request, today),
    )
    made = []
    if attempt(form, lambda: made.append(_make(key, programme, form))):
        return to_cohort(made[0])
    found = list_waiting(key, today)
    note_read(MANAGE, [one.trajectory.family.public_id for one in found])
    context = {
        "form": form, "programme": text_of(programme.name), "back_url": reverse("groups:overview"),
        "suggestions": build_suggestions(suggest(found, programme), found, key),
        "sessions": _preview(programme, form, today), "widest": programme.forms.group.due_date_range,
    }  # fmt: skip
    return show_form(request, "groups/new.html", context)


def _certified(programme: Programme, today: date) -> list:
    return list_certified(programme.team.competence, today)


def _initial(request: HttpRequest, today: date) -> dict[str, object]:
    """Read a suggestion that was chosen from the address; nothing in it names a person."""
    initial: dict[str, object] = {"recruits_from": today, "starts": "19:00", "where": request.GET.get("waar", "")}
    for name, field in (("van", "due_from"), ("tot", "due_last")):
        try:
            initial[field] = date.fromisoformat(request.GET.get(name, ""))
        except ValueError:
            continue
    if "due_from" in initial:
        initial["name"] = words.proposed_name(request.GET.get("naam", "")[:40], initial["due_from"]).replace("  ", " ")
    return initial


def _make(key: str, programme: Programme, form: CohortForm) -> object:
    cleaned, said = form.cleaned_data, form.said()
    sessions = []
    if said.due_until > said.due_from:
        for one in _days(programme, said.due_from, said.due_until, int(cleaned["weekday"])):
            begins = clock.at(one.on, cleaned["starts"])
            length = timedelta(minutes=one.minutes or USUAL_MINUTES)
            sessions.append(SessionSaid(one.moment, begins, begins + length, one.partners))
    return actions.make_cohort(get_offered_version(key), said, sessions=sessions)


def _days(programme: Programme, due_from: date, due_until: date, weekday: int) -> list:
    contacts = list_contacts(programme, Anchor(due_on=middle_of(due_from, due_until)))
    return suggest_sessions(contacts, weekday=weekday, since=clock.today() + DAY)


def _preview(programme: Programme, form: CohortForm, today: date) -> list[dict[str, object]]:
    due_from, due_last = form["due_from"].initial, form["due_last"].initial
    if not isinstance(due_from, date) or not isinstance(due_last, date) or due_last < due_from:
        return []
    return [
        {"label": text_of(words.moment_of(programme, one.moment).label), "day": words.weekday_date(one.on), "partners": one.partners}
        for one in _days(programme, due_from, due_last + DAY, int(form["weekday"].value()))
    ]  # fmt: skip


@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one group: its sessions, who is in it, what is to be done; with who waits for a coordinator."""
    cohort = open_cohort(public_id)
    page, subjects = build_page(cohort, clock.today())
    note_read(READ, [cohort.public_id, *subjects])
    return render(request, "groups/cohort.html", page)


@require_safe
def printed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the list for on paper: first names only, nothing else of anybody."""
    cohort, today = open_cohort(public_id), clock.today()
    standing = [one for one in list_members_of(cohort) if is_member_now(one, today)]
    note_read("group.printed", [cohort.public_id, *(one.family.public_id for one in standing)])
    coming = [
        one for one in cohort.sessions.all() if one.called_off_at is None and clock.local_day(one.starts_at) >= today
    ]
    context = {
        "cohort": cohort, "names": tell_apart(sorted(words.first_name(one) for one in standing)),
        "sessions": [{"when": words.when_words(one), "label": words.session_words(cohort, one), "partners": one.with_partners} for one in coming],
        "printed_on": words.short_day(today), "back_url": reverse("groups:cohort", args=[cohort.public_id]),
    }  # fmt: skip
    return render(request, "groups/printed.html", context)


def is_member_now(membership: object, today: date) -> bool:
    """Say whether a membership holds today."""
    return is_member(words.stay_of(membership), today)


@require_http_methods(GET_OR_POST)
def lead(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let somebody else lead the group from today."""
    cohort = open_cohort(public_id, MANAGE)
    programme = get_programme_by_id(cohort.version_id)
    form = LeadForm(request.POST or None, certified=_certified(programme, clock.today()))

    def deed() -> object:
        cleaned = form.cleaned_data
        return actions.replace_facilitator(
            cohort, leads=cleaned["leads"], professional=form.certified[cleaned["professional"]]
        )

    if attempt(form, deed):
        return to_cohort(cohort)
    return show_form(request, "groups/lead.html", {"form": form, "cohort": cohort})


@require_http_methods(GET_OR_POST)
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close the group; who is in it leaves, and waits for another unless it is done."""
    cohort = open_cohort(public_id, MANAGE)
    form = CloseForm(request.POST or None, initial=_initial_close(cohort))
    if attempt(form, lambda: actions.close_cohort(cohort, **form.cleaned_data)):
        return to_cohort(cohort)
    return show_form(request, "groups/close.html", {"form": form, "cohort": cohort})


def _initial_close(cohort: Cohort) -> dict[str, str]:
    """Propose that a group is done once its last session has been."""
    _first_on, last_on = dates_of(cohort)
    return {"because": "completed"} if last_on is not None and last_on <= clock.today() else {}


@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back that the group was closed."""
    cohort = open_cohort(public_id, MANAGE)
    do_or_tell(request, lambda: actions.reopen_cohort(cohort), _("De groep gaat weer verder, met wie erin zat."))
    return redirect("groups:cohort", cohort.public_id)
