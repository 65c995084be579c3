# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording places, support and a child's own voice; each goes back to the page of the places, where it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.contacts.words import text_of
from duizend.delivery.places import actions
from duizend.delivery.places.actions import PlaceSaid
from duizend.delivery.places.forms import ArrangeForm, BeginForm, EndForm, EndSupportForm, SupportForm, VoiceForm
from duizend.delivery.places.permissions import ARRANGE, open_trajectory
from duizend.delivery.places.queries import get_arrangement, get_support
from duizend.delivery.places.views.showing import child_name, children_of, heading, kind_words
from duizend.ground.access.identity import acting, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.record.families.models import Child
    from duizend.record.trajectories.models import Trajectory

GET_OR_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(GET_OR_POST)
def arrange(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a place of a child, and record it."""
    trajectory = open_trajectory(public_id)
    place = programme_of(trajectory).forms.place
    kinds = [(kind.id, text_of(kind.text)) for kind in place.kinds]
    initial = {"child": request.GET.get("kind", "")}
    form = ArrangeForm(_typed(request), children=_children(trajectory), kinds=kinds, initial=initial)

    def record() -> str:
        said = form.cleaned_data
        child = _find_child(trajectory, said["child"])
        place_said = PlaceSaid(said["kind"], said["where"], said["half_days"], said["from_on"], said["wish"])
        made = actions.arrange(trajectory, child, place_said)
        text = _("De plek van %(name)s is begonnen.") if made.has_begun else _("De plek van %(name)s is afgesproken.")
        return text % {"name": child_name(child)}

    return _answer(request, trajectory, form, record, template="places/arrange.html")


@never_cache
@require_http_methods(GET_OR_POST)
def begin(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Ask for the first day at a place that was agreed, and record it."""
    trajectory = open_trajectory(public_id)
    row = get_arrangement(trajectory, key)
    form = BeginForm(_typed(request), initial={"on": min(row.from_on, clock.today())})

    def record() -> str:
        actions.begin(row, on=form.cleaned_data["on"])
        return _("De plek van %(name)s is begonnen.") % {"name": child_name(row.child)}

    about = _about(trajectory, row)
    return _answer(request, trajectory, form, record, template="places/begin.html", about=about)


@never_cache
@require_http_methods(GET_OR_POST)
def end(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Ask for the last day at a place and why, and record it; a place that had not begun fell through."""
    trajectory = open_trajectory(public_id)
    row = get_arrangement(trajectory, key)
    form = EndForm(_typed(request), initial={"last_day": clock.today()})
    if not row.has_begun:
        for name in ("because", "last_day"):
            del form.fields[name]

    def record() -> str:
        said = form.cleaned_data
        actions.end_place(row, last_day=said.get("last_day", row.from_on), because=said.get("because", ""))
        return _("De plek van %(name)s is gestopt. Je kunt dit hier ongedaan maken.") % {"name": child_name(row.child)}

    about = _about(trajectory, row) | {"has_begun": row.has_begun}
    return _answer(request, trajectory, form, record, template="places/end.html", about=about)


@require_POST
def undo_end(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Take back that a place ended."""
    trajectory = open_trajectory(public_id)
    row = get_arrangement(trajectory, key)
    return _undo(
        request, public_id, lambda: actions.undo_end_of_place(row), _("Ongedaan gemaakt. De plek staat er weer.")
    )


@require_POST
def withdraw(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Take back that there was this place at all."""
    trajectory = open_trajectory(public_id)
    row = get_arrangement(trajectory, key)
    return _undo(
        request, public_id, lambda: actions.withdraw_place(row), _("Weggehaald. Wat er stond, blijft bewaard.")
    )


@never_cache
@require_http_methods(GET_OR_POST)
def add_support(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for support around the child, and record it."""
    trajectory = open_trajectory(public_id)
    form = SupportForm(_typed(request), initial={"from_on": clock.today()})

    def record() -> str:
        actions.add_support(trajectory, **form.cleaned_data)
        return _("De steun is vastgelegd.")

    return _answer(request, trajectory, form, record, template="places/support.html")


@never_cache
@require_http_methods(GET_OR_POST)
def end_support(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Ask for the last day of support, and record it."""
    trajectory = open_trajectory(public_id)
    row = get_support(trajectory, key)
    form = EndSupportForm(_typed(request), initial={"last_day": clock.today()})

    def record() -> str:
        actions.end_support(row, last_day=form.cleaned_data["last_day"])
        return _("De steun is gestopt. Je kunt dit hier ongedaan maken.")

    about = {"what": row.what, "by_whom": row.by_whom}
    return _answer(request, trajectory, form, record, template="places/end_support.html", about=about)


@require_POST
def undo_end_of_support(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Take back that support ended."""
    row = get_support(open_trajectory(public_id), key)
    said = _("Ongedaan gemaakt. De steun staat er weer.")
    return _undo(request, public_id, lambda: actions.undo_end_of_support(row), said)


@require_POST
def withdraw_support(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Take back that there was this support at all."""
    row = get_support(open_trajectory(public_id), key)
    said = _("Weggehaald. Wat er stond, blijft bewaard.")
    return _undo(request, public_id, lambda: actions.withdraw_support(row), said)


@never_cache
@require_http_methods(GET_OR_POST)
def hear(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask what a child says itself, and record it."""
    trajectory = open_trajectory(public_id)
    initial = {"child": request.GET.get("kind", ""), "on": clock.today()}
    form = VoiceForm(_typed(request), children=_children(trajectory), initial=initial)

    def record() -> str:
        said = form.cleaned_data
        child = _find_child(trajectory, said["child"])
        actions.hear_child(trajectory, child, answer=said["answer"], words=said["words"], on=said["on"])
        return _("Vastgelegd wat %(name)s zelf zegt.") % {"name": child_name(child)}

    return _answer(request, trajectory, form, record, template="places/hear.html")


def _answer(
    request: HttpRequest, trajectory: Trajectory, form: forms.Form, record: Callable[[], str], *, template: str,
    about: dict[str, object] | None = None,
) -> HttpResponse:  # fmt: skip
    """Record what was typed, or show the form: again with what was refused, and why."""
    if request.method == "POST" and form.is_valid():
        try:
            with acting(current()):
                said = record()
        except NotPermitted:
            raise
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, said)
            return redirect("places:show", trajectory.public_id)
    note_read(ARRANGE, [trajectory.family.public_id])
    context = heading(trajectory) | {"form": form} | (about or {})
    return render(request, template, context, status=422 if form.errors else 200)


def _undo(request: HttpRequest, public_id: str, action: Callable[[], object], said: str) -> HttpResponse:
    try:
        with acting(current()):
            action()
    except NotPermitted:
        raise
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect("places:show", public_id)


def _typed(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _children(trajectory: Trajectory) -> list[tuple[str, str]]:
    return [(child.public_id, child_name(child)) for child in children_of(trajectory)]


def _find_child(trajectory: Trajectory, public_id: str) -> Child:
    return next(child for child in children_of(trajectory) if child.public_id == public_id)


def _about(trajectory: Trajectory, row: object) -> dict[str, object]:
    place = programme_of(trajectory).forms.place
    return {"kind": kind_words(place, row.kind), "where": row.where, "child_name": child_name(row.child)}
