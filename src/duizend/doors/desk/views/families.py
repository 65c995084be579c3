# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The families within reach, and searching among them. A name never stands in an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.delivery.contacts.queries import next_appointments
from duizend.doors.desk import words
from duizend.doors.desk.forms import SearchForm
from duizend.doors.desk.permissions import may_register
from duizend.doors.desk.queries.work import list_open_courses
from duizend.doors.desk.rules.ages import age_on
from duizend.doors.desk.views.course import state_chip
from duizend.doors.desk.views.day import family_url
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import rows_of
from duizend.record.families.queries import list_families
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.contacts.models import Appointment
    from duizend.ground.access.rules.policy import Identity
    from duizend.record.families.models import Family
    from duizend.record.trajectories.models import Trajectory


@require_http_methods(["GET", "HEAD", "POST"])
def families(request: HttpRequest) -> HttpResponse:
    """List the families within reach, a page at a time; a search is posted, so that no name gets into an address."""
    check_may("family.list")
    form = SearchForm(request.POST if request.method == "POST" else request.GET)
    form.full_clean()
    asked = form.cleaned_data
    # What is asked in an address is passed over: only a posted search has words.
    searched = asked.get("words", "") if request.method == "POST" else ""
    identity = current()
    carer = None if identity.reach == "region" else identity.account_id
    page = list_families(words=searched, after=asked.get("after", ""), carer=carer)
    note_read("family.list", [family.public_id for family in page.families])
    today = clock.today()
    ids = [family.pk for family in page.families]
    courses, coming = list_open_courses(ids), next_appointments(ids)
    rows = [_row(f, courses.get(f.pk, []), coming.get(f.pk), today=today) for f in page.families]
    context = {
        "rows": rows, "next_after": page.next_after, "words": searched, "is_later": bool(asked.get("after")),
        "form": SearchForm(initial={"words": searched}), "empty": _empty(),
        "new_url": reverse("families:new") if may_register(current()) else "", **_glass(identity),
    }  # fmt: skip
    return render(request, "desk/families.html", context)


def _glass(identity: Identity) -> dict[str, str]:
    """Return where a family that one does not care for is opened with haste, or where that is looked at."""
    if may(identity, "glass.break"):
        return {"glass_url": reverse("families:glass"), "glass_label": _("Met spoed in een dossier")}
    if may(identity, "glass.list"):
        return {"glass_url": reverse("families:opened_with_haste"), "glass_label": _("Met spoed geopend")}
    return {}


def _row(
    family: Family, trajectories: list[Trajectory], appointment: Appointment | None, *, today: date
) -> dict[str, object]:
    household = next((h for h in rows_of(family, "households") if h.valid_until is None or h.valid_until > today), None)
    return {
        "name": words.family_name(family), "url": family_url(family),
        "about": " · ".join(part for part in (_youngest(family, today), household.municipality.name if household else "") if part),
        "chips": [
            {**state_chip(trajectory, today=today), "programme": words.text_of(programme_of(trajectory).name)}
            for trajectory in trajectories
        ],
        "next": _("Afspraak %(day)s, %(time)s") % {
            "day": words.weekday_date(clock.local_day(appointment.starts_at)),
            "time": words.clock_time(clock.local_time(appointment.starts_at)),
        } if appointment else "",
    }  # fmt: skip


def _youngest(family: Family, today: date) -> str:
    born = [child.birth_date for child in rows_of(family, "children")]
    due = [pregnancy.due_date for pregnancy in rows_of(family, "pregnancies") if pregnancy.ended_on is None]
    ages = [age_on(today, born_on=None, due_on=day) for day in due[-1:]]
    ages += [age_on(today, born_on=max(born), due_on=None)] if born else []
    return ", ".join(text for text in map(words.age_words, ages) if text)


def _empty() -> dict[str, str]:
    return {
        "none": _("Hier komen de gezinnen die je begeleidt"),
        "none_text": _("De coördinator wijst een gezin toe, of leest een lijst met aanmeldingen in."),
        "none_found": _("Geen gezin met deze naam"),
        "none_found_text": _("Probeer het begin van een voornaam of achternaam. Gezinnen die je niet begeleidt, staan hier niet."),
    }  # fmt: skip
