# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chart of due dates on the page of a group: dates only, nobody's name; and the same in words for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.delivery.groups import words
from duizend.delivery.groups.rules.due_dates import RADIUS, lay_out_due_dates, summarise_due_dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.delivery.groups.models import Cohort, Membership
    from duizend.delivery.groups.rules.due_dates import Spread


def build_due_dates(cohort: Cohort, standing: Sequence[Membership], today: date) -> dict[str, object]:
    """Build the chart of who is in a group now; without dots where nobody's due date is known."""
    known = [one.trajectory.pregnancy.due_date for one in standing if one.trajectory.pregnancy is not None]
    own = {"due_from": cohort.due_from, "due_until": cohort.due_until}
    chart, spread = lay_out_due_dates(known, **own, today=today), summarise_due_dates(known, **own)
    return {
        "chart": chart,
        # The rim of an open dot comes around it: together they are as large as a full one.
        "dots": [
            {"at": dot, "day": words.short_day(dot.on), "radius": RADIUS if dot.inside else RADIUS - 1} for dot in chart.dots
        ],
        "weeks": [{"at": one, "day": format_date(one.begins_on, "j M").lower() if one.is_named else ""} for one in chart.weeks],
        "has_members": bool(standing), "has_outside": spread is not None and spread.outside > 0,
        "told": _told(spread, len(standing) - len(known)) if spread is not None else [],
    }  # fmt: skip


def _told(spread: Spread, unknown: int) -> list[str]:
    """Say in sentences what the chart shows: the first and the last, how many per month, and what it does not show."""
    said = {
        "count": spread.number, "first": words.short_day(spread.first_on), "last": words.short_day(spread.last_on),
    }  # fmt: skip
    months = ", ".join(
        _("%(count)d in %(month)s") % {"count": number, "month": format_date(month, "F Y")}
        for month, number in spread.months
    )
    told = [
        ngettext("%(count)d gezin: %(first)s.", "%(count)d gezinnen: %(first)s tot en met %(last)s.", spread.number)
        % said,
        _("Per maand: %(months)s.") % {"months": months},
    ]
    if spread.outside:
        told.append(
            ngettext(
                "%(count)d datum valt buiten die van de groep.", "%(count)d datums vallen buiten die van de groep.",
                spread.outside,
            ) % {"count": spread.outside}
        )  # fmt: skip
    if unknown:
        told.append(
            ngettext(
                "Van %(count)d gezin is geen uitgerekende datum bekend.",
                "Van %(count)d gezinnen is geen uitgerekende datum bekend.", unknown,
            ) % {"count": unknown}
        )  # fmt: skip
    return told
