# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The recordings of a trajectory as a calm line each: consent, recording, looking back, gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duizend.delivery.contacts.words import text_of, weekday_date
from duizend.delivery.video.actions.asking import MAY_BEGIN
from duizend.delivery.video.permissions import RECORD, open_trajectory
from duizend.delivery.video.queries import list_cases, video_of
from duizend.delivery.video.rules.course import GONE
from duizend.delivery.video.views.frame import around_of, label_of
from duizend.delivery.video.views.still_there import chip_of
from duizend.delivery.video.words import ANSWER_WORDS, STAGE_WORDS, STEP_WORDS, WAY_WORDS, because_words, names_of
from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.points import describe_point
from duizend.record.families.queries import enumerate_names
from duizend.record.trajectories.queries import current_state

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.video.models import RecordingConsent, RecordingStep
    from duizend.delivery.video.queries import Case, Person
    from duizend.delivery.video.rules.consents import Who

Entry = dict[str, object]
STEP_ICONS = {"made": "eye", "reviewed": "families", "destroyed": "check", "handed_over": "families"}


@never_cache
@require_safe
def course(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the recordings of a trajectory: who agreed, what happened, what is next."""
    trajectory = open_trajectory(public_id)
    cases = list_cases(trajectory)
    note_read("video.read", [trajectory.family.public_id])
    rules, today = video_of(trajectory), clock.today()
    least, most = rules.recordings
    may_record = bool(may(current(), RECORD, related=True))
    goes_on = current_state(trajectory) in MAY_BEGIN
    page = around_of(trajectory) | {
        "consent_text": text_of(rules.consent), "within": text_of(describe_point(rules.destroy_within)),
        "counted": _counted(sum(case.made_on is not None for case in cases), least, most),
        "begin_url": reverse("video:begin", args=[public_id]) if may_record and goes_on else "",
        "recordings": [_recording(case, today, may_record=may_record) for case in reversed(cases)],
        "printed_on": f"{today:%d-%m-%Y}",
    }  # fmt: skip
    return render(request, "video/course.html", page)


def _counted(made: int, least: int, most: int) -> str:
    said = {"made": made, "least": least, "most": most}
    if least == most:
        return _("%(made)d van de %(most)d opnames gemaakt.") % said
    return _("%(made)d opnames gemaakt; dit programma kent er %(least)d tot %(most)d.") % said


def _recording(case: Case, today: date, *, may_record: bool) -> Entry:
    stage, due = case.stage(today), case.destroy()
    kind, icon, label = STAGE_WORDS[stage]
    if due is not None and due.because == "withdrawn":
        kind, icon, label = "declined", "", _("Toestemming ingetrokken")
    is_open = stage in ("asking", "ready")
    return {
        "key": case.recording.public_id, "title": label_of(case),
        "chip": {"kind": kind, "icon": icon, "label": str(label)},
        "in_view": _in_view(case, may_change=is_open and may_record),
        "in_view_url": _url("in_view", case) if is_open and may_record else "",
        "people": [_person(case, case.people[who], today, may_record=may_record) for who in _concerned(case, today)],
        "without_voice": names_of(case, case.without_voice(today)) if is_open else "",
        "people_url": reverse("families:people", args=[case.trajectory.family.public_id]),
        "entries": _entries(case), "next": _next(case, stage),
        "due": {"text": because_words(due.because, due.on), "chip": chip_of(due.on, today)} if due else None,
        "actions": _actions(case, stage, may_record=may_record, may_look=due is not None and due.because != "withdrawn"),
        "history": _history(case),
    }  # fmt: skip


def _url(name: str, case: Case, *more: str) -> str:
    return reverse(f"video:{name}", args=[case.recording.public_id, *more])


def _in_view(case: Case, *, may_change: bool) -> list[Entry]:
    rows = []
    for row, seen in zip(case.in_view, case.seen, strict=True):
        url = _url("not_in_view", case, row.public_id) if may_change and len(case.in_view) > 1 else ""
        rows.append({"name": enumerate_names(case.names([seen.who])), "undo_url": url})
    return rows


def _concerned(case: Case, today: date) -> list[Who]:
    """List who is asked, and who answered before though she need not any more."""
    asked = list(case.asked(case.made_on or today))
    return asked + [
        who for who in dict.fromkeys(one.who for one in case.said) if who not in asked and who in case.people
    ]


def _person(case: Case, person: Person, today: date, *, may_record: bool) -> Entry:
    row = case.standing_answer(person.who, today)
    key = person.who[1]
    is_gone = case.made_on is not None and not case.is_there
    is_yes = row is not None and bool(row.purposes)
    return {
        "name": person.name, "chip": _answer_chip(row), "lines": _answer_lines(case, row) if row else [],
        "is_authority": person.who not in {seen.who for seen in case.seen},
        "ask_url": _url("consent", case, key) if may_record and not is_gone and not is_yes else "",
        "change_url": _url("consent", case, key) if may_record and not is_gone and is_yes else "",
        "withdraw_url": _url("withdraw", case, key) if is_yes and not is_gone else "",
        "undo_url": reverse("video:undo_answer", args=[row.public_id]) if row is not None and not is_gone and _may_undo(case, row) else "",
    }  # fmt: skip


def _may_undo(case: Case, row: RecordingConsent) -> bool:
    return case.made_on is None or row.answer != "yes"


def _answer_chip(row: RecordingConsent | None) -> dict[str, str]:
    if row is None:
        return {"kind": "waiting", "icon": "question", "label": _("Nog vragen")}
    kinds = {"yes": "agreed", "no": "declined", "withdrawn": "agreed" if row.purposes else "stopped"}
    words = ANSWER_WORDS["yes"] if row.answer == "withdrawn" and row.purposes else ANSWER_WORDS[row.answer]
    return {"kind": kinds[row.answer], "icon": "", "label": str(words)}


def _answer_lines(case: Case, row: RecordingConsent) -> list[str]:
    said = {
        "day": weekday_date(row.happened_on),
        "how": str(WAY_WORDS.get(row.how, "")).lower(),
        "name": row.entered_by.name,
    }
    lines = [_("Gezegd op %(day)s, vastgelegd door %(name)s.") % said]
    if row.how:
        lines = [_("Gezegd op %(day)s, %(how)s, vastgelegd door %(name)s.") % said]
    purposes = [text_of(one.text) for one in case.rules.purposes if one.id in row.purposes]
    if purposes:
        lines.append(_("Voor: %(purposes)s.") % {"purposes": "; ".join(purposes)})
        lines.append(_("Tekst uit versie %(version)s van het programma.") % {"version": row.text_version.version})
    if row.destroy_by:
        lines.append(_("Vroeg om vernietigen uiterlijk %(day)s.") % {"day": weekday_date(row.destroy_by)})
    return lines


def _entries(case: Case) -> list[Entry]:
    """Tell what happened, in order."""
    return [
        {
            "kind": "held", "icon": STEP_ICONS[row.kind], "when": weekday_date(row.happened_on),
            "title": str(STEP_WORDS[row.kind]), "text": _step_words(case, row), "quote": row.words,
            "undo_url": reverse("video:undo", args=[row.public_id]),
        }
        for row in case.step_rows
    ]  # fmt: skip


def _step_words(case: Case, row: RecordingStep) -> str:
    parents = enumerate_names([one.parent.given_name for one in row.with_parents.all()])
    said = {
        "who": row.professional.name if row.professional else row.entered_by.name, "parents": parents,
        "visit": label_of(case, row.moment) if row.moment else "",
    }  # fmt: skip
    texts = {
        "made": _("Door %(who)s."), "reviewed": _("Met %(parents)s, bij %(visit)s."), "destroyed": _("Door %(who)s."),
        "handed_over": _("Aan %(parents)s, door %(who)s. Er bleef geen kopie."),
    }  # fmt: skip
    return texts[row.kind] % said


def _next(case: Case, stage: str) -> Entry | None:
    """Say what still has to come: dotted, for it has not happened yet."""
    if stage in GONE:
        return None
    texts = {
        "asking": (_("Eerst toestemming"), _("Van iedereen in beeld en van wie gezag heeft. Een nee is goed; dan wordt er niet gefilmd.")),
        "ready": (_("Filmen kan"), _("Iedereen is akkoord. Leg na het bezoek vast dat de opname is gemaakt.")),
        "made": (_("Samen terugkijken"), _("Daarna vernietigen, of meegeven aan de ouders.")),
        "reviewed": (_("Vernietigen of meegeven"), _("Leg vast dat de opname weg is. Tot dan blijft dit als taak staan.")),
    }  # fmt: skip
    title, text = texts[stage]
    due = case.destroy()
    if stage in ("made", "reviewed") and due is not None and due.because in ("withdrawn", "loss"):
        return None
    return {"title": title, "text": text, "icon": "clock"}


def _actions(case: Case, stage: str, *, may_record: bool, may_look: bool) -> list[Entry]:
    found = []
    if stage == "ready" and may_record:
        found.append({"url": _url("made", case), "label": _("Opname is gemaakt"), "is_main": True})
    if stage in ("made", "reviewed"):
        if may_record and may_look:
            label = _("Samen teruggekeken") if stage == "made" else _("Nog eens teruggekeken")
            found.append({"url": _url("reviewed", case), "label": label, "is_main": stage == "made"})
        is_main = stage == "reviewed" or not may_look
        found.append({"url": _url("destroyed", case), "label": _("Is vernietigd"), "is_main": is_main})
        found.append({"url": _url("handed_over", case), "label": _("Is meegegeven"), "is_main": False})
    return found


def _history(case: Case) -> list[str]:
    """Tell all that was ever noted of a recording, in the order it was entered; also what was taken back."""
    lines = []
    for row in case.recording.consents.all():
        name = row.parent.given_name if row.parent else row.child.given_name if row.child else row.other.words
        lines.append((row.entered_at, row, f"{ANSWER_WORDS[row.answer]}, {name}"))
    lines += [(row.entered_at, row, str(STEP_WORDS[row.kind])) for row in case.recording.steps.all()]
    told = []
    for at, row, what in sorted(lines, key=lambda line: line[0]):
        local = clock.local_time(at)
        said = {
            "what": what, "day": weekday_date(row.happened_on), "entered": f"{weekday_date(local.date())} {local:%H:%M}",
            "name": row.entered_by.name,
        }  # fmt: skip
        text = (
            _("Ongedaan gemaakt: %(what)s (%(day)s). Vastgelegd %(entered)s door %(name)s.") if row.withdrawn
            else _("%(what)s (%(day)s). Vastgelegd %(entered)s door %(name)s.")
        )  # fmt: skip
        told.append(text % said)
    return told
