# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Preparing a visit: what parents want to talk about, what was agreed, who is at home and how one speaks together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duizend.delivery.contacts.queries import find_standing_contact
from duizend.delivery.contacts.words import capitalised, language_name, moment_words, place_words
from duizend.delivery.visits.permissions import open_appointment
from duizend.delivery.visits.views.pages import Surroundings, first_day
from duizend.delivery.visits.words import topics_title
from duizend.ground.access.identity import note_read
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.contacts.models import Appointment
    from duizend.record.families.models import Parent


@never_cache
@require_safe
def prepare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is good to know before a visit."""
    appointment = open_appointment(public_id)
    around = Surroundings(appointment, first_day(appointment))
    note_read("visit.read", [appointment.family.public_id])
    begins, ends = clock.local_time(appointment.starts_at), clock.local_time(appointment.ends_at)
    address = [public_id]
    came = clock.local_day(appointment.starts_at) <= clock.today()
    page = {
        "visit": {
            "family_name": around.family_name(), "family_url": around.family_url(), "about": around.about(),
            "moment": f"{capitalised(moment_words(begins))}–{ends:%H:%M}", "place": place_words(appointment),
            "label": around.label(), "source": around.source(),
            "topics_title": topics_title(around.open_topics), "deviation": appointment.deviation,
            "is_off": appointment.cancelled_at is not None or find_standing_contact(appointment) is not None,
        },
        "topics": [
            {"words": topic.words, "who": topic.parent.given_name if topic.parent else "", "later": topic.last_outcome == "later"}
            for topic in around.open_topics
        ],
        "themes": [words for key, words in around.themes() if key in around.themes_of_this()],
        "previous": around.previous(appointment),
        "at_home": [_speaks(parent) for parent in appointment.family.parents.all() if _lives_there(parent, appointment)],
        "elsewhere": [p.given_name for p in appointment.family.parents.all() if not _lives_there(p, appointment)],
        "children": [_child(child.given_name) for child in appointment.family.children.all() if child.died_on is None],
        "urls": {
            "record": reverse("visits:record", args=address) if came else "", "topic": reverse("visits:topic", args=address),
            "appointment": reverse("contacts:appointment", args=address), "back": reverse("desk:today"),
        },
    }  # fmt: skip
    return render(request, "visits/prepare.html", page)


def _lives_there(parent: Parent, appointment: Appointment) -> bool:
    """Say whether a parent lives where the visit is; not known counts as there."""
    return None in (appointment.household_id, parent.household_id) or parent.household_id == appointment.household_id


def _speaks(parent: Parent) -> dict[str, str]:
    """Say how one speaks with a parent: language, interpreter, and how to reach her or him safely."""
    return {
        "name": parent.full_name, "language": language_name(parent.language) if parent.language not in ("", "nl") else "",
        "interpreter": _("Een tolk is nodig.") if parent.needs_interpreter else "", "safe": parent.safe_contact,
        "phone": parent.phone if parent.contact_by in ("any", "phone") else "", "in_person": parent.contact_by == "in_person",
    }  # fmt: skip


def _child(name: str) -> str:
    return name or _("kind zonder naam")
