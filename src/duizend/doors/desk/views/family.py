# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One family: the line, the course of things, who they are, and who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duizend.doors.desk import words
from duizend.doors.desk.queries.told import read_course
from duizend.doors.desk.queries.work import list_lines_about
from duizend.doors.desk.rules.ages import age_on
from duizend.doors.desk.views import course, people, timeline
from duizend.doors.desk.views.line import build_lifeline
from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import gestation
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import get_family
from duizend.record.trajectories.queries import (
    contacts_laid_out,
    current_assignment,
    current_state,
    programme_of,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.visits.models import Visit
    from duizend.doors.desk.queries.told import Told
    from duizend.record.trajectories.models import Trajectory

FILTERS = ("", "aanbod", "bezoeken")


@require_safe
def family(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a family's page."""
    with within_reach("family.read", public_id):
        found = get_family(public_id)
    check_family("family.read", found)
    note_read("family.read", [public_id])
    told = read_course(found, clock.today())
    shown = request.GET.get("toon", "")
    shown = shown if shown in FILTERS else ""
    here = reverse("desk:family", args=[public_id])
    labels = {"": _("Alles"), "aanbod": _("Aanbod"), "bezoeken": _("Bezoeken")}
    context = {
        "family": _head(told),
        "lifeline": build_lifeline(told),
        "courses": [_course(told, trajectory) for trajectory in told.trajectories],
        "filters": [
            {"label": labels[key], "url": f"{here}?toon={key}" if key else here, "current": key == shown} for key in FILTERS
        ],
        "entries": timeline.build_entries(told, shown),
        "empty": {"title": _("Hier komt het verloop"), "text": _("Van aanmelding tot laatste bezoek, nieuwste bovenaan.")},
        "homes": people.build_homes(told.family, told.today),
        "strengths": [visit.goes_well for visit in _latest_first(told) if visit.goes_well.strip()][:3],
    }  # fmt: skip
    return render(request, "desk/family.html", context)


@require_safe
def readers(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who looked at this family's record or wrote in it, as the family may see it too."""
    with within_reach("family.read", public_id):
        shown = get_family(public_id)
    check_family("family.read", shown)
    note_read("family.readers", [public_id])
    lines = people.build_readers(list_lines_about(public_id), clock.today())
    context = {
        "title": words.family_title(shown), "url": reverse("desk:family", args=[public_id]), "readers": lines,
    }  # fmt: skip
    return render(request, "desk/readers.html", context)


def _latest_first(told: Told) -> list[Visit]:
    contacts = [contact for row in told.contacts.values() for contact in row]
    contacts.sort(key=lambda contact: (contact.happened_on, contact.pk), reverse=True)
    return [told.visits[contact.pk] for contact in contacts if contact.pk in told.visits]


def _head(told: Told) -> dict[str, object]:
    to_record = told.to_record()
    return {
        "above": _since(told), "title": words.family_title(told.family), "below": _below(told),
        "readers_url": reverse("desk:readers", args=[told.family.public_id]),
        "record_url": reverse("visits:record", args=[to_record.public_id]) if to_record else "",
    }  # fmt: skip


def _since(told: Told) -> str:
    """Say since when the family is known: by the pregnancy where there is one."""
    since = told.family.registered_on
    if told.due_on is not None and (told.born_on is None or since < told.born_on):
        weeks, _days = gestation(told.due_on, since)
        return _("Bekend sinds week %(week)d van de zwangerschap") % {"week": max(weeks, 0)}
    return _("Bekend sinds %(day)s") % {"day": words.full_date(since)}


def _below(told: Told) -> str:
    children = list(told.family.children.all())
    sentences = [
        words.about_child(child.given_name, age_on(told.today, born_on=child.birth_date, due_on=None)) for child in children
    ]  # fmt: skip
    expecting = [p for p in told.family.pregnancies.all() if p.ended_on is None]
    sentences += [words.about_child("", age_on(told.today, born_on=None, due_on=p.due_date)) for p in expecting]
    for trajectory in told.trajectories:
        assignment = current_assignment(trajectory)
        if assignment and current_state(trajectory) in ("waiting", "running", "paused"):
            sentences.append(_("%(name)s begeleidt het gezin.") % {"name": assignment.professional.name})
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))


def _course(told: Told, trajectory: Trajectory) -> dict[str, object]:
    """Say how a trajectory stands and what can be done now; nothing starts by itself."""
    state = current_state(trajectory)
    programme = programme_of(trajectory)

    def action(name: str, label: str, *, is_main: bool = False) -> dict[str, object]:
        return {"url": reverse(f"trajectories:{name}", args=[trajectory.public_id]), "label": label, "is_main": is_main}

    asked = sum(step.kind == "offered" and not step.withdrawn for step in trajectory.steps.all())
    may_ask = state in ("indicated", "not_yet", "no_answer") and asked < programme.offer.cap
    actions = []
    if may_ask:
        label = _("Bied aan") if state == "indicated" else _("Vraag opnieuw")
        actions.append(action("offer", label, is_main=state == "indicated"))
    if state in ("offered", "not_yet", "no_answer", "declined"):
        actions.append(action("answer", _("Leg het antwoord vast"), is_main=state == "offered"))
    actions += _delivery_actions(told, trajectory, state)
    if state in ("waiting", "running", "paused"):
        actions.append(action("end", _("Beëindig")))
    return {
        "programme": words.text_of(programme.name), "chip": course.state_chip(trajectory, today=told.today),
        "actions": actions, "text": _now_words(told, trajectory, state),
        "undo": action("undo_end", _("Maak het einde ongedaan")) if state == "ended" else None,
    }  # fmt: skip


def _delivery_actions(told: Told, trajectory: Trajectory, state: str) -> list[dict[str, object]]:
    """List what can be done about who goes and when, by whoever looks."""
    if state not in ("waiting", "running"):
        return []
    assignment, coming = current_assignment(trajectory), told.coming(trajectory)
    actions = []
    if coming is not None:
        for name, label in (("move", _("Verzet het bezoek")), ("cancel", _("Annuleer het bezoek"))):
            actions.append(
                {"url": reverse(f"contacts:{name}", args=[coming.public_id]), "label": label, "is_main": False}
            )
    elif assignment is not None and told.has_more_to_plan(trajectory):
        url = reverse("contacts:plan", args=[trajectory.public_id])
        actions.append({"url": url, "label": _("Plan bezoek"), "is_main": state == "waiting"})
    if may(current(), "trajectory.assign"):
        url = reverse("trajectories:assign", args=[trajectory.public_id])
        label = _("Wijs toe") if assignment is None else _("Draag over")
        actions.append({"url": url, "label": label, "is_main": assignment is None})
    return actions


def _now_words(told: Told, trajectory: Trajectory, state: str) -> str:
    """Say where a trajectory stands, and what is planned."""
    coming = told.coming(trajectory) if state in ("waiting", "running") else None
    if coming is None:
        return _state_words(told, trajectory, state)
    local = clock.local_time(coming.starts_at)
    said = {
        "moment": f"{words.weekday_date(local.date())}, {words.clock_time(local)}", "name": coming.professional.name,
    }  # fmt: skip
    assignment = current_assignment(trajectory)
    if assignment is not None and assignment.professional_id != coming.professional_id:
        return _("Gepland: %(moment)s, met %(name)s, die dit gezin niet meer begeleidt. Verzet het bezoek.") % said
    return f"{_state_words(told, trajectory, state)} " + _("Gepland: %(moment)s, met %(name)s.") % said


def _state_words(told: Told, trajectory: Trajectory, state: str) -> str:
    held = len(told.contacts.get(trajectory.pk, []))
    if state in ("running", "paused") and held:
        last = told.contacts[trajectory.pk][-1]
        name = words.contact_words(programme_of(trajectory), contacts_laid_out(trajectory), last.moment)
        return _("%(visit)s was op %(day)s.") % {"visit": name, "day": words.short_date(last.happened_on, told.today)}
    if state == "waiting" and current_assignment(trajectory) is None:
        return _("Nog niemand begeleidt het gezin. De coördinator wijst toe.")
    texts = {
        "indicated": _("Nog niet aangeboden."), "offered": _("De ouders zijn aan zet."),
        "no_answer": _("Geen antwoord is geen nee."), "declined": _("De vraag is gesloten."),
        "waiting": _("Het eerste bezoek moet nog komen."),
    }  # fmt: skip
    return texts.get(state, "")
