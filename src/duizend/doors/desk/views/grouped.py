# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What groups ask of a coordinator, as tasks of her queue: one that became too small, and who to tell of a loss in person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.doors.desk import words

if TYPE_CHECKING:
    from datetime import date

    from duizend.doors.desk.queries.queue import SmallGroup, ToTell

OF_GROUPS = ("small_group", "tell")


def describe_grouped(what: SmallGroup | ToTell, kind: str, on: date, *, today: date) -> dict[str, object]:
    """Put a task about a group into words; when it is due is said by the queue."""
    return _small(what, on, today=today) if kind == "small_group" else _to_tell(what, today=today)


def _small(small: SmallGroup, since: date, *, today: date) -> dict[str, object]:
    url = reverse("groups:cohort", args=[small.cohort.public_id])
    left = ngettext("Er is nog %(count)d gezin.", "Er zijn nog %(count)d gezinnen.", small.members)
    return {
        "chip": {"kind": "waiting", "icon": "groups", "label": _("Groep wordt te klein")},
        "title": small.cohort.name, "title_url": url,
        "why": _("minder gezinnen dan het programma aanhoudt, sinds %(day)s.") % {"day": words.short_date(since, today)},
        "also": left % {"count": small.members}, "label": _("Bekijk de groep"), "url": url,
    }  # fmt: skip


def _to_tell(task: ToTell, *, today: date) -> dict[str, object]:
    telling = task.telling
    cohort = telling.membership.cohort
    said = {"group": cohort.name, "day": words.short_date(telling.since, today)}
    return {
        "chip": {"kind": "noted", "icon": "speech", "label": _("Persoonlijk vertellen")},
        "title": _("%(name)s, over %(family)s")
        % {"name": telling.professional.name, "family": words.short_name(telling.family)},
        "title_url": "", "why": _("een verlies in %(group)s, op %(day)s. Uitnodigingen zijn gestopt.") % said,
        "also": _("Er gaat geen bericht uit."), "label": _("Naar de groep"),
        "url": reverse("groups:cohort", args=[cohort.public_id]),
    }  # fmt: skip
