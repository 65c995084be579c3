# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one group shows: its sessions, its members, what is to be done in person, and who leads it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.contacts.words import text_of
from duizend.delivery.groups import words
from duizend.delivery.groups.forms import spot_words
from duizend.delivery.groups.permissions import may_manage, may_record
from duizend.delivery.groups.queries import (
    dates_of,
    is_facilitator,
    list_changes,
    list_members_of,
    list_tellings_of,
    read_numbers,
    state_of,
)
from duizend.delivery.groups.rules.members import count_roster, is_member
from duizend.delivery.groups.views.due_dates import build_due_dates
from duizend.ground.access.identity import current
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from datetime import date

    from duizend.delivery.groups.models import Cohort, CohortChange, Facilitator, Membership, Session, Telling
    from duizend.delivery.groups.queries import Gap, Numbers

DAY = timedelta(days=1)


def build_page(cohort: Cohort, today: date) -> tuple[dict[str, object], list[str]]:
    """Build the page of a group, and return with it the ids of the families that are on it, for the log."""
    members = list_members_of(cohort)
    standing = [one for one in members if is_member(words.stay_of(one), today)]
    identity = current()
    manages = may_manage(identity)
    records = may_record(identity, leads=is_facilitator(cohort, identity.account_id, today))
    tellings = list_tellings_of(cohort) if manages else []
    numbers = read_numbers(cohort, today, account_id=identity.account_id)
    state = state_of(cohort, today)
    kind, icon, label = words.STATES[state]
    page = {
        "cohort": cohort, "programme": text_of(get_programme_by_id(cohort.version_id).name),
        "chip": {"kind": kind, "icon": icon, "label": str(label)}, "state": state,
        "where": spot_words(cohort.municipality, cohort.neighbourhood), "due": words.range_words(cohort, DAY),
        "places": words.places_words(numbers.members, cohort, state),
        "leading": [_leading(one) for one in cohort.leading],
        "sessions": _sessions(cohort, numbers.marks, today), "members": [_member(one) for one in standing],
        "due_dates": build_due_dates(cohort, standing, today) if standing or state != "closed" else None,
        "left": [_left(one) for one in members if one.left_on is not None and one.left_on <= today] if manages else [],
        "tellings": [_telling(one) for one in tellings], "small": _small(cohort, numbers, state),
        "changes": [_change(one) for one in list_changes(cohort)] if manages else [],
        "gaps": [] if manages else [gap_words(one) for one in numbers.gaps],
        "may_manage": manages, "may_record": records,
        "invitation": _invitation(cohort, numbers.members) if state != "closed" and today < cohort.due_from else "",
        "is_over": state == "closed" and cohort.closed_on is None,
    }  # fmt: skip
    return page, [one.family.public_id for one in (*members, *tellings)]


def _leading(one: Facilitator) -> dict[str, str]:
    organisation = one.professional.organisation
    return {
        "name": one.professional.name, "organisation": organisation.name if organisation else "",
        "when": str(words.LEADS[one.leads]),
    }  # fmt: skip


def _sessions(cohort: Cohort, marks: dict[int, list[str]], today: date) -> list[dict[str, object]]:
    coming = [one for one in cohort.sessions.all() if one.called_off_at is None]
    ahead = [one for one in coming if clock.local_day(one.starts_at) >= today]
    next_one = next((one for one in ahead if not any(marks.get(one.pk, []))), None)
    return [
        _session(cohort, one, marks.get(one.pk, []), today) | {"number": number, "is_next": one is next_one}
        for number, one in enumerate(cohort.sessions.all(), start=1)
    ]


def _session(cohort: Cohort, session: Session, marks: list[str], today: date) -> dict[str, object]:
    counted = count_roster(marks)
    day = clock.local_day(session.starts_at)
    said = {"present": counted.present, "all": len(marks), "open": counted.unmarked}
    if session.called_off_at is not None:
        text = _("Gaat niet door")
    elif day > today:
        text = ""
    elif counted.unmarked == len(marks):
        text = _("Nog niet ingevuld")
    elif counted.unmarked:
        text = _("%(present)d van %(all)d waren er, %(open)d nog open") % said
    else:
        text = _("%(present)d van %(all)d waren er") % said
    return {
        "label": words.session_words(cohort, session), "when": words.when_words(session),
        "themes": ", ".join(words.theme_words(cohort, session)), "partners": session.with_partners, "text": text,
        "called_off": session.called_off_at is not None, "was": day <= today,
        "url": reverse("groups:session", args=[session.public_id]),
    }  # fmt: skip


def _member(membership: Membership) -> dict[str, object]:
    args = [membership.public_id]
    chosen = next(iter(membership.chosen), None)
    return {
        "name": words.full_name(membership), "url": reverse("desk:family", args=[membership.family.public_id]),
        "about": words.born_or_due(membership), "since": words.short_day(membership.joined_on),
        "deviation": membership.deviation, "passed_on": str(words.PASSED_ON[chosen.what]) if chosen else "",
        "passed_words": chosen.words if chosen else "", "pass_on_url": reverse("groups:pass_on", args=args),
        "leave_url": reverse("groups:leave", args=args),
    }  # fmt: skip


def _left(membership: Membership) -> dict[str, object]:
    return {
        "name": words.full_name(membership), "on": words.short_day(membership.left_on),
        "because": str(words.LEFT_BECAUSE[membership.left_because]),
        "undo_url": reverse("groups:undo_leave", args=[membership.public_id])
        if membership.left_because in words.CAN_BE_UNDONE else "",
    }  # fmt: skip


def _telling(telling: Telling) -> dict[str, object]:
    return {
        "name": telling.professional.name, "family": words.full_name(telling.membership),
        "told": words.short_day(telling.told_on) if telling.told_on else "",
        "url": reverse("groups:told", args=[telling.public_id]),
    }  # fmt: skip


def _change(one: CohortChange) -> dict[str, str]:
    said = {"name": one.name, "place": one.place, "time": one.time}
    return {
        "on": words.short_day(one.happened_on), "by": one.entered_by.name,
        "was": _("Eerst: %(name)s, %(place)s, %(time)s") % said,
    }  # fmt: skip


def _small(cohort: Cohort, numbers: Numbers, state: str) -> dict[str, str] | None:
    """Say that a group has too few families: since when, or that it has to begin yet."""
    smallest = get_programme_by_id(cohort.version_id).forms.group.smallest
    if state == "running" and numbers.small_since is not None:
        said = {"day": words.short_day(numbers.small_since), "smallest": smallest}
        text = _("Sinds %(day)s zijn er minder dan %(smallest)d gezinnen. De coördinator kijkt hoe het verdergaat.")
        return {"title": _("De groep wordt te klein"), "text": text % said}
    first_on, _last_on = dates_of(cohort)
    if numbers.lacking and state != "closed" and first_on is not None:
        text = ngettext(
            "De eerste bijeenkomst is op %(day)s. Nog %(count)d gezin en de groep is groot genoeg.",
            "De eerste bijeenkomst is op %(day)s. Nog %(count)d gezinnen en de groep is groot genoeg.", numbers.lacking,
        ) % {"day": words.short_day(first_on), "count": numbers.lacking}  # fmt: skip
        return {"title": _("Nog te weinig gezinnen"), "text": text}
    return None


def gap_words(gap: Gap) -> dict[str, str]:
    """Say that a place became empty, without who; why is told in person, and never stands here."""
    title = _("Sinds %(day)s komt een gezin niet meer") % {"day": words.short_day(gap.on)}
    if gap.is_to_tell:
        text = _("De coördinator vertelt je persoonlijk wat er is. Er gaat geen uitnodiging meer uit.")
    elif gap.told_on is not None:
        text = _("Je bent er op %(day)s persoonlijk over ingelicht.") % {"day": words.short_day(gap.told_on)}
    else:
        text = _("Het staat niet meer op de lijst. De coördinator weet wie en waarom.")
    return {"title": title, "text": text}


def _invitation(cohort: Cohort, members: int) -> str:
    """Write what can be told in the neighbourhood: to everybody there, and about nobody."""
    if members >= cohort.places:
        return ""
    return _(
        "Verwacht je een baby tussen %(due)s? In %(where)s komt een groep aanstaande ouders bij elkaar: %(place)s, "
        "%(time)s. Iedereen uit de buurt is welkom. Vraag ernaar bij je verloskundige of het consultatiebureau."
    ) % {
        "due": words.range_words(cohort, DAY).replace(_(" tot en met "), _(" en ")),
        "where": cohort.neighbourhood.name if cohort.neighbourhood else cohort.municipality.name,
        "place": cohort.place, "time": cohort.time,
    }  # fmt: skip
