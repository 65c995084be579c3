# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line of a family, from week 0 to two and a half years, with words at its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.doors.desk import words
from duizend.doors.desk.rules.lifeline import Line, lay_out_line
from duizend.ground.kernel import clock
from duizend.record.trajectories.queries import contacts_laid_out, current_state, programme_of

if TYPE_CHECKING:
    from datetime import date

    from duizend.doors.desk.queries.told import Told
    from duizend.record.trajectories.models import Trajectory


def build_lifeline(told: Told) -> dict[str, object] | None:
    """Build the line of the youngest child; None when neither birth nor due date is known."""
    line = lay_out_line(born_on=told.born_on, due_on=told.due_on)
    if line is None:
        return None
    return {
        "birth_percent": line.percent(line.birth_on), "today_percent": line.percent(told.today),
        "two_years_percent": line.two_years_percent, "marks": _marks(line, told),
        "lanes": [
            {"name": _("Aanbod"), "bars": [bar for t in told.trajectories for bar in _bars(line, t, told)],
             "dots": _offer_dots(line, told)},
            {"name": _("Bezoeken"), "bars": [], "dots": _visit_dots(line, told)},
        ],
    }  # fmt: skip


def _marks(line: Line, told: Told) -> list[dict[str, object]]:
    said = {"day": words.short_date(line.birth_on, told.today)}
    labels = {
        "week_0": _("week 0"), "week_16": "16", "months_6": _("6 mnd"), "months_12": _("1 jaar"),
        "months_18": _("18 mnd"), "months_24": _("2 jaar"), "months_30": "2½",
        "birth": (_("geboren %(day)s") if told.born_on else _("uitgerekend %(day)s")) % said,
    }  # fmt: skip
    align = {"week_0": "start", "months_30": "end"}
    return [
        {"label": labels[mark.key], "at_percent": mark.at_percent, "bold": mark.key in ("birth", "months_24"),
         "align": align.get(mark.key, "")}
        for mark in line.marks()
    ]  # fmt: skip


def _bars(line: Line, trajectory: Trajectory, told: Told) -> list[dict[str, object]]:
    """Draw a programme from its start to its end, or to the end of its last window while it goes on."""
    steps = [step for step in trajectory.steps.all() if not step.withdrawn]
    started = next((step.happened_on for step in steps if step.kind == "started"), None)
    if started is None:
        return []
    ended = next((step.happened_on for step in reversed(steps) if step.kind == "ended"), None)
    last = max((contact.until_on for contact in contacts_laid_out(trajectory)), default=told.today)
    until = ended if current_state(trajectory) == "ended" and ended else max(last, told.today)
    return [
        {"from_percent": line.percent(started), "until_percent": line.percent(until), "kind": "programme",
         "label": words.text_of(programme_of(trajectory).name)}
    ]  # fmt: skip


def _dot(line: Line, day: date, kind: str, label: str) -> dict[str, object]:
    return {"at_percent": line.percent(day), "kind": kind, "label": label % {"day": words.full_date(day)}}


def _offer_dots(line: Line, told: Told) -> list[dict[str, object]]:
    dots = [_dot(line, s.happened_on, "offer", _("aanmelding op %(day)s")) for s in told.sign_ups]
    for trajectory in told.trajectories:
        offers = [step for step in trajectory.steps.all() if step.kind == "offered" and not step.withdrawn]
        waits = current_state(trajectory) == "offered"
        for step in offers:
            is_open = waits and step is offers[-1]
            label = _("aangeboden op %(day)s, nog geen antwoord") if is_open else _("aangeboden op %(day)s")
            dots.append(_dot(line, step.happened_on, "waiting" if is_open else "offer", label))
    return sorted(dots, key=lambda dot: dot["at_percent"])


def _visit_dots(line: Line, told: Told) -> list[dict[str, object]]:
    dots = []
    for trajectory in told.trajectories:
        due = contacts_laid_out(trajectory)
        for contact in told.contacts.get(trajectory.pk, []):
            name = words.contact_words(programme_of(trajectory), due, contact.moment).replace("%", "%%")
            dots.append(_dot(line, contact.happened_on, "done", name + _(" op %(day)s, geweest")))
        for appointment in told.appointments.get(trajectory.pk, []):
            if not appointment.is_settled:
                name = words.contact_words(programme_of(trajectory), due, appointment.moment).replace("%", "%%")
                day = clock.local_day(appointment.starts_at)
                dots.append(_dot(line, day, "planned", name + _(" op %(day)s, gepland")))
    return sorted(dots, key=lambda dot: dot["at_percent"])
