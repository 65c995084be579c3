# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A place in a group, leaving it, what a mother lets go along, and that somebody was told in person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.groups import actions, words
from duizend.delivery.groups.forms import JoinForm, LeaveForm, PassedOnForm, cohort_choice
from duizend.delivery.groups.permissions import LEAVE, MANAGE, RECORD, open_membership
from duizend.delivery.groups.queries import find_passed_on, get_cohort, get_telling, list_cohorts, list_openings
from duizend.delivery.groups.rules.cohorts import is_in_range
from duizend.delivery.groups.views.frame import GET_OR_POST, attempt, do_or_tell, show_form, to_cohort
from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import anchor_of, get_trajectory

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.record.trajectories.models import Trajectory


@require_http_methods(GET_OR_POST)
def place(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a family that waits a place in a group."""
    with within_reach(MANAGE, public_id):
        trajectory = get_trajectory(public_id)
    check_family(MANAGE, trajectory.family)
    form = JoinForm(request.POST or None, cohorts=_choices(trajectory), family=trajectory.family)
    note_read(MANAGE, [trajectory.family.public_id])
    joined = []
    if attempt(form, lambda: joined.append(_join(trajectory, form))):
        messages.success(request, _("Het gezin heeft een plek in de groep."))
        return to_cohort(joined[0].cohort)
    day = _day_of(trajectory)
    context = {
        "form": form, "family_name": display_name(trajectory.family), "family_id": trajectory.family.public_id,
        "due": words.short_day(day) if day else "",
    }  # fmt: skip
    return show_form(request, "groups/place.html", context)


def _day_of(trajectory: Trajectory) -> date | None:
    anchor = anchor_of(trajectory)
    return anchor.born_on or anchor.due_on


def _choices(trajectory: Trajectory) -> list[tuple[str, str]]:
    """List the groups of the programme: what fits and has a place first, what is full last."""
    today, day = clock.today(), _day_of(trajectory)
    free = {one.key: one.free for one in list_openings(trajectory.version.programme, today)}
    rows = [row.cohort for row in list_cohorts(today) if row.cohort.pk in free]
    rows.sort(
        key=lambda one: (free[one.pk] <= 0, not is_in_range(day, due_from=one.due_from, due_until=one.due_until), one.due_from, one.pk)
    )  # fmt: skip
    return [(one.public_id, cohort_choice(one, free[one.pk], day)) for one in rows]


def _join(trajectory: Trajectory, form: JoinForm) -> object:
    cleaned = form.cleaned_data
    parent = form.parents.get(cleaned.get("parent") or "")
    return actions.join(
        get_cohort(cleaned["cohort"]), trajectory, on=cleaned["on"], parent=parent, despite=cleaned["despite"]
    )


@require_http_methods(GET_OR_POST)
def depart(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a family is in the group no more."""
    membership = open_membership(public_id, LEAVE)
    form = LeaveForm(request.POST or None, initial={"on": clock.today()})
    note_read(LEAVE, [membership.family.public_id])
    if attempt(form, lambda: actions.leave(membership, **form.cleaned_data)):
        messages.success(request, _("Vastgelegd. De coördinator kan dit terugnemen."))
        return to_cohort(membership.cohort)
    context = {"form": form, "cohort": membership.cohort, "name": words.full_name(membership)}
    return show_form(request, "groups/leave.html", context)


@require_POST
def undo_departure(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back that a family left."""
    membership = open_membership(public_id, MANAGE)
    do_or_tell(request, lambda: actions.undo_leave(membership), _("Het gezin zit weer in de groep."))
    return to_cohort(membership.cohort)


@require_http_methods(GET_OR_POST)
def pass_on(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what a mother lets go along to who leads after the birth."""
    membership = open_membership(public_id, RECORD)
    chosen = find_passed_on(membership)
    form = PassedOnForm(request.POST or None, initial={"what": chosen.what, "words": chosen.words} if chosen else {})
    note_read(RECORD, [membership.family.public_id])
    if attempt(form, lambda: actions.record_passed_on(membership, **form.cleaned_data)):
        messages.success(request, _("Haar keuze is vastgelegd. Zij kan die altijd veranderen."))
        return to_cohort(membership.cohort)
    context = {"form": form, "cohort": membership.cohort, "name": words.first_name(membership)}
    return show_form(request, "groups/pass_on.html", context)


@require_POST
def told(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a facilitator was told in person, or take that back."""
    check_may(MANAGE)
    with within_reach(MANAGE, public_id):
        telling = get_telling(public_id)
    if request.POST.get("undo"):
        do_or_tell(request, lambda: actions.undo_told(telling), _("Staat weer open."))
    else:
        said = _("Vastgelegd dat %(name)s persoonlijk is ingelicht.") % {"name": telling.professional.name}
        do_or_tell(request, lambda: actions.mark_told(telling), said)
    return redirect("groups:cohort", telling.membership.cohort.public_id)
