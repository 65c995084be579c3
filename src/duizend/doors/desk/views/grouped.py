# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups on the desk: a coordinator's tasks about them, and the sessions in the day of who leads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.delivery.groups.words import count_words, session_words, theme_words
from duizend.doors.desk import words
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from duizend.delivery.groups.queries import SessionOfDay, SmallGroup
    from duizend.doors.desk.queries.queue import ToClose, ToTell

OF_GROUPS = ("small_group", "tell", "close_group")


def describe_grouped(what: SmallGroup | ToTell | ToClose, kind: str, on: date, *, today: date) -> dict[str, object]:
    """Put a task about a group into words; when it is due is said by the queue."""
    if kind == "small_group":
        return _small(what, on, today=today)
    return _to_close(what, on, today=today) if kind == "close_group" else _to_tell(what, today=today)


def _small(small: SmallGroup, on: date, *, today: date) -> dict[str, object]:
    url = reverse("groups:cohort", args=[small.cohort.public_id])
    said = {"day": words.short_date(on, today)}
    if small.has_begun:
        label, why = _("Groep wordt te klein"), _("minder gezinnen dan het programma aanhoudt, sinds %(day)s.")
        left = ngettext("Er is nog %(count)d gezin.", "Er zijn nog %(count)d gezinnen.", small.members)
    else:
        label, why = _("Groep begint te klein"), _("minder gezinnen dan het programma aanhoudt; begint op %(day)s.")
        left = ngettext("Er is nu %(count)d gezin.", "Er zijn nu %(count)d gezinnen.", small.members)
    return {
        "chip": {"kind": "waiting", "icon": "groups", "label": label}, "title": small.cohort.name, "title_url": url,
        "why": why % said, "also": left % {"count": small.members}, "label": _("Bekijk de groep"), "url": url,
    }  # fmt: skip


def _to_close(over: ToClose, on: date, *, today: date) -> dict[str, object]:
    args = [over.cohort.public_id]
    return {
        "chip": {"kind": "noted", "icon": "groups", "label": _("Groep afsluiten")}, "title": over.cohort.name,
        "title_url": reverse("groups:cohort", args=args),
        "why": _("de laatste bijeenkomst was op %(day)s.") % {"day": words.short_date(on, today)}, "also": "",
        "label": _("Sluit af"), "url": reverse("groups:close", args=args),
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


def add_sessions(
    stops: list[dict[str, object]], sessions: Sequence[SessionOfDay], *, now: datetime
) -> list[dict[str, object]]:
    """Put the sessions of a day between its visits in order of time; of all of them one is "now", as for visits alone."""
    if not sessions:
        return stops
    together = sorted([*stops, *(_stop(one, now=now) for one in sessions)], key=lambda stop: stop["starts_at"])
    still = [
        stop for stop in together
        if stop["state"] != "held" and clock.local_day(stop["starts_at"]) == now.date()
    ]  # fmt: skip
    current = next((stop for stop in still if stop["ends_at"] > now), still[0] if still else None)
    for stop in together:
        if stop["state"] != "held":
            stop["state"] = "now" if stop is current else "later"
    return together


def _stop(one: SessionOfDay, *, now: datetime) -> dict[str, object]:
    session, cohort = one.session, one.session.cohort
    starts, ends = clock.local_time(session.starts_at), clock.local_time(session.ends_at)
    url = reverse("groups:session", args=[session.public_id])
    may_fill_in = starts.date() <= now.date()
    themes = theme_words(cohort, session)
    about = [f"{cohort.place}.", f"{count_words(one.members)}.", f"{words.enumerate_words(themes)}." if themes else ""]
    also = []
    if session.with_partners:
        also.append({"kind": "noted", "label": _("Met partner of iemand die zij kiest"), "icon": "families"})
    if may_fill_in and session.ends_at <= now and not one.is_filled_in:
        also.append({"kind": "waiting", "label": _("Nog niet ingevuld"), "icon": ""})
    return {
        "state": "held" if one.is_filled_in else "later", "starts_at": session.starts_at, "ends_at": session.ends_at,
        "from_label": words.clock_time(starts), "until_label": words.clock_time(ends),
        "family_name": cohort.name, "family_url": reverse("groups:cohort", args=[cohort.public_id]),
        "about": " ".join(part for part in about if part),
        "chip": {"kind": "running", "label": session_words(cohort, session), "icon": "groups"}, "also": also,
        "parent": None, "start_url": url if may_fill_in else "", "start_label": _("Presentielijst"),
    }  # fmt: skip
