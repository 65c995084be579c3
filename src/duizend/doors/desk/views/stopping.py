# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Winding a programme down after it was decided to stop: who has to hear it, who goes on, who heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from duizend.catalogue.queries import get_decided, list_offered_programmes
from duizend.catalogue.rules.deciding import STOP
from duizend.delivery.matching.actions import tell_volunteer_of_stop, undo_told
from duizend.delivery.matching.permissions import open_volunteer
from duizend.delivery.matching.queries import list_volunteers_to_tell, list_volunteers_told
from duizend.doors.desk import words
from duizend.doors.desk.queries.stopping import list_stops
from duizend.doors.desk.rules.queue import MOST_PAGES
from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.trajectories.actions import tell_of_stop, undo_tell_of_stop
from duizend.record.trajectories.queries import count_by_state, get_trajectory, list_stopping, list_told, told_of
from duizend.record.trajectories.rules.states import STATE_WORDS
from duizend.record.trajectories.rules.winding_down import GOING_ON, TO_TELL

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.models import ProgrammeDecided
    from duizend.delivery.matching.models import Volunteer, VolunteerWord
    from duizend.doors.desk.queries.stopping import ToWindDown
    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.trajectories.models import Standing, Step, Trajectory

PAGE = 25
LISTS = ("vertellen", "vrijwilligers", "lopen", "verteld")
CHIPS = {
    "indicated": "noted", "offered": "offered", "not_yet": "not-yet", "no_answer": "waiting", "waiting": "waiting",
    "running": "running", "paused": "waiting",
}  # fmt: skip
TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}


class ToldForm(forms.Form):
    """On which day somebody was told, and what was agreed."""

    use_required_attribute = False

    on = forms.DateField(
        label=gettext_lazy("Verteld op"), widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Vul in wanneer het verteld is.")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Hoe, en wat is er afgesproken?"), required=False, max_length=400,
        widget=forms.TextInput(attrs=TEXT),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Again:
    """A form that comes back: whose it is, as it was typed, and why it was not done."""

    about: str = ""
    form: ToldForm | None = None
    reason: str = ""
    status: int = 200


def describe_stop(what: ToWindDown) -> dict[str, object]:
    """Put into words that a programme stops and who has not heard; who they are is told on the page itself."""
    decision, parts = what.decision, []
    if what.families:
        parts.append(ngettext("%(count)d gezin", "%(count)d gezinnen", what.families) % {"count": what.families})
    if what.volunteers:
        said = ngettext("%(count)d vrijwilliger", "%(count)d vrijwilligers", what.volunteers)
        parts.append(said % {"count": what.volunteers})
    said = {"programme": _programme(decision.programme), "place": what.place or _("hele regio")}
    why = ngettext(
        "%(who)s wacht op bericht dat het stopt.",
        "%(who)s wachten op bericht dat het stopt.",
        what.families + what.volunteers,
    )
    url = reverse("desk:wind_down", args=[decision.public_id])
    return {
        "chip": {"kind": "noted", "icon": "speech", "label": _("Programma stopt")},
        "title": _("%(programme)s afronden, %(place)s") % said, "title_url": url,
        "why": why % {"who": words.enumerate_words(parts)},
        "also": _("In plaats daarvan: %(instead)s") % {"instead": decision.instead}, "label": _("Rond af"), "url": url,
    }  # fmt: skip


@require_safe
def wind_down(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one list of a stop; which one, and which page of it, stands in the address."""
    check_may("queue.read")
    return _page(request, _stop(public_id), Again())


@never_cache
@require_POST
def tell_family(request: HttpRequest, public_id: str, trajectory_id: str) -> HttpResponse:
    """Record that a family was told."""
    trajectory, form = _open_trajectory(trajectory_id), _form(trajectory_id, request)
    if not form.is_valid():
        return _page(request, _stop(public_id), Again(trajectory_id, form, status=422))
    tell_of_stop(trajectory, public_id, on=form.cleaned_data["on"], words=form.cleaned_data["words"])
    messages.success(request, _("Vastgelegd: het gezin weet dat het stopt. Er staat niets meer open."))
    return redirect(_address(public_id, "vertellen"))


@never_cache
@require_POST
def untell_family(request: HttpRequest, public_id: str, trajectory_id: str) -> HttpResponse:
    """Take back that a family was told."""
    undo_tell_of_stop(_open_trajectory(trajectory_id), public_id)
    messages.success(request, _("Ongedaan gemaakt. Het gezin staat weer waar het stond."))
    return redirect(_address(public_id, "verteld"))


@never_cache
@require_POST
def tell_volunteer(request: HttpRequest, public_id: str, volunteer_id: str) -> HttpResponse:
    """Record that a volunteer was told."""
    volunteer, form = _open_volunteer(volunteer_id), _form(volunteer_id, request)
    if not form.is_valid():
        return _page(request, _stop(public_id), Again(volunteer_id, form, status=422))
    tell_volunteer_of_stop(volunteer, public_id, on=form.cleaned_data["on"], words=form.cleaned_data["words"])
    messages.success(request, _("Vastgelegd: de vrijwilliger weet dat het stopt."))
    return redirect(_address(public_id, "vrijwilligers"))


@never_cache
@require_POST
def untell_volunteer(request: HttpRequest, public_id: str, volunteer_id: str) -> HttpResponse:
    """Take back that a volunteer was told."""
    undo_told(_open_volunteer(volunteer_id), public_id)
    messages.success(request, _("Ongedaan gemaakt. De vrijwilliger staat weer bij wie het nog moet horen."))
    return redirect(_address(public_id, "verteld"))


def _again(request: HttpRequest, refusal: ActionRefused, public_id: str, **about: str) -> HttpResponse:
    one = next(iter(about.values()))
    form = _form(one, request)
    form.is_valid()
    return _page(request, _stop(public_id), Again(one, form, str(refusal.reason), 409))


tell_family.show_again = tell_volunteer.show_again = untell_family.show_again = untell_volunteer.show_again = _again


def _open_trajectory(public_id: str) -> Trajectory:
    check_may("queue.read")
    with within_reach("trajectory.decide", public_id):
        trajectory = get_trajectory(public_id)
    check_family("trajectory.decide", trajectory.family)
    return trajectory


def _open_volunteer(public_id: str) -> Volunteer:
    check_may("queue.read")
    return open_volunteer(public_id)


def _stop(public_id: str) -> ProgrammeDecided:
    decided = get_decided(public_id)
    if decided.outcome != STOP:
        raise NotFound("stop_not_found", _("Bij dit besluit valt niets af te ronden."))
    return decided


def _form(about: str, request: HttpRequest | None = None) -> ToldForm:
    typed = request.POST if request is not None else None
    return ToldForm(typed, auto_id=f"{about}_%s", initial={"on": clock.today()})


def _page(request: HttpRequest, decided: ProgrammeDecided, again: Again) -> HttpResponse:
    today = clock.today()
    lists, (chosen, number) = _read_lists(decided, today), _chosen(request)
    begin = (number - 1) * PAGE
    found = lists.read(chosen, begin)
    shown = found[:PAGE]
    note_read("winding_down.read", [_subject(one) for one in shown])
    rows = [_row(chosen, one, today, again) for one in shown]
    if chosen == "verteld" and number == 1:
        rows += [_told_volunteer(one, today) for one in lists.volunteers_told]
    context = {
        "title": _("%(programme)s afronden") % {"programme": _programme(decided.programme)},
        "place": decided.municipality.name if decided.municipality else _("Hele regio"), "id": decided.public_id,
        "decision": _decision(decided), "instead": decided.instead, "is_undone": not lists.municipality_ids,
        "chosen": chosen, "rows": rows, "lists": _tabs(decided.public_id, chosen, lists.count()), "reason": again.reason,
        "before_url": _address(decided.public_id, chosen, number - 1) if number > 1 else "",
        "next_url": _address(decided.public_id, chosen, number + 1) if len(found) > PAGE else "",
        "printed_on": f"{today:%d-%m-%Y}",
    }  # fmt: skip
    return render(request, "desk/winding_down.html", context, status=again.status)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a stop; of the volunteers all, since a programme has tens of them."""

    decided: ProgrammeDecided
    municipality_ids: tuple[int, ...]
    volunteers: list[Volunteer]
    volunteers_told: list[VolunteerWord]

    def read(self, chosen: str, begin: int) -> list[Standing | Step | Volunteer]:
        """Return what stands from `begin` on in a list, and one more than fits on a page."""
        if chosen == "vrijwilligers":
            return self.volunteers[begin : begin + PAGE + 1]
        if chosen == "verteld":
            return list_told(self.decided, begin=begin, limit=PAGE + 1)
        states = GOING_ON if chosen == "lopen" else TO_TELL
        return list_stopping(self.decided.programme, self.municipality_ids, states, begin=begin, limit=PAGE + 1)

    def count(self) -> dict[str, int]:
        """Count each list."""
        states = count_by_state(self.decided.programme, self.municipality_ids)
        return {
            "vertellen": sum(states.get(state, 0) for state in TO_TELL), "vrijwilligers": len(self.volunteers),
            "lopen": sum(states.get(state, 0) for state in GOING_ON),
            "verteld": told_of(self.decided).count() + len(self.volunteers_told),
        }  # fmt: skip


def _read_lists(decided: ProgrammeDecided, today: date) -> Lists:
    stops = {one.decision.public_id: one.municipality_ids for one in list_stops(today)}
    places = stops.get(decided.public_id, ())
    return Lists(decided, places, list_volunteers_to_tell(decided, places), list_volunteers_told(decided))


def _chosen(request: HttpRequest) -> tuple[str, int]:
    asked = request.GET.get("blad", "")
    number = min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    name = request.resolver_match.url_name if request.resolver_match else ""
    of_post = {"tell_volunteer": "vrijwilligers", "untell_family": "verteld", "untell_volunteer": "verteld"}
    chosen = of_post.get(name or "", request.GET.get("lijst", ""))
    return chosen if chosen in LISTS else "vertellen", number


def _address(public_id: str, chosen: str, number: int = 1) -> str:
    page = f"&blad={number}" if number > 1 else ""
    return f"{reverse('desk:wind_down', args=[public_id])}?lijst={chosen}{page}"


def _tabs(public_id: str, chosen: str, numbers: dict[str, int]) -> list[dict[str, object]]:
    labels = {
        "vertellen": _("Gezinnen die het nog moeten horen"), "vrijwilligers": _("Vrijwilligers die het nog moeten horen"),
        "lopen": _("Lopen door"), "verteld": _("Hebben het gehoord"),
    }  # fmt: skip
    return [
        {"label": labels[key], "count": numbers[key], "url": _address(public_id, key), "current": key == chosen}
        for key in LISTS
        if numbers[key] or key != "vrijwilligers"
    ]


def _programme(programme: str) -> str:
    found = list_offered_programmes().get(programme)
    return words.text_of(found.name) if found else programme


def _decision(decided: ProgrammeDecided) -> str:
    said = {
        "body": decided.body, "day": words.full_date(decided.happened_on), "start": words.full_date(decided.from_on),
    }  # fmt: skip
    return _("Besluit van %(body)s op %(day)s. Vanaf %(start)s wordt het niet meer aangeboden.") % said


def _subject(one: Standing | Step | Volunteer) -> str:
    family = getattr(one, "family", None)
    return family.public_id if family is not None else one.public_id


def _row(chosen: str, one: Standing | Step | Volunteer, today: date, again: Again) -> dict[str, object]:
    if chosen == "vrijwilligers":
        return _volunteer(one) | _with_form(one.public_id, "desk:tell_volunteer", again)
    if chosen == "verteld":
        return _told_family(one, today)
    row = {
        "name": words.short_name(one.family), "url": address_of("desk:family", one.family.public_id),
        "chip": {"kind": CHIPS[one.state], "label": words.capitalised(_(STATE_WORDS[one.state]))},
        "text": _("%(place)s, sinds %(day)s") % {"place": one.municipality.name, "day": words.short_date(one.since, today)},
    }  # fmt: skip
    return row | (_with_form(one.trajectory.public_id, "desk:tell_family", again) if chosen == "vertellen" else {})


def _with_form(about: str, action: str, again: Again) -> dict[str, object]:
    is_again = again.about == about
    form = again.form if is_again and again.form is not None else _form(about)
    return {"id": about, "form": form, "action": action, "error": again.reason if is_again else ""}


def _volunteer(volunteer: Volunteer) -> dict[str, object]:
    return {
        "name": volunteer.full_name, "url": address_of("matching:volunteer", volunteer.public_id),
        "chip": {"kind": "noted", "label": _("Vrijwilliger")}, "text": volunteer.municipality.name,
    }  # fmt: skip


def _told_family(step: Step, today: date) -> dict[str, object]:
    return {
        "name": words.short_name(step.family), "url": address_of("desk:family", step.family.public_id),
        "chip": {"kind": "completed", "label": _("Gehoord")}, "id": step.trajectory.public_id, "undo": "desk:untell_family",
        "text": _told_words(step.happened_on, step.reason, today),
    }  # fmt: skip


def _told_volunteer(word: VolunteerWord, today: date) -> dict[str, object]:
    return _volunteer(word.volunteer) | {
        "chip": {"kind": "completed", "label": _("Gehoord")}, "id": word.volunteer.public_id, "undo": "desk:untell_volunteer",
        "text": _told_words(word.happened_on, word.words, today),
    }  # fmt: skip


def _told_words(on: date, said: str, today: date) -> str:
    told = _("Verteld op %(day)s") % {"day": words.short_date(on, today)}
    return f"{told}: {said}" if said else f"{told}."
