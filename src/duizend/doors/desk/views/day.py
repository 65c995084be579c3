# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a day holds for somebody, put into words: stops, what waits, what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.delivery.contacts.queries import windows_asked_of_many, windows_of
from duizend.delivery.contacts.rules.windows import next_window
from duizend.delivery.video.words import because_words
from duizend.doors.desk import words
from duizend.doors.desk.rules.ages import age_on
from duizend.doors.desk.rules.course import SOON, find_closing
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.ground.kernel.prepared import rows_of
from duizend.record.trajectories.queries import (
    anchor_of,
    contacts_laid_out,
    current_assignment,
    current_state,
    programme_of,
)
from duizend.record.trajectories.rules.asking import answer_due_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from duizend.delivery.contacts.models import Appointment, Draft
    from duizend.delivery.contacts.rules.windows import Window
    from duizend.delivery.video.models import RecordingDue
    from duizend.delivery.visits.models import Topic, Visit
    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Family
    from duizend.record.trajectories.models import Step, Trajectory

Errand = dict[str, object]


def family_url(family: Family) -> str:
    """Return the address of a family's page."""
    return address_of("desk:family", family.public_id)


def build_stops(
    appointments: Sequence[Appointment],
    topics: dict[int, list[Topic]],
    *,
    now: datetime,
    not_taken_over: dict[int, str],
) -> list[dict[str, object]]:
    """Build the visits of a day in order. One of today is "now": the first to come, or else the first not recorded.

    `not_taken_over` holds per appointment the public id of a contact whose summary is not copied yet.
    """
    open_today = [a for a in appointments if not a.is_held and clock.local_day(a.starts_at) == now.date()]
    current = next((a.pk for a in open_today if a.ends_at > now), open_today[0].pk if open_today else None)
    return [
        _stop(a, topics.get(a.trajectory_id, []), is_now=a.pk == current, now=now, to_copy=not_taken_over.get(a.pk, ""))
        for a in appointments
    ]


def _stop(
    appointment: Appointment, topics: list[Topic], *, is_now: bool, now: datetime, to_copy: str
) -> dict[str, object]:
    family = appointment.family
    starts, ends = clock.local_time(appointment.starts_at), clock.local_time(appointment.ends_at)
    may_begin = not appointment.is_held and starts.date() <= now.date()
    is_over = may_begin and appointment.ends_at <= now
    return {
        "state": "held" if appointment.is_held else "now" if is_now else "later",
        "starts_at": appointment.starts_at, "ends_at": appointment.ends_at,
        "from_label": words.clock_time(starts), "until_label": words.clock_time(ends),
        "family_name": words.family_name(family), "family_url": family_url(family),
        "about": _about(appointment, starts.date()),
        "chip": _stop_chip(appointment), "also": _also(appointment, to_copy=to_copy, is_over=is_over),
        "parent": None if appointment.is_held else _parent_words(family, topics),
        "start_url": address_of("visits:record", appointment.public_id) if may_begin else "",
        "start_label": _("Bezoek vastleggen") if starts.date() < now.date() else _("Start bezoek"),
    }  # fmt: skip


def _about(appointment: Appointment, on: date) -> str:
    """Say the programme, how old the child is, and where to go."""
    trajectory, family = appointment.trajectory, appointment.family
    anchor = anchor_of(trajectory)
    child = max((link.child for link in rows_of(trajectory, "for_children")), key=lambda c: c.birth_date, default=None)
    age = age_on(on, born_on=anchor.born_on, due_on=anchor.due_on)
    household = next((h for h in rows_of(family, "households") if h.valid_until is None or h.valid_until > on), None)
    parts = [
        f"{words.text_of(programme_of(trajectory).name)}.",
        words.about_child(child.given_name if child else "", age),
        household.street if household and appointment.mode == "home" else "",
    ]
    return " ".join(part for part in parts if part)


def _stop_chip(appointment: Appointment) -> dict[str, str]:
    name = words.contact_words(
        programme_of(appointment.trajectory), contacts_laid_out(appointment.trajectory), appointment.moment
    )
    if appointment.is_held and not appointment.took_place:
        return {"kind": "stopped", "label": _("%(visit)s ging niet door") % {"visit": name}, "icon": ""}
    if appointment.is_held:
        return {"kind": "agreed", "label": _("%(visit)s geweest") % {"visit": name}, "icon": ""}
    is_first = current_state(appointment.trajectory) == "waiting"
    return {"kind": "agreed" if is_first else "running", "label": name, "icon": "sprout" if is_first else ""}


def _also(appointment: Appointment, *, to_copy: str, is_over: bool) -> list[dict[str, str]]:
    chips = []
    interpreter = words.interpreter_words(rows_of(appointment.family, "parents"))
    if interpreter and not appointment.is_held:
        chips.append({"kind": "noted", "label": interpreter, "icon": "interpreter"})
    if to_copy:
        url = address_of("visits:summary", to_copy)
        chips.append({"kind": "todo", "label": _("Nog over te nemen in het dossier"), "icon": "", "url": url})
    if is_over:
        chips.append({"kind": "waiting", "label": _("Nog niet vastgelegd"), "icon": ""})
    return chips


def _parent_words(family: Family, topics: list[Topic]) -> dict[str, object]:
    speaking = dict.fromkeys(topic.parent.given_name for topic in topics if topic.parent)
    names = list(speaking) or [parent.given_name for parent in rows_of(family, "parents")][:2]
    who = {"who": words.enumerate_words(names) or _("De ouder")}
    if not topics:
        text = ngettext(
            "%(who)s koos nog geen onderwerp. Vraag ernaar bij binnenkomst.",
            "%(who)s kozen nog geen onderwerp. Vraag ernaar bij binnenkomst.", len(names) or 1,
        )  # fmt: skip
        return {"who": text % who, "topics": [], "quote": ""}
    text = ngettext("%(who)s wil bespreken", "%(who)s willen bespreken", len(names) or 1)
    return {"who": text % who, "topics": [topic.words for topic in topics], "quote": ""}


def errands_of_visits(
    *, drafts: Iterable[Draft], unrecorded: Iterable[Appointment], visits: Iterable[Visit], today: date
) -> list[Errand]:
    """Build what waits after visits: finish what was begun, record what is not, copy what is done."""
    begun = [(draft.appointment.family, draft.appointment, _("Bezoek afronden"),
              _("%(family)s, %(day)s. Concept bewaard; telt mee zodra je afrondt.")) for draft in drafts]  # fmt: skip
    silent = [(appointment.family, appointment, _("Nog niet vastgelegd"),
               _("%(family)s, %(day)s. Of het bezoek er was, weten we nog niet.")) for appointment in unrecorded]  # fmt: skip
    errands = [
        _errand(
            title, family, clock.local_day(appointment.starts_at), text, today=today,
            url=address_of("visits:record", appointment.public_id),
        )
        for family, appointment, title, text in begun + silent
    ]  # fmt: skip
    to_copy = _("%(family)s, %(day)s. De samenvatting staat klaar.")
    return errands + [
        _errand(
            _("Neem over in het dossier"), visit.family, visit.contact.happened_on, to_copy, today=today,
            url=address_of("visits:summary", visit.contact.public_id),
        )
        for visit in visits
    ]  # fmt: skip


def _errand(title: str, family: Family, day: date, text: str, *, today: date, url: str) -> Errand:
    said = {"family": words.short_name(family), "day": words.short_date(day, today)}
    return {"title": title, "url": url, "text": text % said, "on": day}


def errands_of_recordings(recordings: Iterable[RecordingDue]) -> list[Errand]:
    """Build what has to be gone soon, or should have been, with the reason."""
    return [
        {
            "title": _("Opname vernietigen of meegeven"), "url": address_of("video:course", due.trajectory.public_id),
            "text": f"{words.short_name(due.family)}. {because_words(due.because, due.destroy_on)}", "on": due.destroy_on,
        }
        for due in recordings
    ]  # fmt: skip


def errands_of_offers(trajectories: Iterable[Trajectory], *, today: date) -> list[Errand]:
    """Build what waits on an answer past its term, and whom to ask again now."""
    errands = []
    for trajectory in trajectories:
        state, step = current_state(trajectory), last_step(trajectory)
        programme = programme_of(trajectory)
        if state == "offered" and answer_due_on(step.happened_on, programme.offer.answer_term) < today:
            text = _("%(family)s. %(programme)s, aangeboden op %(day)s; het antwoord is er nog niet.")
            title, day = _("Vraag het antwoord na"), step.happened_on
        elif state == "not_yet" and step.ask_again_on and step.ask_again_on <= today:
            text = _("%(family)s. %(programme)s, zo afgesproken: vanaf %(day)s.")
            title, day = _("Opnieuw vragen"), step.ask_again_on
        else:
            continue
        said = {
            "family": words.short_name(trajectory.family), "day": words.short_date(day, today),
            "programme": words.text_of(programme.name),
        }  # fmt: skip
        errands.append({"title": title, "url": family_url(trajectory.family), "text": text % said, "on": day})
    return errands


def coming_up(
    trajectories: Iterable[Trajectory], *, professional: Professional | None, settled: dict[int, set[str]],
    given: dict[int, set[str]], today: date,
) -> list[Errand]:  # fmt: skip
    """Build what comes within two weeks: whom to ask again, and windows that close without an appointment.

    `settled` holds per trajectory the contacts that were held or are planned, `given` those that its group gives: these
    are left out and not settled, for what comes before them is still to be planned.
    """
    found, trajectories = [], list(trajectories)
    asked = windows_asked_of_many(trajectories)
    for trajectory in trajectories:
        state = current_state(trajectory)
        if state == "not_yet":
            found += _ask_again(trajectory, today=today)
        assignment = current_assignment(trajectory)
        delivers = assignment and professional and assignment.professional_id == professional.pk
        if delivers and state in ("waiting", "running"):
            left_out = given.get(trajectory.pk, set())
            windows = asked.get(trajectory.pk) or windows_of(trajectory)
            windows = [one for one in windows if one.asked and one.moment not in left_out]
            found += _closing_window(trajectory, windows, settled.get(trajectory.pk, set()), today=today)
    return sorted(found, key=lambda errand: errand["on"])


def _ask_again(trajectory: Trajectory, *, today: date) -> list[Errand]:
    step = last_step(trajectory)
    if step.ask_again_on is None or not today < step.ask_again_on <= today + SOON:
        return []
    text = _("Vanaf %(day)s. Zo afgesproken op %(agreed)s.") % {
        "day": words.short_date(step.ask_again_on, today), "agreed": words.short_date(step.happened_on, today),
    }  # fmt: skip
    return [
        {"title": words.short_name(trajectory.family), "url": family_url(trajectory.family), "text": text,
         "chip": {"kind": "not-yet", "label": _("Opnieuw vragen")}, "on": step.ask_again_on}
    ]  # fmt: skip


def _closing_window(
    trajectory: Trajectory, windows: list[Window], settled: set[str], *, today: date
) -> list[Errand]:  # fmt: skip
    window = next_window(windows, settled, on=today)
    closing = find_closing(window.until_on, today=today) if window else None
    if window is None or closing is None:
        return []
    name = words.contact_words(programme_of(trajectory), contacts_laid_out(trajectory), window.moment)
    said = {"visit": name, "day": words.short_date(closing.last_on, today)}
    if closing.days_left < 0:
        late = ngettext("%(count)d dag laat", "%(count)d dagen laat", -closing.days_left)
        chip = {"kind": "late", "label": late % {"count": -closing.days_left}}
        text = _("%(visit)s, venster sloot na %(day)s. Het bezoek kan en telt nog.") % said
    else:
        left = ngettext("Nog %(count)d dag", "Nog %(count)d dagen", closing.days_left)
        chip = {"kind": "waiting", "label": left % {"count": closing.days_left} if closing.days_left else _("Vandaag")}
        text = _("%(visit)s, venster tot en met %(day)s. Nog geen afspraak.") % said
    url = family_url(trajectory.family)
    title = words.short_name(trajectory.family)
    return [{"title": title, "url": url, "text": text, "chip": chip, "on": closing.last_on}]


def last_step(trajectory: Trajectory) -> Step:
    """Return the last step that stands."""
    return [step for step in rows_of(trajectory, "steps") if not step.withdrawn][-1]
