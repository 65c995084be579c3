# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One family: the line, the course of things, who they are, and who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duizend.doors.desk import words
from duizend.doors.desk.permissions import may_see_guarded
from duizend.doors.desk.queries.told import read_course
from duizend.doors.desk.queries.work import list_lines_about
from duizend.doors.desk.rules.ages import age_on
from duizend.doors.desk.views import people, timeline
from duizend.doors.desk.views.around import build_doings, build_notices, build_weighed
from duizend.doors.desk.views.chasing import build_referrals
from duizend.doors.desk.views.line import build_lifeline
from duizend.doors.desk.views.now import build_course
from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import EMERGENCY, may
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.ground.kernel.rules.periods import gestation
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import get_family, has_care_relation, list_statements
from duizend.record.families.words import statement_rows
from duizend.record.trajectories.queries import (
    current_assignment,
    current_state,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.visits.models import Visit
    from duizend.doors.desk.queries.told import Told
    from duizend.doors.desk.views.entries import Entry
    from duizend.record.families.models import Family

FILTERS = ("", "aanbod", "bezoeken")
# A long course is folded: what is older than this many entries comes when somebody asks for it.
SHOWN_AT_FIRST = 24


@require_safe
def family(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a family's page."""
    with within_reach("family.read", public_id):
        found = get_family(public_id)
    check_family("family.read", found)
    is_behind_glass = current().purpose == EMERGENCY
    told = read_course(found, clock.today())
    note_read("family.read", [public_id, *(other.public_id for other in told.together.others)])
    shown = request.GET.get("toon", "")
    shown = shown if shown in FILTERS else ""
    here = address_of("desk:family", public_id)
    entries, earlier = _fold(timeline.build_entries(told, shown), whole="alles" in request.GET)
    labels = {"": _("Alles"), "aanbod": _("Aanbod"), "bezoeken": _("Bezoeken")}
    context = {
        "family": _head(told),
        # A line to two and a half years is not for parents who lost their child.
        "lifeline": None if told.is_grieving else build_lifeline(told),
        "courses": [build_course(told, trajectory) for trajectory in told.trajectories],
        "notices": build_notices(told), "doings": [] if is_behind_glass else build_doings(told),
        "filters": [
            {"label": labels[key], "url": f"{here}?toon={key}" if key else here, "current": key == shown} for key in FILTERS
        ],
        "entries": entries, "earlier": earlier,
        "earlier_url": f"{here}?" + (f"toon={shown}&" if shown else "") + "alles=1#course",
        "empty": {"title": _("Hier komt het verloop"), "text": _("Van aanmelding tot laatste bezoek, nieuwste bovenaan.")},
        "homes": people.build_homes(told.family, told.today),
        "strengths": _strengths(told), "weighed": build_weighed(told), "referrals": build_referrals(told),
        # All of them: whoever opens the file reads what the family itself says of it, wherever it stands.
        "statements": statement_rows(list_statements(found.pk)),
    }  # fmt: skip
    return render(request, "desk/family.html", context)


def _fold(entries: list[Entry], *, whole: bool) -> tuple[list[Entry], int]:
    """Return the entries to show at first and how many earlier ones are folded away; a few more are not worth a tap."""
    if whole or len(entries) <= SHOWN_AT_FIRST + 3:
        return entries, 0
    return entries[:SHOWN_AT_FIRST], len(entries) - SHOWN_AT_FIRST


@require_safe
def readers(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who looked at this family's record or wrote in it, as the family may see it too."""
    with within_reach("family.read", public_id):
        shown = get_family(public_id)
    check_family("family.read", shown)
    note_read("family.readers", [public_id])
    lines = people.build_readers(list_lines_about(public_id), clock.today())
    context = {
        "title": words.family_title(shown), "url": address_of("desk:family", public_id), "readers": lines,
        "guarded_url": address_of("desk:guarded", public_id) if may_see_guarded(current()) else "",
    }  # fmt: skip
    return render(request, "desk/readers.html", context)


def _strengths(told: Told) -> list[str]:
    """List what makes this family strong: what was noted together, and what went well at the last visits."""
    noted = [
        one.fact.words or words.text_of(one.text)
        for one in told.weighing.on_side("strong")
        if one.fact.words or one.text
    ]
    seen = [visit.goes_well for visit in _latest_first(told) if visit.goes_well.strip()]
    return list(dict.fromkeys([*noted, *seen[:3]]))[:6]


def _latest_first(told: Told) -> list[Visit]:
    contacts = [contact for row in told.contacts.values() for contact in row]
    contacts.sort(key=lambda contact: (contact.happened_on, contact.pk), reverse=True)
    return [told.visits[contact.pk] for contact in contacts if contact.pk in told.visits]


def _head(told: Told) -> dict[str, object]:
    to_record = told.to_record() if _may_record(told.family) else None
    return {
        "above": _since(told), "title": words.family_title(told.family), "below": _below(told),
        "readers_url": address_of("desk:readers", told.family.public_id),
        "rights_url": address_of("rights:family", told.family.public_id) if may(current(), "rights.read") else "",
        "record_url": address_of("visits:record", to_record.public_id) if to_record else "",
    }  # fmt: skip


def _may_record(family: Family) -> bool:
    """Say whether whoever looks may record a visit to this family; a link that leads to a refusal is no help."""
    identity = current()
    # Who reads without a care relation reads by a rule for all families; for everybody else the page itself asked it.
    reads_all = bool(may(identity, "family.read"))
    related = not reads_all or (
        bool(may(identity, "visit.record", related=True))
        and has_care_relation(family.pk, identity.account_id, clock.today())
    )
    return bool(may(identity, "visit.record", related=related))


def _since(told: Told) -> str:
    """Say since when the family is known: by the pregnancy where there is one."""
    since = told.family.registered_on
    if told.due_on is not None and (told.born_on is None or since < told.born_on):
        weeks, _days = gestation(told.due_on, since)
        return _("Bekend sinds week %(week)d van de zwangerschap") % {"week": max(weeks, 0)}
    return _("Bekend sinds %(day)s") % {"day": words.full_date(since)}


def _below(told: Told) -> str:
    children = list(told.family.children.all())
    sentences = [
        words.about_child(child.given_name, age_on(told.today, born_on=child.birth_date, due_on=None)) for child in children
    ]  # fmt: skip
    expecting = [p for p in told.family.pregnancies.all() if p.ended_on is None]
    sentences += [words.about_child("", age_on(told.today, born_on=None, due_on=p.due_date)) for p in expecting]
    for trajectory in told.trajectories:
        assignment = current_assignment(trajectory)
        if assignment and current_state(trajectory) in ("waiting", "running", "paused"):
            sentences.append(_("%(name)s begeleidt het gezin.") % {"name": assignment.professional.name})
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))
