# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log, for who keeps it: reading it is a line of the log too."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duizend.doors.desk import words
from duizend.doors.desk.forms import LogFilter
from duizend.doors.desk.queries.log import LogAsked, read_log, read_own_log
from duizend.ground.access.identity import check_may, current, note, note_read
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from duizend.doors.desk.queries.log import LogPage
    from duizend.ground.access.models import LogLine, User

SUBJECTS_SHOWN = 4
MOST_EXPORTED = 10_000
COLUMNS = (
    "sequence", "at", "event", "action", "outcome", "account", "roles", "purpose", "subjects", "detail", "door", "previous", "digest",
)  # fmt: skip


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show the log, newest first. Families stand in it as ids only: whose they are is not for its keeper to know."""
    check_may("log.read")
    form = LogFilter(request.GET)
    form.full_clean()
    asked = form.cleaned_data
    page = read_log(_asked(form))
    note_read("log.read", [])
    context = {
        "form": form, "rows": _rows(page), "here": reverse("desk:log"), "is_filtered": form.has_changed(),
        "next_url": _address(form, before=page.next_before) if page.next_before else "",
        "is_later": asked.get("voor") is not None, "first_url": _address(form, before=None),
        "csv_url": _address(form, before=None).replace(reverse("desk:log"), reverse("desk:log_csv"), 1),
    }  # fmt: skip
    return render(request, "desk/log.html", context)


@require_safe
def log_csv(request: HttpRequest) -> HttpResponse:
    """Give the lines of the log that were asked for as a file, newest first, with the field names of NEN 7513."""
    check_may("log.export")
    form = LogFilter(request.GET)
    form.full_clean()
    page = read_log(_asked(form), size=MOST_EXPORTED)
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="logboek.csv"'}
    )
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for line in page.lines:
        released = page.released.get(line.sequence)
        if released == set():
            # Of a guarded line no more than on the page, and its digest, with which it can be checked elsewhere.
            kept = {
                "sequence": line.sequence,
                "at": line.at.isoformat(),
                "purpose": line.purpose,
                "digest": line.digest,
            }
            writer.writerow([kept.get(column, "") for column in COLUMNS])
            continue
        subjects = [one for one in line.subjects if released is None or one in released]
        values = {
            **{name: getattr(line, name) for name in COLUMNS},
            "at": line.at.isoformat(),
            "subjects": " ".join(subjects),
        }
        writer.writerow([values[column] for column in COLUMNS])
    note("log.exported", "E", detail=f"{len(page.lines)} lines")
    return response


@never_cache
@require_safe
def own_log(request: HttpRequest) -> HttpResponse:
    """Show somebody what stands in the log of herself; that she looked is a line too."""
    identity = current()
    check_may("log.own")
    asked = request.GET.get("voor", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None
    page, here = read_own_log(identity.public_id, before=before), reverse("desk:own_log")
    note_read("log.own", [])
    context = {
        # How many and not who: of what was refused, an id would be one of a family she has nothing to do with.
        "rows": [{**_row(line, None, None), "about": len(line.subjects)} for line in page.lines], "first_url": here, "is_later": before is not None,
        "next_url": f"{here}?voor={page.next_before}" if page.next_before else "",
    }  # fmt: skip
    return render(request, "desk/own_log.html", context)


def _asked(form: LogFilter) -> LogAsked:
    asked = form.cleaned_data
    return LogAsked(
        day=asked.get("dag"), account=asked.get("account", ""), subject=asked.get("over", ""),
        refused=bool(asked.get("geweigerd")), before=asked.get("voor"),
    )  # fmt: skip


def _rows(page: LogPage) -> list[dict[str, object]]:
    return [
        _kept_row(line)
        if page.released.get(line.sequence) == set()
        else _row(line, page.accounts.get(line.account), page.released.get(line.sequence))
        for line in page.lines
    ]


def _kept_row(line: LogLine) -> dict[str, object]:
    """Tell of a guarded line that it is there, and when it was written: what is needed to see that none is missing."""
    local = clock.local_time(line.at)
    return {"number": line.sequence, "when": f"{local:%d-%m-%Y} {words.clock_time(local)}", "is_kept": True}


def _row(line: LogLine, account: User | None, released: set[str] | None) -> dict[str, object]:
    local = clock.local_time(line.at)
    # Of a line that was released for one family the others are still nobody's business here.
    subjects = line.subjects if released is None else [subject for subject in line.subjects if subject in released]
    more = len(subjects) - SUBJECTS_SHOWN
    return {
        "number": line.sequence, "when": f"{local:%d-%m-%Y} {words.clock_time(local)}",
        "who": account.name if account else _("Onbekend account"), "account": line.account,
        "what": words.event_words(line.event), "event": line.event, "purpose": words.purpose_words(line.purpose),
        "refused": line.outcome == "refused", "detail": line.detail if line.outcome == "refused" else "",
        "subjects": subjects[:SUBJECTS_SHOWN],
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
