# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page says about the contact to plan: its window drawn, and times to choose from, each with its reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from duizend.delivery.contacts.forms import CHOOSE, NOT_NOW
from duizend.delivery.contacts.rules.windows import lay_out_window
from duizend.delivery.contacts.words import capitalised, moment_words, proposal_reason, weekday_date

if TYPE_CHECKING:
    from datetime import date, time

    from duizend.delivery.contacts.forms import MomentForm
    from duizend.delivery.contacts.queries import Ahead

WALL_CLOCK = "%Y-%m-%dT%H:%M"


def describe_moments(
    form: MomentForm, ahead: Ahead, *, title: str, like: time | None, whose: str = "", may_skip: bool = True
) -> dict[str, object]:
    """Return what contacts/choose_moment.html needs. `whose` names whoever goes, when that is not the one who looks."""
    window = ahead.window
    last = window.until_on - timedelta(days=1)
    late = not ahead.proposals or ahead.proposals[0].late
    if late and ahead.proposals:
        form.require_a_reason()
    drawn = lay_out_window(window, [proposal.starts.date() for proposal in ahead.proposals])
    words = {
        "from": weekday_date(window.from_on),
        "until": weekday_date(last),
        "target": weekday_date(window.target_on),
    }
    text = _("Venster: %(from)s tot en met %(until)s. Het programma houdt %(target)s aan.") % words
    marks = [{"at_percent": at, "first": index == 0} for index, at in enumerate(drawn.days_percent)]
    choices = _choices(form, ahead=ahead, like=like, whose=whose)
    return {
        "title": title,
        "protocol": text,
        "window": None if late else {
            "from_percent": drawn.from_percent, "until_percent": drawn.until_percent,
            "target_percent": drawn.target_percent, "from_label": _short(window.from_on), "until_label": _short(last),
            "target_label": _short(window.target_on), "text": text, "proposals": marks,
        },
        "choices": choices if may_skip else choices[:-1],
        "head": _head(ahead, whose),
        "late": late and bool(ahead.proposals),
    }  # fmt: skip


def words_outside_window(form: MomentForm) -> str:
    """Say that a chosen time lies outside the window: it may, and counts. Nothing for one that lies inside."""
    starts, window = form.next_starts, form.window
    if not starts or not window or window.from_on <= starts.date() < window.until_on:
        return ""
    words = {"day": weekday_date(starts.date()), "from": weekday_date(window.from_on),
             "until": weekday_date(window.until_on - timedelta(days=1))}  # fmt: skip
    text = _("De afspraak op %(day)s valt buiten het venster van %(from)s tot en met %(until)s. Dat kan, en telt.")
    return text % words


def _head(ahead: Ahead, whose: str) -> str:
    if ahead.proposals:
        return _("Voorstel. De ouders kiezen; er staat nog niets vast.")
    if whose:
        return _("De komende vier weken is er niets vrij in de agenda van %(name)s.") % {"name": whose}
    return _("De komende vier weken is er niets vrij in jouw agenda.")


def _short(day: date) -> str:
    return format_date(day, "j M").lower()


def _choices(form: MomentForm, *, ahead: Ahead, like: time | None, whose: str) -> list[dict[str, object]]:
    """List the times to choose from: proposals with their reason, one that was chosen before, oneself, not now."""
    chosen = form.typed("next")
    offered = {
        f"{proposal.starts:{WALL_CLOCK}}": (proposal.starts, proposal_reason(proposal, like, whose=whose))
        for proposal in ahead.proposals
    }
    if "next" not in form.errors and chosen not in ("", CHOOSE, NOT_NOW, *offered):
        starts = _moment(chosen)
        offered |= {chosen: (starts, _("eerder door jou gekozen"))} if starts else {}
    choices = [
        {"value": value, "label": capitalised(moment_words(starts)), "reason": reason, "checked": value == chosen}
        for value, (starts, reason) in offered.items()
    ]
    choices.append({"value": CHOOSE, "label": _("Zelf kiezen"), "hint": "", "checked": chosen == CHOOSE})
    choices.append({"value": NOT_NOW, "label": _("Nu niet plannen"), "hint": "", "checked": chosen == NOT_NOW})
    return choices


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, WALL_CLOCK)  # noqa: DTZ007 - wall-clock, as proposed
    except ValueError:
        return None
