# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves a trail on purpose: the letter of a report, and the text for the child's own dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from duizend.delivery.contacts.words import weekday_date
from duizend.ground.access.identity import note_read
from duizend.ground.kernel import clock
from duizend.ground.region.queries import get_region
from duizend.safety.meldcode import actions
from duizend.safety.meldcode.permissions import LET_GO, WRITE, open_trail
from duizend.safety.meldcode.queries import list_handlers, noted, standing
from duizend.safety.meldcode.rules.course import in_dossier_order
from duizend.safety.meldcode.rules.kinds import CONSULTED_ELEMENT, element_of
from duizend.safety.meldcode.views.entries import facts_of, title_of
from duizend.safety.meldcode.views.frame import FORM, READ_EVENT, around, back_to, guarded

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.safety.meldcode.models import TrailEntry

# What a report tells: what was seen, what was said about it, how it was weighed and decided.
IN_LETTER = (
    "signals",
    "child_check",
    "conversation",
    "conversation_skipped",
    "attempt",
    "weighing",
    "question",
    "decision_report",
    "decision_help",
    "informed",
)


@guarded(*FORM)
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the letter of a report, to print; a POST notes that it was taken out."""
    trail = open_trail(public_id, WRITE)
    if request.method == "POST":
        actions.note_taken_out(trail, "letter")
        return back_to(request, trail, _("Vastgelegd dat de brief is afgedrukt."))
    note_read(READ_EVENT, [trail.family.public_id, trail.public_id])
    entries = [entry for entry in standing(trail) if entry.kind in IN_LETTER]
    page = {
        **around(trail),
        "today": weekday_date(clock.today()),
        "region": get_region().name,
        "shielded": [
            {"name": one.parent.given_name, "words": one.words}
            for one in standing(trail)
            if one.kind == "shield" and one.parent is not None
        ],
        "reporters": [handler.name for handler in list_handlers(trail)],
        "people": [*trail.family.parents.all(), *trail.family.children.all()],
        "entries": [
            {"title": title_of(one), "when": weekday_date(one.happened_on), "text": facts_of(one), "words": one.words}
            for one in entries
        ],
        "decided": any(one.kind == "decision_report" and one.answer == "report" for one in entries),
    }
    return render(request, "meldcode/letter.html", page)


@guarded(*FORM)
def dossier(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the text for the dossier in the order of its elements; a POST notes that it was taken along."""
    trail = open_trail(public_id, WRITE)
    if request.method == "POST":
        actions.note_taken_out(trail, "handed_over")
        return back_to(request, trail, _("Vastgelegd dat de tekst naar het dossier ging."))
    note_read(READ_EVENT, [trail.family.public_id, trail.public_id])
    entries = standing(trail)
    ordered = [entries[place] for place in in_dossier_order(noted(entries))]
    return render(
        request, "meldcode/dossier.html", {**around(trail), "text": "\n\n".join(_told(one) for one in ordered)}
    )


@guarded(*FORM)
def let_go(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once more whether a closed trail goes here; a POST takes it away."""
    trail = open_trail(public_id, LET_GO)
    if request.method == "POST":
        actions.let_copy_go(trail)
        messages.success(request, _("Het spoor is hier weg. De tekst staat in het dossier."))
        return redirect("meldcode:overview")
    note_read(READ_EVENT, [trail.family.public_id, trail.public_id])
    return render(request, "meldcode/let_go.html", around(trail))


def _told(entry: TrailEntry) -> str:
    element = element_of(entry.kind, entry.number)
    head = f"{element} {title_of(entry)}" if element else title_of(entry)
    consulted = f"{CONSULTED_ELEMENT} {entry.who}" if entry.kind == "consult" and entry.who else ""
    lines = (f"{head} ({entry.happened_on:%d-%m-%Y})", facts_of(entry), consulted, entry.words)
    return "\n".join(line for line in lines if line)
