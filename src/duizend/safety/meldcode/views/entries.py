# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was noted in a trail, in words: the questions, the notes, and every note that was ever made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.delivery.contacts.words import weekday_date
from duizend.ground.kernel import clock
from duizend.safety.meldcode.rules.kinds import KINDS
from duizend.safety.meldcode.views.frame import language
from duizend.safety.meldcode.words import (
    ANSWER_WORDS,
    CONFLICT_WORDS,
    KIND_WORDS,
    OBJECTION_WORDS,
    OFFERED,
    STEP_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.safety.meldcode.models import Trail, TrailEntry
    from duizend.safety.meldcode.rules.framework import Framework

Entry = dict[str, object]


def questions(trail: Trail, framework: Framework, entries: Sequence[TrailEntry], *, may_write: bool) -> list[Entry]:
    """Show the five questions at their step, each with the answer that stands and what the framework says follows."""
    found = []
    for one in framework.questions:
        given = [entry for entry in entries if entry.kind == "question" and entry.number == one.number]
        last = given[-1] if given else None
        after = {"yes": one.after_yes, "no": one.after_no}.get(last.answer) if last else None
        found.append(
            {
                "number": one.number,
                "step": one.step,
                "text": one.text.in_language(language()),
                "answer": ANSWER_WORDS[last.answer] if last else "",
                "words": last.words if last else "",
                "when": _signed(last) if last else "",
                "after": after.in_language(language()) if after else "",
                "url": reverse("meldcode:question", args=[trail.public_id, one.number]) if may_write else "",
                "earlier": len(given) - 1 if given else 0,
            }
        )
    return found


def shown_entries(trail: Trail, entries: Sequence[TrailEntry], *, may_write: bool) -> list[Entry]:
    """Show the notes that stand, newest first."""
    return [
        {
            "kind": "held",
            "icon": "document",
            "when": weekday_date(entry.happened_on),
            "title": title_of(entry),
            "text": facts_of(entry),
            "quote": entry.words,
            "signed": _signed(entry),
            "correct_url": reverse("meldcode:correct", args=[trail.public_id, entry.public_id])
            if may_write and entry.kind in KINDS
            else "",
            "withdraw_url": reverse("meldcode:withdraw", args=[trail.public_id, entry.public_id])
            if may_write and entry.kind in KINDS
            else "",
        }
        for entry in reversed(entries)
    ]


def offered(trail: Trail) -> list[Entry]:
    """List what can be noted, by step; the steps need no order."""
    return [
        {
            "label": STEP_WORDS.get(step, _("Verder")),
            "links": [
                {"url": reverse("meldcode:record", args=[trail.public_id, kind]), "label": KIND_WORDS[kind][0]}
                for kind in kinds
            ],
        }
        for step, kinds in OFFERED.items()
    ]


def history_lines(trail: Trail) -> list[str]:
    """Tell every note in the order of entry, also what was corrected or fell away: old answers stay to be read."""
    entries = list(trail.entries.all())
    corrected = {entry.corrects_id for entry in entries}
    lines = []
    for entry in entries:
        said = {"what": title_of(entry), "facts": facts_of(entry), "words": entry.words, "signed": _signed(entry)}
        if entry.withdrawn:
            lines.append(_("Vervallen: %(what)s. %(signed)s") % said)
        elif entry.pk in corrected:
            lines.append(_("%(what)s, later verbeterd. %(facts)s %(words)s %(signed)s") % said)
        else:
            lines.append(_("%(what)s. %(facts)s %(words)s %(signed)s") % said)
    return lines


def title_of(entry: TrailEntry) -> str:
    """Name a note; a question by its number."""
    title = str(KIND_WORDS[entry.kind][0])
    if entry.kind == "question":
        return _("Vraag %(number)d") % {"number": entry.number}
    if entry.kind == "conflict":
        return f"{title}: {CONFLICT_WORDS[entry.number]}"
    return title


def facts_of(entry: TrailEntry) -> str:
    """Say what a note holds besides its words."""
    parts = [str(ANSWER_WORDS[entry.answer])] if entry.answer else []
    if entry.parent is not None:
        parts.append(entry.parent.given_name)
    if entry.account is not None:
        parts.append(entry.account.name)
    if entry.who:
        parts.append(entry.who)
    if entry.anonymous is not None:
        parts.append(_("zonder naam van het gezin") if entry.anonymous else _("met naam van het gezin"))
    if entry.objections:
        parts.append(str(OBJECTION_WORDS[entry.objections]))
    if entry.due_on is not None:
        parts.append(_("opnieuw op %(day)s") % {"day": weekday_date(entry.due_on)})
    return f"{', '.join(parts)}." if parts else ""


def _signed(entry: TrailEntry) -> str:
    entered = clock.local_time(entry.entered_at)
    said = {"name": entry.entered_by.name, "day": weekday_date(entered.date()), "time": f"{entered:%H:%M}"}
    return _("Vastgelegd door %(name)s, %(day)s %(time)s.") % said
