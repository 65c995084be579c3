# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coordinator's queue: what asks for a decision, why, and by when. What goes well by itself is not on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from duizend.catalogue.queries import list_current_programmes
from duizend.doors.desk import words
from duizend.doors.desk.forms import QueueFilter
from duizend.doors.desk.queries.queue import Asked, count_families_of, read_page, with_families
from duizend.doors.desk.rules.queue import KINDS, arrange, kinds_asked
from duizend.doors.desk.views.queued import subjects_of
from duizend.doors.desk.views.tasks import build_task
from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock
from duizend.record.trajectories.queries import list_rooms

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.doors.desk.rules.queue import Due, Section


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what asks for a decision; the filter stands in the address, so that it can be kept and shared."""
    check_may("queue.read")
    today = clock.today()
    form = QueueFilter(request.GET)
    form.full_clean()
    asked = form.cleaned_data
    place = form.municipality
    who = form.professional
    wanted = Asked(
        kinds_asked(asked.get("soort", "")), place.pk if place else None, who.pk if who else None, asked["blad"]
    )
    found, has_more = read_page(wanted, today=today)
    tasks = with_families(found)
    note_read("queue.read", subjects_of(tasks))
    families = count_families_of(task.what.professional_id for task in tasks if task.kind == "certificate")
    context = {
        "head": _head(tasks, today=today, has_more=has_more, page=asked["blad"]), "form": form,
        "filters": _filters(form), "sections": [_section(part, families, today=today) for part in arrange(tasks, today=today)],
        "rooms": _rooms(today), "is_filtered": form.is_filtered, "all_url": reverse("desk:queue"),
        "before_url": _address(form, page=asked["blad"] - 1) if asked["blad"] > 1 else "",
        "next_url": _address(form, page=asked["blad"] + 1) if has_more else "",
    }  # fmt: skip
    return render(request, "desk/queue.html", context)


def _head(tasks: list[Due], *, today: date, has_more: bool, page: int) -> dict[str, object]:
    number = len(tasks)
    if has_more or page > 1:
        text = _("Met de reden erbij, wat het eerst moet bovenaan. Wat vanzelf goed loopt staat hier niet.")
    else:
        text = ngettext(
            "%(count)s ding, met de reden erbij. Wat vanzelf goed loopt staat hier niet.",
            "%(count)s dingen, met de reden erbij. Wat vanzelf goed loopt staat hier niet.", number,
        ) % {"count": words.capitalised(words.in_words(number))}  # fmt: skip
    return {"date_label": words.capitalised(words.long_date(today)), "text": text if number else "",
            "printed_on": f"{today:%d-%m-%Y}"}  # fmt: skip


def _section(section: Section, families: dict[int, int], *, today: date) -> dict[str, object]:
    titles = {
        "today": (_("Vandaag"), _("nu aan de beurt")),
        "week": (_("Deze week"), _("de komende zeven dagen")),
        "later": (_("Binnen 60 dagen"), _("komt eraan")),
    }
    title, meta = titles[section.name]
    return {
        "name": section.name, "title": title, "meta": meta,
        "tasks": [build_task(task, today=today, families=families) for task in section.tasks],
    }  # fmt: skip


def _rooms(today: date) -> list[dict[str, object]]:
    """Tell how many places of this year are taken; where families wait comes first."""
    programmes = list_current_programmes()
    rows = []
    for one in sorted(list_rooms(today.year), key=lambda one: (one.waiting == 0, one.programme, one.municipality.name)):
        programme = programmes.get(one.programme)
        said = {"taken": one.room.taken, "bought": one.room.bought}
        waits = ngettext("%(count)d gezin wacht", "%(count)d gezinnen wachten", one.waiting) % {"count": one.waiting}
        rows.append(
            {
                "name": one.municipality.name, "programme": words.text_of(programme.name) if programme else one.programme,
                "text": _("%(taken)d van %(bought)d") % said, "waiting": waits if one.waiting else "",
            }
        )  # fmt: skip
    return rows


def _filters(form: QueueFilter) -> list[dict[str, object]]:
    labels = {
        "": _("Alles"), "aanmeldingen": _("Aanmeldingen"), "met_spoed": _("Met spoed"), "aanbieden": _("Aanbieden"), "antwoorden": _("Antwoorden"),
        "opnieuw": _("Opnieuw vragen"), "plekken": _("Plekken"), "bezoeken": _("Bezoeken"),
        "overdragen": _("Overdragen"), "certificaten": _("Certificaten"), "groepen": _("Groepen"), "koppelen": _("Koppelen"),
        "opnames": _("Opnames"), "opvang": _("Opvang"),
        "verwijzingen": _("Verwijzingen"), "afronden": _("Afronden"), "buurt": _("Buurt"),
    }  # fmt: skip
    shown = form.cleaned_data.get("soort", "")
    return [
        {"label": labels[kind], "url": _address(form, kind=kind), "current": kind == shown} for kind in ("", *KINDS)
    ]


def _address(form: QueueFilter, *, kind: str | None = None, page: int = 1) -> str:
    """Return the address of the queue with this filter; nothing in it names a person, a professional stands as an id."""
    asked = form.cleaned_data
    words_asked = {
        "soort": asked.get("soort", "") if kind is None else kind, "gemeente": asked.get("gemeente", ""),
        "begeleider": asked.get("begeleider", ""), "blad": page if page > 1 else "",
    }  # fmt: skip
    query = urlencode({name: value for name, value in words_asked.items() if value})
    return reverse("desk:queue") + (f"?{query}" if query else "")
