# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be counted of conversations without a name, for which month, and what a year of it comes out as."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duizend.catalogue.rules.delivering import TallyRules
from duizend.catalogue.rules.programme import Programme
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.periods import add_months

# Late entry counts; a year is long enough to find last year's paper back. Ours, no source.
MONTHS_BACK = 12
MONTHS_IN_A_YEAR = 12
Counts = Mapping[tuple[date, str], int]


def find_tally_rules(programme: Programme) -> TallyRules | None:
    """Find what a programme's file counts of conversations; None for a programme that counts none."""
    return programme.forms.tally


def month_of(day: date) -> date:
    """Return the first day of the month in which a day falls, which stands for that month."""
    return day.replace(day=1)


def list_open_months(today: date, *, begun: date) -> tuple[date, ...]:
    """List the months that may still be counted in, newest first: this one and the twelve before, since the beginning.

    `begun` is the day on which the programme's version began.
    """
    newest = month_of(today)
    months = (add_months(newest, -back) for back in range(MONTHS_BACK + 1))
    return tuple(month for month in months if month >= month_of(begun))


def check_month(month: date, *, today: date, begun: date) -> Decision:
    """Decide whether may be counted in a month, which is given by its first day."""
    if month in list_open_months(today, begun=begun):
        return Allowed()
    if month > today:
        return Refused(
            "month_ahead", gettext_noop("Deze maand is er nog niet. Tel het gesprek in de maand waarin het was.")
        )
    return Refused(
        "month_closed",
        gettext_noop("Deze maand is gesloten: tellen kan tot een jaar terug. Vraag de coördinator wat nu kan."),
    )


def check_outcome(outcome: str, known: Collection[str]) -> Decision:
    """Decide whether a programme counts this outcome."""
    if outcome in known:
        return Allowed()
    return Refused("unknown_outcome", gettext_noop("Deze uitkomst telt dit programma niet. Kies een van de knoppen."))


def check_entry(counted: int, *, change: int, seen: int | None = None) -> Decision:
    """Decide whether a count may change by one more or one less.

    `seen` is the count that stood on the screen, None when nobody looked: two presses of one button are one
    conversation, since the second still says what the first saw.
    """
    if seen is not None and seen != counted:
        return Refused(
            "counted_meanwhile",
            gettext_noop(
                "Het aantal is net veranderd. Kijk of dit gesprek al geteld is, en tel het zo nodig nog eens."
            ),
        )
    if counted + change < 0:
        return Refused("below_zero", gettext_noop("Er is hier niets geteld om terug te nemen."))
    return Allowed()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A year of counts by month and outcome; a month in which nobody counted anything is no month of noughts.

    Shape: `counts` has a number for every month of `counted` and every outcome.
    """

    months: tuple[date, ...]
    counted: tuple[date, ...]
    outcomes: tuple[str, ...]
    counts: Counts


def lay_out(year: int, found: Counts, *, outcomes: Sequence[str], today: date) -> Sheet:
    """Lay a year out in months up to today, and in outcomes: those of the file first, then what older files counted."""
    months = [month for number in range(MONTHS_IN_A_YEAR) if (month := date(year, number + 1, 1)) <= today]
    counted = sorted({month for month, _outcome in found if month.year == year})
    named = dict.fromkeys((*outcomes, *sorted({outcome for month, outcome in found if month.year == year})))
    counts = {(month, outcome): found.get((month, outcome), 0) for month in counted for outcome in named}
    return Sheet(tuple(sorted({*months, *counted})), tuple(counted), tuple(named), counts)


def add_up(rows: Iterable[tuple[date, str, int]]) -> dict[tuple[date, str], int]:
    """Add entries and counter-entries up by month and outcome."""
    found: dict[tuple[date, str], int] = {}
    for month, outcome, number in rows:
        found[month, outcome] = found.get((month, outcome), 0) + number
    return found
