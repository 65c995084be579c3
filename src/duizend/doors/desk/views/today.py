# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A professional's day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from duizend.delivery.contacts.queries import (
    count_month,
    list_appointments_on,
    list_unfinished,
    list_unrecorded,
    settled_moments,
    windows_of,
)
from duizend.delivery.groups.queries import list_sessions_on, read_groups_of
from duizend.delivery.video.queries import list_reminders
from duizend.delivery.visits.queries import list_not_taken_over, list_open_topics
from duizend.doors.desk import words
from duizend.doors.desk.permissions import may_see_queue
from duizend.doors.desk.queries.work import list_caseload
from duizend.doors.desk.views import day as parts
from duizend.doors.desk.views.chasing import errands_of_messages, errands_of_referrals
from duizend.doors.desk.views.grouped import add_sessions
from duizend.doors.desk.views.queued import NOTHING_QUEUED, read_queue
from duizend.doors.messaging.queries import list_to_tell
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.workforce.queries import find_professional_of
from duizend.record.families.queries import read_parents
from duizend.record.trajectories.queries import current_state, programme_of
from duizend.safety.referrals.queries import list_to_chase

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.contacts.models import Appointment
    from duizend.delivery.visits.models import Visit
    from duizend.ground.workforce.models import Professional
    from duizend.record.trajectories.models import Trajectory

NOON, EVENING = 12, 18
MOST_CHASED = 20
ONE_DAY = timedelta(days=1)
LONGEST_LOOK = timedelta(days=3660)


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show the visits of a day in order, what waits for this person, and what comes."""
    check_may("day.read")
    now = clock.now()
    shown = _day_asked(request, now.date())
    professional = find_professional_of(current().account_id)
    appointments, caseload = _own_work(professional, shown, now.date())
    sessions = list_sessions_on(shown, professional) if professional else []
    visits = list_not_taken_over(professional) if professional else []
    waiting, families = _waiting(professional, appointments, caseload, visits, today=now.date())
    queue = read_queue(now.date()) if may_see_queue(current()) else NOTHING_QUEUED
    to_copy = {visit.contact.appointment_id: visit.contact.public_id for visit in visits}
    topics = list_open_topics([appointment.trajectory_id for appointment in appointments])
    seen = [*(a.family for a in appointments), *(t.family for t in caseload), *families]
    note_read("day.read", list(dict.fromkeys([*(family.public_id for family in seen), *queue.subjects])))
    return render(
        request, "desk/today.html",
        {
            "today": _head(request, shown, now, (len(appointments), len(sessions)), is_coordinator=bool(queue.errands)),
            "stops": add_sessions(parts.build_stops(appointments, topics, now=now, not_taken_over=to_copy), sessions, now=now),
            "waiting": waiting + queue.errands, "queue_url": reverse("desk:queue") if queue.is_shown else "",
            "coming": _coming(professional, caseload, now.date()) + queue.coming,
            "load": _load(professional, caseload, now.date()),
        },
    )  # fmt: skip


def _day_asked(request: HttpRequest, today: date) -> date:
    try:
        asked = date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return today
    return asked if abs(asked - today) < LONGEST_LOOK else today


def _own_work(
    professional: Professional | None, shown: date, today: date
) -> tuple[list[Appointment], list[Trajectory]]:
    """Return the appointments of a day and the open trajectories; each trajectory is read once."""
    if professional is None:
        return [], []
    appointments = list_appointments_on(shown, professional, with_trajectories=False)
    caseload = list_caseload(professional, today, besides=[a.trajectory_id for a in appointments])
    read = {trajectory.pk: trajectory for trajectory in caseload}
    for appointment in appointments:
        appointment.trajectory = read[appointment.trajectory_id]
    return appointments, caseload


def _waiting(
    professional: Professional | None, appointments: list[Appointment], caseload: list[Trajectory], visits: list[Visit],
    *, today: date,
) -> tuple[list, list]:  # fmt: skip
    """Return what waits for this person and which families it is about; reads the parents of all of the day."""
    if professional is None:
        return [], []
    drafts = list_unfinished(current().account_id, today)
    unrecorded = list_unrecorded(professional, today)
    families = [draft.appointment.family for draft in drafts] + [a.family for a in unrecorded]
    recordings = list_reminders(professional, today)
    late = list_to_chase(today, MOST_CHASED, owners=[current().account_id])
    untold = list_to_tell(MOST_CHASED, owners=[current().account_id])
    families += [
        *(visit.family for visit in visits),
        *(row.family for row in recordings),
        *(row.family for row in late),
        *(row.family for row in untold),
    ]
    read_parents([*families, *(a.family for a in appointments), *(t.family for t in caseload)])
    errands = parts.errands_of_visits(drafts=drafts, unrecorded=unrecorded, visits=visits, today=today)
    errands += parts.errands_of_recordings(recordings) + errands_of_referrals(late)
    errands += errands_of_messages(untold)
    errands = sorted(errands + parts.errands_of_offers(caseload, today=today), key=lambda errand: errand["on"])
    return errands, families


def _coming(professional: Professional | None, caseload: list[Trajectory], today: date) -> list:
    own = {trajectory.pk for trajectory in caseload}
    settled = settled_moments(own, today)
    in_groups = {one.pk: one for one in caseload if programme_of(one).forms.group is not None}
    given: dict[int, set[str]] = {}
    for number, group in read_groups_of(in_groups).items():
        settled[number] = settled.get(number, set()) | group.has_been(today)
        given[number] = group.gives(windows_of(in_groups[number]), today) - settled[number]
    return parts.coming_up(caseload, professional=professional, settled=settled, given=given, today=today)


def _count_words(visits: int, groups: int) -> str:
    """Write "twee bezoeken", "een groep", "twee bezoeken en een groep"; nothing for a day without either."""
    parts = []
    if visits:
        parts.append(ngettext("%(count)s bezoek", "%(count)s bezoeken", visits) % {"count": words.in_words(visits)})
    if groups:
        parts.append(ngettext("%(count)s groep", "%(count)s groepen", groups) % {"count": words.in_words(groups)})
    return words.enumerate_words(parts)


def _head(
    request: HttpRequest, shown: date, now: datetime, counts: tuple[int, int], *, is_coordinator: bool
) -> dict[str, object]:
    number, visits = sum(counts), _count_words(*counts)
    is_today = shown == now.date()
    if is_today:
        part = _("Goedemorgen") if now.hour < NOON else _("Goedemiddag") if now.hour < EVENING else _("Goedenavond")
        said = {"greeting": part, "name": request.user.name.split()[0], "visits": visits}
        greeting = _("%(greeting)s %(name)s, %(visits)s vandaag") % said
        if not number:
            greeting = _("%(greeting)s %(name)s") % said
    else:
        # "één" at the start of a sentence is written "Eén" in Dutch.
        greeting = _("Eén bezoek") if counts == (1, 0) else words.capitalised(visits) if number else _("Geen bezoeken")
    here = reverse("desk:today")
    return {
        "date_label": words.capitalised(words.long_date(shown)), "greeting": greeting, "is_today": is_today,
        "printed_on": f"{now:%d-%m-%Y}", "paper_warning": _("Zonder woorden van ouders. Versnipper dit blad vanavond."),
        "before_url": f"{here}?dag={shown - ONE_DAY}", "before_label": words.weekday_date(shown - ONE_DAY),
        "after_url": f"{here}?dag={shown + ONE_DAY}", "after_label": words.weekday_date(shown + ONE_DAY),
        "today_url": here,
        "empty_title": _("Vandaag staan er geen bezoeken") if is_today else _("Op deze dag staan er geen bezoeken"),
        "empty_text": _("Wat een besluit vraagt, staat bij ‘Wacht op jou’. Begin bovenaan.") if is_coordinator
        else _("Hier komen je bezoeken op volgorde, zodra ze gepland zijn. Plan ze bij het gezin of na een bezoek."),
    }  # fmt: skip


def _load(professional: Professional | None, caseload: list[Trajectory], today: date) -> list[dict[str, object]]:
    """Return one's own numbers: exact, for they count delivery."""
    if professional is None:
        return []
    running = sum(current_state(trajectory) in ("waiting", "running", "paused") for trajectory in caseload)
    held, planned = count_month(professional, today)
    return [
        {"label": _("Begeleid je nu"), "value": running, "of": ngettext("gezin", "gezinnen", running)},
        {"label": _("Bezoeken deze maand"), "value": held, "of": _("van %(planned)d gepland") % {"planned": planned}},
    ]
