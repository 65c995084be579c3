# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public pages about programmes, for parents first: open to everybody, with or without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duizend.catalogue import words
from duizend.catalogue.queries import list_current_programmes
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import find_contact_point, get_region

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.programme import Finding, Programme

DIRECTIONS = ("for", "neutral", "against")


@login_not_required
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes there are, for parents who look around."""
    rows = [
        {
            "name": words.text_of(found.name), "url": reverse("catalogue:programme", args=[found.id]),
            "summary": words.text_of(found.summary), "ages": words.age_range_words(found.target),
        }
        for found in list_current_programmes().values()
    ]  # fmt: skip
    context = {"frame": _frame(request), "rows": rows, "controller": get_region().controller}
    return render(request, "catalogue/programmes.html", context)


@login_not_required
@require_safe
def programme(request: HttpRequest, programme_id: str) -> HttpResponse:
    """Tell about one programme: what, for whom, when, whom to call, and how well it works."""
    found = list_current_programmes().get(programme_id)
    if found is None:
        raise NotFound("programme_not_found", _("Dit programma is er niet."))
    context = {
        "frame": _frame(request), "programme": _told(found), "says": words.shape_words(found.delivery), "contacts": _contacts(found),
        "answers": _answers(found), "evidence": _evidence(found), "call": _call(found.id),
        "controller": get_region().controller, "professional": _for_professionals(found),
        "sources": found.sources, "today": clock.today(),
    }  # fmt: skip
    return render(request, "catalogue/programme.html", context)


# They say nothing about anybody: also open to an account that has no second factor yet.
programmes.open_without_second_factor = True
programme.open_without_second_factor = True


def _frame(request: HttpRequest) -> str:
    """Keep the menu for who is logged in."""
    return "base.html" if request.user.is_authenticated else "base_public.html"


def _told(found: Programme) -> dict[str, object]:
    team = found.team
    return {
        "name": words.text_of(found.name), "summary": words.text_of(found.summary),
        "delivery": words.DELIVERIES[found.delivery], "ages": words.age_range_words(found.target),
        "has_criteria": bool(found.target.groups), "themes": [words.text_of(theme.text) for theme in found.themes],
        "has_trajectory": found.has_trajectory, "for_everybody": found.forms.activity is not None,
        "trained": team is not None and team.certificate_required,
        "experience": words.length_words(team.experience) if team and team.experience else "",
        "facilitators": team.facilitators if team and team.facilitators > 1 else 0,
        "kept": words.length_words(found.retention.term) if found.retention else "",
        "kept_since": words.KEPT_SINCE[found.retention.since] if found.retention else "",
        "self_sign_up": found.has_trajectory and any(route.kind == "self" for route in found.routes),
    }  # fmt: skip


def _contacts(found: Programme) -> list[dict[str, object]]:
    return [
        {"when": words.contact_when(one), "how": words.contact_how(one), "is_extra": not one.obligatory}
        for one in found.contacts
    ]  # fmt: skip


def _answers(found: Programme) -> str:
    """Say how often may be asked in all; nothing for what is not offered to one family."""
    if found.offer is None:
        return ""
    cap = found.offer.cap
    return ngettext("We vragen het één keer.", "We vragen het nooit vaker dan %(count)d keer.", cap) % {"count": cap}


def _evidence(found: Programme) -> dict[str, object]:
    evidence = found.evidence
    titles = {
        "for": _("Wat ervoor spreekt"), "neutral": _("Waar geen verschil te zien was"), "against": _("Wat ertegen spreekt"),
    }  # fmt: skip
    groups = [
        {"direction": direction, "title": titles[direction], "findings": [_finding(found, one) for one in chosen]}
        for direction in DIRECTIONS
        if (chosen := [one for one in evidence.findings if one.direction == direction])
    ]
    directions = {one.direction for one in evidence.findings}
    if {"for", "against"} <= directions:
        opening = _("Niet elk onderzoek zegt hetzelfde. Daarom staat alles hier.")
    elif directions:
        opening = _("Dit is wat het onderzoek zegt.")
    else:
        opening = _("Hier is nog geen onderzoek naar gedaan.")
    return {
        "opening": opening, "groups": groups, "level": words.text_of(evidence.level), "body": evidence.body,
        "on": evidence.on, "source": found.source(evidence.source),
    }  # fmt: skip


def _finding(found: Programme, finding: Finding) -> dict[str, object]:
    return {"text": words.text_of(finding.text), "source": found.source(finding.source)}


def _call(programme_id: str) -> dict[str, str] | None:
    """Say whom parents call in this region; nothing where the region's file names nobody."""
    point = find_contact_point(programme_id, on=clock.today())
    if point is None:
        return None
    return {
        "team": point.team, "phone": point.phone, "dial": "".join(c for c in point.phone if c.isdigit() or c == "+"),
        "email": point.email, "hours": point.hours_en if get_language() == "en" else point.hours_nl,
    }  # fmt: skip


def _for_professionals(found: Programme) -> dict[str, object]:
    """Gather what the file says in the words of the field."""
    team = found.team
    said = [*(contact.note for contact in found.contacts), found.offer.note if found.offer else None]
    notes = [note for note in said if note]
    return {
        "owner": found.owner, "version": found.version, "valid_from": found.valid_from,
        "target": words.text_of(found.target.text),
        "criteria": [words.text_of(criterion.text) for criterion in found.criteria],
        "routes": [words.text_of(route.text) for route in found.routes],
        "team": [
            words.text_of(text)
            for text in ((team.experience_in, team.supervision, team.licence) if team else ())
            if text
        ],
        "notes": list(dict.fromkeys(words.text_of(note) for note in notes)),
    }  # fmt: skip
