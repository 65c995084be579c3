# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log, for who keeps it: reading it is a line of the log too."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from duizend.doors.desk import words
from duizend.doors.desk.forms import LogFilter
from duizend.doors.desk.queries.log import LogAsked, read_log
from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.doors.desk.queries.log import LogPage
    from duizend.ground.access.models import LogLine, User

SUBJECTS_SHOWN = 4


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show the log, newest first. Families stand in it as ids only: whose they are is not for its keeper to know."""
    check_may("log.read")
    form = LogFilter(request.GET)
    form.full_clean()
    asked = form.cleaned_data
    page = read_log(
        LogAsked(
            day=asked.get("dag"), account=asked.get("account", ""), subject=asked.get("over", ""),
            refused=bool(asked.get("geweigerd")), before=asked.get("voor"),
        )
    )  # fmt: skip
    note_read("log.read", [])
    context = {
        "form": form, "rows": _rows(page), "here": reverse("desk:log"), "is_filtered": form.has_changed(),
        "next_url": _address(form, before=page.next_before) if page.next_before else "",
        "is_later": asked.get("voor") is not None, "first_url": _address(form, before=None),
    }  # fmt: skip
    return render(request, "desk/log.html", context)


def _rows(page: LogPage) -> list[dict[str, object]]:
    return [_row(line, page.accounts.get(line.account)) for line in page.lines]


def _row(line: LogLine, account: User | None) -> dict[str, object]:
    local = clock.local_time(line.at)
    more = len(line.subjects) - SUBJECTS_SHOWN
    return {
        "number": line.sequence, "when": f"{local:%d-%m-%Y} {words.clock_time(local)}",
        "who": account.name if account else _("Onbekend account"), "account": line.account,
        "what": words.event_words(line.event), "event": line.event, "purpose": words.purpose_words(line.purpose),
        "refused": line.outcome == "refused", "detail": line.detail if line.outcome == "refused" else "",
        "subjects": line.subjects[:SUBJECTS_SHOWN],
        "more": ngettext("en nog %(count)d", "en nog %(count)d", more) % {"count": more} if more > 0 else "",
    }  # fmt: skip


def _address(form: LogFilter, *, before: int | None) -> str:
    asked = form.cleaned_data
    kept = {
        "dag": f"{asked['dag']:%Y-%m-%d}" if asked.get("dag") else "", "account": asked.get("account", ""),
        "over": asked.get("over", ""), "geweigerd": "1" if asked.get("geweigerd") else "", "voor": before or "",
    }  # fmt: skip
    query = urlencode({name: value for name, value in kept.items() if value})
    return reverse("desk:log") + (f"?{query}" if query else "")
