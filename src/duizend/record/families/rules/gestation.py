# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a pregnancy lasted, and whether a birth or a due date can be true."""

from __future__ import annotations

from datetime import date

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.periods import DAYS_PER_WEEK, gestation_days

# A child born alive is registered from 22 weeks; no pregnancy lasts beyond 44.
SHORTEST_DAYS, LONGEST_DAYS = 22 * DAYS_PER_WEEK, 44 * DAYS_PER_WEEK
SOURCE = "WHO, International Classification of Diseases: the perinatal period begins at 22 completed weeks"
# Children of one pregnancy are born on one day, or around midnight.
DAYS_BETWEEN_TWINS = 1


def check_birth(due_date: date, birth_date: date) -> Decision:
    """Decide whether a child can be born on this day of a pregnancy with this due date.

    Units: completed weeks and days of pregnancy; allowed from 22 weeks and 0 days up to and with 44 weeks and 0 days.
    Refused with the weeks it would be: correct the due date first. Source: SOURCE.
    """
    days = gestation_days(due_date, birth_date)
    if SHORTEST_DAYS <= days <= LONGEST_DAYS:
        return Allowed()
    if days < 0:
        reason = gettext_noop(
            "Bij deze uitgerekende datum was de zwangerschap op die dag nog niet begonnen. Kijk beide dagen na."
        )
        return Refused("born_before_pregnancy", reason, SOURCE)
    weeks, rest = divmod(days, DAYS_PER_WEEK)
    reason = gettext_noop(
        "Bij deze uitgerekende datum is dat na %(weeks)d weken en %(days)d dagen zwangerschap. "
        "Kijk de dag na, of verbeter de uitgerekende datum."
    )
    code = "born_too_early" if days < SHORTEST_DAYS else "born_too_late"
    return Refused(code, reason, SOURCE, {"weeks": weeks, "days": rest})


def check_sibling_birth(first_on: date, birth_date: date) -> Decision:
    """Decide whether a child can be of the same pregnancy as one born on `first_on`: the same day or one beside it."""
    if abs((birth_date - first_on).days) <= DAYS_BETWEEN_TWINS:
        return Allowed()
    return Refused("pregnancy_ended_before", gettext_noop("Deze zwangerschap is al op een andere dag geëindigd."))


def check_due_date(due_date: date, on: date) -> Decision:
    """Decide whether a woman who is pregnant on a day can be due on another.

    Units: days; from the first day of pregnancy up to and with 44 weeks. Which week a programme begins in is the
    programme file's, not asked here.
    """
    days = gestation_days(due_date, on)
    if days < 0:
        reason = gettext_noop("Bij deze uitgerekende datum is de zwangerschap nog niet begonnen. Kijk de dag na.")
        return Refused("not_yet_pregnant", reason)
    if days > LONGEST_DAYS:
        reason = gettext_noop(
            "Deze uitgerekende datum is meer dan vier weken voorbij. Leg de geboorte vast, of kijk de dag na."
        )
        return Refused("due_long_ago", reason)
    return Allowed()


def check_loss(due_date: date, on: date) -> Decision:
    """Decide whether a pregnancy with this due date can have ended on a day: once begun, and before 44 weeks."""
    if 0 <= gestation_days(due_date, on) <= LONGEST_DAYS:
        return Allowed()
    reason = gettext_noop("Die dag past niet bij de uitgerekende datum. Kijk de dag na.")
    return Refused("loss_outside_pregnancy", reason)
