# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of offers: what waits to be asked, for an answer, or for a moment that parents chose."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duizend.catalogue.queries import list_offered_programmes, read_decisions
from duizend.catalogue.rules.deciding import STOP
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.ground.region.queries import list_municipalities
from duizend.record.trajectories.forms import OffersForm
from duizend.record.trajectories.forms.offers import BY_NOW, WHAT
from duizend.record.trajectories.queries import OffersAsked, list_offers

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.queries import Decisions
    from duizend.record.trajectories.models import Standing

CHIPS = {
    "offer": ("noted", gettext_lazy("Nog aan te bieden"), ""),
    "answer": ("offered", gettext_lazy("Aangeboden"), ""),
    "ask_again": ("not-yet", gettext_lazy("Nog niet"), ""),
    "try_again": ("waiting", gettext_lazy("Geen antwoord"), "question"),
}
TO_DO = {
    "offer": ("trajectories:offer", gettext_lazy("Bied aan")),
    "answer": ("trajectories:answer", gettext_lazy("Leg het antwoord vast")),
    "ask_again": ("trajectories:offer", gettext_lazy("Vraag opnieuw")),
    "try_again": ("trajectories:offer", gettext_lazy("Vraag opnieuw")),
}


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """List the offers that wait for something; what is chosen to be shown stands in the address."""
    check_may("offer.list")
    names = {
        key: one.name.in_language("en" if get_language() == "en" else "nl")
        for key, one in list_offered_programmes().items()
    }
    form = OffersForm(
        request.GET, programmes=sorted(names.items(), key=lambda pair: pair[1]),
        municipalities=[(place.code, place.name) for place in list_municipalities()],
    )  # fmt: skip
    form.full_clean()
    asked, today = form.cleaned_data, clock.today()
    sees_all = current().reach == "region"
    wanted = OffersAsked(
        what=asked.get("wat", ""), programme=asked.get("programma", ""), municipality=asked.get("gemeente", ""),
        due_by=today if asked.get("wanneer") == BY_NOW else None, carer=None if sees_all else current().account_id,
    )  # fmt: skip
    stopped = read_decisions()
    page = list_offers(wanted, today=today, page=asked.get("pagina") or 1)
    note_read("offer.list", [row.family.public_id for row in page.rows])
    context = {
        "form": form, "rows": [_row(row, names, today, stopped) for row in page.rows], "filters": _filters(asked),
        "all_url": reverse("trajectories:offers"), "is_filtered": any(asked.get(key) for key in ("wat", "wanneer", "programma", "gemeente")),
        "before_url": _address({**asked, "pagina": page.number - 1}) if page.number > 1 else "",
        "next_url": _address({**asked, "pagina": page.number + 1}) if page.has_next else "",
        "printed_on": _day(today, today), "sees_all": sees_all,
    }  # fmt: skip
    return render(request, "trajectories/offers.html", context)


def _row(row: Standing, names: dict[str, str], today: date, decisions: Decisions) -> dict[str, object]:
    told = _offer(row, names, today)
    decision = decisions.find(row.programme, row.municipality.code, today)
    if decision is None or decision.outcome != STOP:
        return told
    # What stops is offered to nobody; that the family hears so, and what there is instead, is left to do.
    why = _("Wordt hier niet meer aangeboden. In plaats daarvan: %(instead)s") % {"instead": decision.instead}
    return told | {
        "chip": {"kind": "noted", "label": _("Programma stopt"), "icon": ""}, "why": why,
        "action": {"url": told["url"], "label": _("Bekijk het gezin")},
    }  # fmt: skip


def _offer(row: Standing, names: dict[str, str], today: date) -> dict[str, object]:
    kind, label, icon = CHIPS[row.due_for]
    page, action = TO_DO[row.due_for]
    is_due = row.due_on is not None and row.due_on <= today
    return {
        "name": _name(row), "url": address_of("desk:family", row.family.public_id),
        "chip": {"kind": kind, "label": label, "icon": icon}, "why": _why(row, today), "is_due": is_due,
        "about": f"{names.get(row.programme, row.programme)} · {row.municipality.name}", "when": _when(row, today),
        "action": {"url": address_of(page, row.trajectory.public_id), "label": action},
    }  # fmt: skip


def _name(row: Standing) -> str:
    """Name a family by its parents: a list of offers has no need of its children."""
    names = [parent.full_name for parent in row.family.parents.all()]
    if len(names) < 2:
        return "".join(names) or _("Gezin zonder naam")
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _why(row: Standing, today: date) -> str:
    said = {"day": _day(row.since, today)}
    texts = {
        "offer": _("Komt sinds %(day)s in aanmerking; het gesprek moet nog komen."),
        "answer": _("Aangeboden op %(day)s. De ouders zijn aan zet."),
        "ask_again": _("Op %(day)s zeiden de ouders: nog niet."),
        "try_again": _("Op %(day)s was er geen antwoord. Dat is geen nee."),
    }
    return texts[row.due_for] % said


def _when(row: Standing, today: date) -> str:
    if row.due_on is None:
        return _("Nog geen moment afgesproken")
    if row.due_on > today:
        until = _("Antwoord tot %(day)s") if row.due_for == "answer" else _("Vanaf %(day)s")
        return until % {"day": _day(row.due_on, today)}
    return (
        _("Antwoordtermijn voorbij sinds %(day)s") % {"day": _day(row.due_on, today)}
        if row.due_for == "answer"
        else _("Nu, sinds %(day)s") % {"day": _day(row.due_on, today)}
    )


def _filters(asked: dict[str, object]) -> list[dict[str, object]]:
    every = ("", gettext_lazy("Alles"))
    return [
        {
            "label": label,
            "url": _address({**asked, "wat": key, "pagina": None}),
            "current": (asked.get("wat") or "") == key,
        }
        for key, label in (every, *WHAT)
    ]


def _address(asked: dict[str, object]) -> str:
    words = urlencode({key: value for key, value in asked.items() if value})
    return reverse("trajectories:offers") + (f"?{words}" if words else "")


def _day(day: date, today: date) -> str:
    return _formatted(day, "j F" if day.year == today.year else "j F Y", get_language())


@lru_cache(maxsize=4096)
def _formatted(day: date, pattern: str, language: str | None) -> str:
    # Django's own formatting is slow, and a page shows the same few days over and over.
    return format_date(day, pattern)
