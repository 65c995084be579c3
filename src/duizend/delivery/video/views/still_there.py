# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The recordings that are still there: one's own, or those of the region for a coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duizend.delivery.contacts.words import capitalised, label_words, text_of, weekday_date
from duizend.delivery.video.permissions import LIST
from duizend.delivery.video.queries import list_still_there
from duizend.delivery.video.rules.destroying import is_overdue, remind_from
from duizend.delivery.video.words import because_words
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.workforce.queries import find_professional_of
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import contacts_laid_out, programme_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.video.models import RecordingDue

MOST_PAGES = 40


@never_cache
@require_safe
def still_there(request: HttpRequest) -> HttpResponse:
    """List the recordings that are still there, the soonest last day first, with the reason."""
    check_may(LIST)
    is_coordinator = "coordinator" in current().roles
    professional = None if is_coordinator else find_professional_of(current().account_id)
    asked = request.GET.get("blad", "")
    number = min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    nothing = professional is None and not is_coordinator
    found = None if nothing else list_still_there(professional=professional, page=number)
    rows, today = (found.rows if found else []), clock.today()
    note_read("video.list", list(dict.fromkeys(row.trajectory.family.public_id for row in rows)))
    here = reverse("video:still_there")
    page = {
        "rows": [_row(row, today, with_name=is_coordinator) for row in rows],
        "before_url": f"{here}?blad={number - 1}" if number > 1 else "",
        "next_url": f"{here}?blad={number + 1}" if found and found.has_more else "",
    }  # fmt: skip
    return render(request, "video/still_there.html", page)


def _row(row: RecordingDue, today: date, *, with_name: bool) -> dict[str, object]:
    trajectory = row.trajectory
    programme = programme_of(trajectory)
    return {
        "family": display_name(trajectory.family) or _("Gezin zonder naam"),
        "url": reverse("video:course", args=[trajectory.public_id]),
        "about": f"{text_of(programme.name)}. {label_words(programme, contacts_laid_out(trajectory), row.recording.moment)}.",
        "made": _("Gemaakt op %(day)s.") % {"day": weekday_date(row.made_on)},
        "who": row.professional.name if with_name and row.professional else "",
        "why": because_words(row.because, row.destroy_on), "chip": chip_of(row.destroy_on, today),
    }  # fmt: skip


def chip_of(destroy_on: date, today: date) -> dict[str, str]:
    """Return the state of a last day: over, soon, or later; a word and an icon."""
    if is_overdue(destroy_on, today=today):
        return {"kind": "late", "label": _("Te laat"), "icon": ""}
    if remind_from(destroy_on) <= today:
        return {"kind": "waiting", "label": _("Deze week"), "icon": ""}
    return {"kind": "noted", "label": capitalised(weekday_date(destroy_on)), "icon": "calendar"}
