# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is in a family, where they live, and who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.doors.desk import words
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import years_old

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.doors.desk.queries.work import Looked
    from duizend.record.families.models import Family, Household, Parent

TONES = ("parent", "second")


def build_homes(family: Family, today: date) -> dict[str, object]:
    """Build the households of now and the parents in them."""
    parents = list(family.parents.all())
    homes = {h.pk: h for h in family.households.all() if h.valid_until is None or h.valid_until > today}
    count = len({parent.household_id for parent in parents} & set(homes)) or 1
    titles = {1: _("Eén huishouden"), 2: _("Twee huishoudens")}
    return {
        "title": titles.get(count, _("%(count)d huishoudens") % {"count": count}),
        "people": [
            _person(parent, homes.get(parent.household_id), today, tone=TONES[min(index, 1)])
            for index, parent in enumerate(parents)
        ],
    }  # fmt: skip


def _person(parent: Parent, home: Household | None, today: date, *, tone: str) -> dict[str, object]:
    role = _("ouder")
    if parent.birth_date:
        role = _("ouder, %(age)d") % {"age": years_old(parent.birth_date, today)}
    lines = [_("Veilig contact: %(how)s") % {"how": parent.safe_contact}] if parent.safe_contact else []
    if home:
        places = (home.municipality.name, home.neighbourhood.name if home.neighbourhood else "", home.street)
        lines.append(", ".join(place for place in places if place))
    language = words.language_name(parent.language)
    if language:
        lines.append(_("Spreekt %(language)s.") % {"language": language})
    if parent.needs_interpreter:
        lines.append(_("Een tolk is nodig."))
    lines += [parent.phone] if parent.phone else []
    initials = (parent.given_name[:1] + parent.family_name[:1]).upper()
    return {"initials": initials, "tone": tone, "name": parent.full_name, "role": role, "lines": lines}


def build_readers(lines: Iterable[Looked], today: date) -> list[dict[str, str]]:
    """Say who looked, when and at what, newest first; the same thing on the same day by the same person is one line."""
    counted: dict[tuple[str, date, str], tuple[str, int]] = {}
    for line in lines:
        local = clock.local_time(line.at)
        name = ", ".join(part for part in (line.name, line.job_title) if part) or _("Onbekend account")
        # Two events may be told in the same words: they are one line, at the time of the newest.
        key = name, local.date(), _what(line)
        last, times = counted.get(key, (words.clock_time(local), 0))
        counted[key] = last, times + line.times
    return [
        {"name": name, "text": _when(day, last, times, today=today, what=what)}
        for (name, day, what), (last, times) in counted.items()
    ]


def _when(day: date, last: str, times: int, *, today: date, what: str) -> str:
    shown = _("Vandaag") if day == today else words.capitalised(words.short_date(day, today))
    if times == 1:
        return f"{shown} {last}. {what}."
    said = {"day": shown, "time": last, "count": times}
    return f"{_('%(day)s, %(count)d keer, laatst om %(time)s.') % said} {what}."


def _what(line: Looked) -> str:
    if line.refused:
        return _("Geprobeerd te openen; geen toegang")
    return words.event_words(line.event)
