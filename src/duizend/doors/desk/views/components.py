# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every component of the house in all its states, drawn by the templates that the pages use. About nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.messages import ERROR, INFO, SUCCESS, WARNING
from django.contrib.messages.storage.base import Message
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duizend.doors.desk.specimens import SpecimenForm
from duizend.doors.desk.views import course
from duizend.doors.desk.views.timeline import Entry
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component; invented values, no row of anybody is read."""
    context = {
        "here": reverse("desk:components"), "specimen_chips": _chips(), "specimen_notices": _notices(),
        "specimen_messages": _messages(), "specimen_menu": _menu(),
        "form": SpecimenForm(), "form_with_errors": SpecimenForm({"calls": "thuis"}, prefix="wrong"),
        "lifeline": _lifeline(), "entries": _entries(), "window": _window(), "steps": _steps(),
        "number": _number(), "funnel": _funnel(), "table": _table(),
        "counts": (12, 0, "<5", "<10", "hidden", None),
    }  # fmt: skip
    return render(request, "desk/components.html", context)


def _chips() -> list[dict[str, object]]:
    states = [{"kind": kind, "label": str(label)} for kind, label in course.STATES.values()]
    endings = [
        {"kind": "completed" if ending == "completed" else "stopped", "label": str(label)}
        for ending, label in course.ENDINGS.items()
    ]
    others = [
        {"kind": "todo", "label": _("Nog over te nemen")}, {"kind": "late", "label": _("3 dagen te laat")},
        {"kind": "error", "label": _("Niet bewaard")}, {"kind": "noted", "label": _("Verwijst ergens heen"), "url": "#chips"},
    ]  # fmt: skip
    return [
        {"title": _("Waar een traject staat"), "chips": states}, {"title": _("Hoe het eindigde"), "chips": endings},
        {"title": _("Overige"), "chips": others},
    ]  # fmt: skip


def _notices() -> list[dict[str, str]]:
    return [
        {"kind": "info", "icon": "info", "title": "", "text": _("De afspraak valt in een vakantie.")},
        {"kind": "ok", "icon": "check", "title": "", "text": _("Het bezoek is vastgelegd.")},
        {"kind": "warning", "icon": "clock", "title": _("Wacht op antwoord"), "text": _("De ouders zijn aan zet tot 3 maart.")},
        {"kind": "error", "icon": "warning", "title": _("Dit lukte niet"), "text": _("Je tekst staat er nog. Probeer het opnieuw.")},
    ]  # fmt: skip


def _messages() -> list[Message]:
    texts = {
        SUCCESS: _("Vastgelegd."), INFO: _("Er is niets veranderd."),
        WARNING: _("Vastgelegd, buiten het venster."), ERROR: _("Niet vastgelegd."),
    }  # fmt: skip
    return [Message(level, text) for level, text in texts.items()]


def _menu() -> list[dict[str, object]]:
    own, look_up = _("Mijn werk"), _("Opzoeken")
    rows = [
        (_("Vandaag"), "calendar", own, True, None), (_("Gezinnen"), "families", own, False, 3),
        (_("Cijfers"), "chart", look_up, False, None), (_("Programma’s"), "compass", look_up, False, None),
    ]  # fmt: skip
    return [
        {"label": label, "url": "#menu", "icon": icon, "group": group, "current": current, "count": count}
        for label, icon, group, current, count in rows
    ]


def _lifeline() -> dict[str, object]:
    marks = [
        (_("week 0"), 0, False, "start"), (_("geboorte"), 23, True, ""), (_("1 jaar"), 54, False, ""),
        (_("2 jaar"), 85, True, ""), (_("2½ jaar"), 100, False, "end"),
    ]  # fmt: skip
    bar = {"from_percent": 12, "until_percent": 70, "label": _("begeleiding"), "kind": "programme"}
    ahead = {"from_percent": 70, "until_percent": 85, "label": _("gepland"), "kind": "planned"}
    group = {"from_percent": 10, "until_percent": 40, "label": _("groep"), "kind": "group"}
    dots = [
        {"at_percent": 12, "kind": "offer", "label": _("aanbod, akkoord")},
        {"at_percent": 30, "kind": "done", "label": _("bezoek 1, geweest")},
        {"at_percent": 52, "kind": "waiting", "label": _("wacht op antwoord")},
        {"at_percent": 72, "kind": "planned", "label": _("bezoek 2, gepland")},
    ]
    return {
        "birth_percent": 23, "today_percent": 60, "two_years_percent": 85,
        "marks": [{"label": label, "at_percent": at, "bold": bold, "align": align} for label, at, bold, align in marks],
        "lanes": [
            {"name": _("Huisbezoeken"), "bars": [bar, ahead], "dots": dots},
            {"name": _("Groep"), "bars": [group], "dots": []}, {"name": _("Nog leeg"), "bars": [], "dots": []},
        ],
    }  # fmt: skip


def _entries() -> list[Entry]:
    today, order = clock.today(), (0,)
    said = {"who": _("Samira wil bespreken"), "topics": [_("Hoe kom ik de nacht door")]}
    chip = {"kind": "agreed", "label": _("Akkoord"), "icon": ""}

    def entry(kind: str, icon: str, title: str, **more: object) -> Entry:
        return Entry(today, order, "", kind, icon, title, when=_("3 maart"), **more)

    return [
        entry("planned", "calendar", _("Nog niet gebeurd: gepland"), parent=said),
        entry("held", "home", _("Gebeurd: bezoek"), age=_("6 weken"), text=_("Over slapen."), notes=[_("Vastgelegd op 4 maart")]),
        entry("waiting", "hourglass", _("Wacht op iemand")),
        entry("agreed", "check", _("Antwoord"), chip=chip),
        entry("system", "info", _("Van het systeem")),
        entry("parent", "star", _("Mijlpaal"), milestone=True),
    ]  # fmt: skip


def _window() -> dict[str, object]:
    return {
        "from_percent": 20, "until_percent": 80, "target_percent": 50, "from_label": _("1 maart"),
        "until_label": _("28 maart"), "target_label": _("14 maart"),
        "text": _("Het bezoek valt tussen 1 en 28 maart, het liefst op 14 maart."),
        "proposals": [{"at_percent": 48, "first": True}, {"at_percent": 62, "first": False}],
    }  # fmt: skip


def _steps() -> list[dict[str, str]]:
    labels = {"done": _("Onderwerpen"), "current": _("Verslag"), "todo": _("Volgende bezoek")}
    return [{"label": label, "url": "#steps", "state": state} for state, label in labels.items()]


def _number() -> dict[str, object]:
    return {
        "value": "42 %", "of": _("gestart"), "share_percent": 42, "numerator": _("8 gezinnen die startten"),
        "denominator": _("19 gezinnen die in aanmerking kwamen"), "period": "2026", "source": _("verzonnen cijfers"),
    }  # fmt: skip


def _funnel() -> dict[str, object]:
    def part(start: int, width: int, value: int, kind: str, label: str = "") -> dict[str, object]:
        return {"from_percent": start, "width_percent": width, "value": value, "kind": kind, "label": label}

    rows = [
        {"label": _("In aanmerking"), "segments": [part(0, 100, 19, "indicated")]},
        {"label": _("Aangeboden"), "segments": [part(0, 84, 16, "offered"), part(84, 16, 3, "waiting", _("wacht"))]},
        {"label": _("Gestart"), "note": _("De rest zei nog niet, of nee."),
         "segments": [part(0, 42, 8, "started"), part(42, 32, 6, "rest", _("nog niet")), part(74, 26, 5, "declined", _("nee"))]},
    ]  # fmt: skip
    return {
        "text": _("19 gezinnen kwamen in aanmerking, 16 kregen een aanbod, 8 startten."), "rows": rows,
        "capacity": {"at_percent": 53, "label": _("10 plekken")},
    }  # fmt: skip


def _table() -> dict[str, object]:
    def row(label: str, families: object, children: object, **more: object) -> dict[str, object]:
        return {"label": label, "families": families, "children": children, "definition": "", **more}

    told = {"definition": _("Gezinnen bij wie is vastgelegd dat het programma past."), "numerator": _("gezinnen")}
    return {
        "caption": _("Gezinnen en kinderen"), "threshold": 5, "notes": [_("Verzonnen cijfers.")],
        "rows": [
            row(_("In aanmerking"), 19, 21, **told), row(_("Aangeboden"), 16, 18),
            row(_("Nog niet"), "<5", "hidden", part_of_above=True), row(_("Gescreend"), None, None),
        ],
    }  # fmt: skip
