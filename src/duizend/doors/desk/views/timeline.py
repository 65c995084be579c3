# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The course of a family as entries on a timeline, newest first. What has not happened yet is dotted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.delivery.contacts.queries import windows_of
from duizend.delivery.contacts.rules.windows import on_time
from duizend.delivery.contacts.words import DIRECTION_WORDS, phase_words
from duizend.delivery.groups.rules.sessions import GROUP
from duizend.delivery.groups.words import session_words, when_words
from duizend.doors.desk import words
from duizend.doors.desk.views import course, happenings
from duizend.doors.desk.views.entries import BOTH, OFFER, VISIT, Entry, when_said
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.record.trajectories.queries import contacts_laid_out, current_state, programme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duizend.delivery.contacts.models import Appointment, Contact
    from duizend.delivery.groups.models import Attendance
    from duizend.delivery.visits.models import Visit
    from duizend.doors.desk.queries.told import Told
    from duizend.record.signalling.models import SignUp
    from duizend.record.trajectories.models import Step, Trajectory

STEP_ICONS = {
    "indicated": ("system", "diamond"), "not_indicated": ("system", "diamond"), "offered": ("planned", "offer"),
    "accepted": ("agreed", "check"), "not_yet": ("planned", "hourglass"), "declined": ("plain", "dash"),
    "no_answer": ("plain", "question"), "started": ("agreed", "sprout"), "paused": ("waiting", "pause"),
    "resumed": ("agreed", "sprout"), "handed_over": ("plain", "arrow"), "ended": ("plain", "square"),
}  # fmt: skip


def build_entries(told: Told, shown: str) -> list[Entry]:
    """Build the entries of one filter ("" for all), newest first, with what is told in the family's other files."""
    entries = [*_entries_of(told), *(entry for other in told.others for entry in _of_other_file(other, told))]
    kept = [entry for entry in entries if shown in (BOTH, entry.part) or entry.part == BOTH]
    return sorted(kept, key=lambda entry: (entry.on, entry.order), reverse=True)


def _of_other_file(other: Told, told: Told) -> Iterator[Entry]:
    """Build the entries of another file, each saying where it stands; a birth that both tell of is told once."""
    known = {child.birth_date for child in told.family.children.all()}
    note = _("Staat in het dossier van %(name)s.") % {"name": words.family_name(other.family)}
    for entry in _entries_of(other):
        if not (entry.milestone and entry.on in known):
            entry.notes = [*entry.notes, note]
            yield entry


def _entries_of(told: Told) -> list[Entry]:
    """Build the entries of one file, in no order."""
    entries = [_sign_up(told, sign_up) for sign_up in told.sign_ups]
    entries += happenings.build_happenings(told)
    for trajectory in told.trajectories:
        if trajectory.pk in told.shielded:
            continue
        entries += _steps(told, trajectory)
        entries += _contacts(told, trajectory)
        entries += _appointments(told, trajectory)
        entries += _sessions(told, trajectory)
        entries += _proposal(told, trajectory)
        entries += _diallings(told, trajectory)
    return entries


def _sign_up(told: Told, sign_up: SignUp) -> Entry:
    kind, label = course.PARENTS_KNOW.get(sign_up.parents_know, ("", ""))
    source = str(course.SOURCES[sign_up.source])
    return Entry(
        sign_up.happened_on, (0, sign_up.pk), OFFER, "system", "info",
        _("Aanmelding door %(source)s") % {"source": source},
        **when_said(told, sign_up.happened_on),
        chip={"kind": kind, "label": str(label)} if kind else None,
        notes=[_("Doel: %(purpose)s") % {"purpose": sign_up.purpose}] if sign_up.purpose else [],
    )  # fmt: skip


def _steps(told: Told, trajectory: Trajectory) -> Iterator[Entry]:
    programme = words.text_of(programme_of(trajectory).name)
    state = current_state(trajectory)
    steps = list(trajectory.steps.all())
    standing = [step for step in steps if not step.withdrawn]
    first_contacts = {contact.happened_on for contact in told.contacts.get(trajectory.pk, [])}
    for step in steps:
        if step.kind == "started" and step.happened_on in first_contacts:
            continue
        is_last = bool(standing) and step is standing[-1]
        kind, icon = STEP_ICONS[step.kind]
        # An end comes after the visit of that day, every other step before it.
        order = (4 if step.kind == "ended" else 2, trajectory.pk, step.place)
        yield Entry(
            step.happened_on, order, OFFER, kind, "undo" if step.withdrawn else icon,
            course.step_title(step, programme), **when_said(told, step.happened_on),
            chip=course.step_chip(step, awaits_answer=state == "offered" and is_last, today=told.today),
            parent=_said(told, step), notes=_step_notes(step, told),
            action=_undo(trajectory) if is_last and state == "ended" else None,
        )  # fmt: skip


def _said(told: Told, step: Step) -> dict[str, object] | None:
    """Return the reason as the parents' words, when they decided."""
    if not step.reason or step.kind not in ("accepted", "not_yet", "declined") or step.decided_by not in ("", "family"):
        return None
    names = [parent.given_name for parent in told.family.parents.all() if parent.pk == step.answered_by_id]
    return {"who": names[0] if names else _("De ouders"), "topics": [], "quote": step.reason}


def _step_notes(step: Step, told: Told) -> list[str]:
    notes = []
    if step.decided_by in course.DECIDED_BY:
        notes.append(f"{course.DECIDED_BY[step.decided_by]}{': ' + step.reason if step.reason else ''}")
    elif step.reason and _said(told, step) is None:
        notes.append(step.reason)
    return notes + _entered_later(step, told)


def _entered_later(fact: Step | Contact, told: Told) -> list[str]:
    """Say when a fact was entered, if that was on a later day than it happened."""
    entered = clock.local_day(fact.entered_at)
    if entered <= fact.happened_on:
        return []
    return [_("Later vastgelegd, op %(day)s.") % {"day": words.short_date(entered, told.today)}]


def _undo(trajectory: Trajectory) -> dict[str, str]:
    url = address_of("trajectories:undo_end", trajectory.public_id)
    return {"url": url, "label": _("Maak het einde ongedaan")}


def _contacts(told: Told, trajectory: Trajectory) -> Iterator[Entry]:
    windows = {window.moment: window for window in windows_of(trajectory)}
    due = contacts_laid_out(trajectory)
    for contact in told.contacts.get(trajectory.pk, []):
        visit = told.visits.get(contact.pk)
        window = windows.get(contact.moment)
        notes = []
        if visit and visit.agreements.strip():
            notes.append(_("Afgesproken: %(what)s") % {"what": visit.agreements.strip()})
        if window is not None and not on_time(contact.happened_on, window):
            notes.append(_("Buiten het venster; het bezoek telt gewoon mee."))
        if contact.pk in told.checks:
            notes += _check_notes(told.checks[contact.pk], told)
        yield Entry(
            contact.happened_on, (3, contact.pk), VISIT, "held", "groups" if contact.mode == GROUP else "home",
            words.contact_words(programme_of(trajectory), due, contact.moment), **when_said(told, contact.happened_on),
            text=visit.talked_about.strip() if visit else "", chip=_dossier_chip(contact, visit, told) if visit else None,
            parent=_topics(visit) if visit else None,
            notes=[*notes, contact.professional.name, *_entered_later(contact, told)],
        )  # fmt: skip


def _check_notes(check: Attendance, told: Told) -> list[str]:
    """Say that a check was done in the group, and by whom; what came out stands in her own file."""
    said = _("Losse controle gedaan door %(name)s.") % {"name": check.checked_by.name}
    is_born = told.born_on is not None and told.born_on <= check.happened_on
    return [said, *([_("Telt als contactmoment van het kind.")] if is_born else [])]


def _sessions(told: Told, trajectory: Trajectory) -> Iterator[Entry]:
    """Tell of the session that comes next of the group that a trajectory is in."""
    group = told.groups.get(trajectory.pk)
    session = group.next_from(clock.now()) if group else None
    if session is None:
        return
    day = clock.local_day(session.starts_at)
    yield Entry(
        day, (4, session.pk), VISIT, "planned", "groups", session_words(group.cohort, session),
        when=_("Gepland %(when)s") % {"when": when_words(session)}, age=words.age_words(told.age(day)),
        notes=[group.cohort.name, group.cohort.place],
    )  # fmt: skip


def _dossier_chip(contact: Contact, visit: Visit, told: Told) -> dict[str, str]:
    if visit.taken_over_at is None:
        url = address_of("visits:summary", contact.public_id)
        return {"kind": "todo", "label": _("Nog over te nemen"), "url": url}
    day = words.short_date(clock.local_day(visit.taken_over_at), told.today)
    return {"kind": "agreed", "label": _("In dossier, %(day)s") % {"day": day}}


def _topics(visit: Visit) -> dict[str, object] | None:
    topics = [outcome.topic for outcome in visit.topic_outcomes.all() if outcome.outcome != "not_needed"]
    if not topics:
        return None
    names = list(dict.fromkeys(topic.parent.given_name for topic in topics if topic.parent))
    who = words.enumerate_words(names) or _("De ouders")
    text = _("%(who)s koos") if len(names) == 1 else _("%(who)s kozen")
    return {"who": text % {"who": who}, "topics": [topic.words for topic in topics], "quote": ""}


def _appointments(told: Told, trajectory: Trajectory) -> Iterator[Entry]:
    due = contacts_laid_out(trajectory)
    for appointment in told.appointments.get(trajectory.pk, []):
        if appointment.is_settled:
            continue
        starts = clock.local_time(appointment.starts_at)
        is_past = starts.date() < told.today
        said = {"day": words.weekday_date(starts.date()), "time": words.clock_time(starts)}
        yield Entry(
            starts.date(), (4, appointment.pk), VISIT, "planned", "calendar",
            words.contact_words(programme_of(trajectory), due, appointment.moment),
            when=(_("Was gepland op %(day)s, %(time)s") if is_past else _("Gepland %(day)s, %(time)s")) % said,
            age=words.age_words(told.age(starts.date())),
            chip=_unrecorded_chip(appointment) if is_past else None, notes=[appointment.professional.name],
        )  # fmt: skip


def _unrecorded_chip(appointment: Appointment) -> dict[str, str]:
    url = address_of("visits:record", appointment.public_id)
    return {"kind": "waiting", "label": _("Nog niet vastgelegd"), "url": url}


def _diallings(told: Told, trajectory: Trajectory) -> Iterator[Entry]:
    """Tell in which phase there are fewer or more contacts from a day on, and why."""
    rules = programme_of(trajectory).forms.dialling
    for row in told.diallings.get(trajectory.pk, []):
        why = next((words.text_of(reason.text) for reason in rules.reasons if reason.id == row.reason), "")
        yield Entry(
            row.from_on, (2, trajectory.pk, row.pk), VISIT, "plain", "speech",
            f"{phase_words(row.phase)}: {str(DIRECTION_WORDS[row.direction]).lower()}", **when_said(told, row.from_on),
            notes=[note for note in (why, row.entered_by.name) if note],
        )  # fmt: skip


def _proposal(told: Told, trajectory: Trajectory) -> Iterator[Entry]:
    proposal = told.proposals.get(trajectory.pk)
    if proposal is None:
        return
    window = proposal.window
    said = {"day": words.weekday_date(proposal.starts.date()), "time": words.clock_time(proposal.starts)}
    span = {
        "first": words.short_date(window.from_on, told.today), "target": words.short_date(window.target_on, told.today),
        "until": words.short_date(window.until_on, told.today),
    }  # fmt: skip
    why = _("Venster van %(first)s tot %(until)s, gericht op %(target)s.") % span
    reason = (
        _("Het venster is voorbij; het bezoek kan en telt nog.")
        if proposal.late
        else _("De dichtstbijzijnde werkdag die bij %(name)s vrij is.")
        % {"name": next(a.professional.name for a in trajectory.assignments.all() if a.valid_until is None)}
    )
    yield Entry(
        proposal.starts.date(), (5, trajectory.pk), VISIT, "planned", "calendar",
        words.contact_words(programme_of(trajectory), contacts_laid_out(trajectory), proposal.moment),
        when=_("Voorstel %(day)s, %(time)s") % said, age=words.age_words(told.age(proposal.starts.date())),
        notes=[why, _("Waarom: %(reason)s") % {"reason": reason}, _("Er staat nog niets vast.")],
    )  # fmt: skip
