# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beginning about a recording, who is in view, and what each person says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.contacts.words import text_of
from duizend.delivery.video import actions
from duizend.delivery.video.actions.asking import FILMED, MAY_BEGIN
from duizend.delivery.video.forms import ConsentForm, InViewForm, WithdrawForm
from duizend.delivery.video.permissions import RECORD, SETTLE, open_trajectory
from duizend.delivery.video.queries import list_cases
from duizend.delivery.video.views.frame import GET_OR_POST, RecordingPage, around_of, to_course
from duizend.ground.access.identity import note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.kernel.rules.points import describe_point
from duizend.record.trajectories.queries import contacts_laid_out, current_state

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.video.queries import Case, Person
    from duizend.record.trajectories.models import Trajectory


@never_cache
@require_http_methods(GET_OR_POST)
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin about a recording: for which contact, and who comes in view; consent comes next."""
    trajectory = open_trajectory(public_id, RECORD)
    cases = list_cases(trajectory)
    if current_state(trajectory) not in MAY_BEGIN:
        raise ActionRefused("does_not_go_on", _("Filmen kan zodra de ouders akkoord zijn en zolang het traject loopt."))
    form = _begin_form(request, trajectory, taken={case.recording.moment for case in cases})
    if not form.is_valid():
        return _show_begin(request, trajectory, form, status=422 if form.errors else 200)
    actions.open_recording(trajectory, moment=form.cleaned_data["moment"], in_view=actions.InViewSaid(*form.chosen()))
    return to_course(request, trajectory, _("Leg nu per persoon vast wie toestemming geeft."))


def _begin_form(request: HttpRequest, trajectory: Trajectory, *, taken: set[str]) -> InViewForm:
    filmed = [contact for contact in contacts_laid_out(trajectory) if contact.recording in FILMED]
    moments = [(contact.key, text_of(contact.label)) for contact in filmed]
    first = next((key for key, _label in moments if key not in taken), moments[-1][0] if moments else None)
    family = trajectory.family
    return InViewForm(
        request.POST or None, moments=moments, parents=family.parents.all(), children=_living(trajectory),
        initial={"moment": first},
    )  # fmt: skip


def _living(trajectory: Trajectory) -> list:
    return [child for child in trajectory.family.children.all() if child.died_on is None]


def _show_begin(request: HttpRequest, trajectory: Trajectory, form: InViewForm, status: int) -> HttpResponse:
    note_read("video.read", [trajectory.family.public_id])
    return render(request, "video/begin.html", {"form": form, **around_of(trajectory)}, status=status)


def _begin_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    trajectory = open_trajectory(public_id, RECORD)
    form = _begin_form(request, trajectory, taken={case.recording.moment for case in list_cases(trajectory)})
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _show_begin(request, trajectory, form, status=409)


begin.show_again = _begin_again


@never_cache
@require_http_methods(GET_OR_POST)
def in_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add who turns out to be in view, before the recording is made."""
    case = IN_VIEW.open(public_id)
    form = IN_VIEW.make_form(request, case)
    if not form.is_valid():
        return IN_VIEW.show(request, case, form)
    actions.put_in_view(case.recording, actions.InViewSaid(*form.chosen()), on=clock.today())
    return to_course(request, case.trajectory, _("Toegevoegd. Vraag ook daarvoor toestemming."))


def _in_view_form(request: HttpRequest, case: Case) -> InViewForm:
    known = {row.parent_id or 0 for row in case.in_view}, {row.child_id or 0 for row in case.in_view}
    return InViewForm(
        request.POST or None, moments=[],
        parents=[one for one in case.trajectory.family.parents.all() if one.pk not in known[0]],
        children=[one for one in _living(case.trajectory) if one.pk not in known[1]],
    )  # fmt: skip


@never_cache
@require_POST
def not_in_view(request: HttpRequest, public_id: str, person_id: str) -> HttpResponse:
    """Record that somebody does not come in view after all."""
    case = IN_VIEW.open(public_id)
    row = next((row for row in case.in_view if row.public_id == person_id), None)
    if row is None:
        raise NotFound("not_in_view", "Deze persoon staat niet als in beeld.")
    actions.take_out_of_view(row)
    return to_course(request, case.trajectory, _("Vastgelegd dat deze persoon niet in beeld komt."))


@never_cache
@require_http_methods(GET_OR_POST)
def consent(request: HttpRequest, public_id: str, person_id: str) -> HttpResponse:
    """Record what one person answered about one recording."""
    case = CONSENT.open(public_id)
    person = _person(case, person_id)
    form = CONSENT.make_form(request, case, person_id=person_id)
    if not form.is_valid():
        return CONSENT.show(request, case, form, person_id=person_id)
    row = actions.record_consent(case.recording, who=person.who, said=form.said())
    said = (
        _("Toestemming van %(name)s vastgelegd.")
        if row.answer == "yes"
        else _("Vastgelegd: %(name)s zegt nee. Dat is goed.")
    )
    return to_course(request, case.trajectory, said % {"name": person.name})


@never_cache
@require_http_methods(GET_OR_POST)
def withdraw(request: HttpRequest, public_id: str, person_id: str) -> HttpResponse:
    """Record that somebody takes a consent back; use stops at once."""
    case = WITHDRAW.open(public_id)
    person = _person(case, person_id)
    standing = case.standing_answer(person.who, clock.today())
    if standing is None or not standing.purposes:
        raise ActionRefused("no_yes_stands", _("Er is geen toestemming om in te trekken."))
    form = WITHDRAW.make_form(request, case, person_id=person_id)
    if not form.is_valid():
        return WITHDRAW.show(request, case, form, person_id=person_id)
    actions.withdraw_consent(case.recording, who=person.who, on=form.cleaned_data["on"], left=form.left())
    return to_course(
        request, case.trajectory, _("Vastgelegd dat %(name)s de toestemming intrekt.") % {"name": person.name}
    )


def _person(case: Case, person_id: str) -> Person:
    found = next((person for who, person in case.people.items() if who[1] == person_id), None)
    if found is None:
        raise NotFound("person_not_found", "Deze persoon is niet gevonden.")
    return found


def _purposes(case: Case) -> list[tuple[str, str]]:
    return [(one.id, text_of(one.text)) for one in case.rules.purposes] or [(case.purposes[0], _("Terugkijken"))]


def _consent_form(request: HttpRequest, case: Case, *, person_id: str) -> ConsentForm:
    return ConsentForm(request.POST or None, purposes=_purposes(case), initial={"on": clock.today()})


def _withdraw_form(request: HttpRequest, case: Case, *, person_id: str) -> WithdrawForm:
    row = case.standing_answer(_person(case, person_id).who, clock.today())
    standing = [(key, words) for key, words in _purposes(case) if row is not None and key in row.purposes]
    return WithdrawForm(request.POST or None, standing=standing, initial={"on": clock.today()})


def _around_person(case: Case, *, person_id: str) -> dict[str, object]:
    return {
        "name": _person(case, person_id).name, "consent_text": text_of(case.rules.consent),
        "purpose": _purposes(case)[0][1], "within": text_of(describe_point(case.rules.destroy_within)),
        "version": case.trajectory.version.version, "is_made": case.made_on is not None,
    }  # fmt: skip


IN_VIEW = RecordingPage("video/in_view.html", _in_view_form)
CONSENT = RecordingPage("video/consent.html", _consent_form, around=_around_person)
WITHDRAW = RecordingPage("video/withdraw.html", _withdraw_form, SETTLE, _around_person)
in_view.show_again = IN_VIEW.again()
consent.show_again = CONSENT.again()
withdraw.show_again = WITHDRAW.again()
