# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tasks of matching in words; what a volunteer told is read on her own page, not in the queue."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.delivery.matching.words import need_words, search_words
from duizend.doors.desk import words

if TYPE_CHECKING:
    from datetime import date

    from duizend.delivery.matching.models import Match, VolunteerCheck, VolunteerSaid
    from duizend.delivery.matching.queries import Searching

OF_MATCHING = ("find_match", "volunteer_check", "volunteer_said", "look_back")
Task = dict[str, object]


def describe_matched(kind: str, what: object, *, today: date) -> Task:
    """Put a task of matching into words; when it is due is said by who shows it."""
    return {
        "find_match": _of_search, "volunteer_check": _of_check, "volunteer_said": _of_said, "look_back": _of_look_back,
    }[kind](what, today)  # fmt: skip


def _of_search(search: Searching, today: date) -> Task:
    """Tell since when somebody is looked for and what comes next; whom, is read on the family's own matching page."""
    url = reverse("matching:family", args=[search.trajectory.public_id])
    since = words.short_date(search.since, today)
    return {
        "chip": {"kind": "waiting", "icon": "support", "label": _("Steunouder zoeken")},
        "title": words.short_name(search.standing.family), "title_url": url,
        "why": _("gezocht sinds %(day)s. Nu eerst: %(step)s.") % {"day": since, "step": search_words(search.step)},
        "also": search.standing.municipality.name, "when": _("sinds %(day)s") % {"day": since},
        "label": _("Bekijk wie er past"), "url": url,
    }  # fmt: skip


def _of_check(check: VolunteerCheck, today: date) -> Task:
    url = reverse("matching:volunteer", args=[check.volunteer.public_id])
    said = {
        "need": need_words(check.kind), "name": check.volunteer.full_name,
        "day": words.short_date(check.valid_until - timedelta(days=1), today),
    }  # fmt: skip
    lapsed = check.valid_until <= today
    return {
        "chip": {"kind": "noted", "icon": "certificate", "label": said["need"]},
        "title": _("%(need)s van %(name)s") % said, "title_url": url,
        "why": (_("telde tot en met %(day)s.") if lapsed else _("telt tot en met %(day)s.")) % said,
        "also": _("Zonder kan geen nieuwe stap worden gezet."), "label": _("Bekijk de vrijwilliger"), "url": url,
    }  # fmt: skip


def _of_said(told: VolunteerSaid, today: date) -> Task:
    url = reverse("matching:volunteer", args=[told.volunteer.public_id])
    said = {"name": told.volunteer.full_name, "day": words.short_date(told.happened_on, today)}
    is_worry = told.kind == "worry"
    return {
        "chip": {"kind": "noted", "icon": "speech", "label": _("Maakt zich zorgen") if is_worry else _("Wil stoppen")},
        "title": said["name"], "title_url": url, "why": _("schreef het op %(day)s op de eigen pagina.") % said,
        "also": _("Bel, en leg vast dat het is opgepakt."), "label": _("Lees en bel"), "url": url,
    }  # fmt: skip


def _of_look_back(match: Match, today: date) -> Task:
    url = reverse("matching:family", args=[match.trajectory.public_id])
    said = {
        "family": words.short_name(match.family),
        "name": match.volunteer.full_name,
        "day": words.short_date(match.look_back_on, today),
    }
    return {
        "chip": {"kind": "noted", "icon": "sprout", "label": _("Samen terugkijken")},
        "title": _("%(family)s en %(name)s") % said, "title_url": url,
        "why": _("nog niet samen teruggekeken; dat is afgesproken voor %(day)s.") % said,
        "also": _("Vraag de ouder, het kind en de steunouder hoe het gaat."), "label": _("Bekijk de koppeling"), "url": url,
    }  # fmt: skip
