# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can sign a family up and with whose agreement, what the sender is told, and how long a sign-up stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.periods import add_months

SOURCES = (
    "midwife", "maternity_care", "gp", "nursery", "jgz", "social_team", "school", "hospital", "mental_health",
    "addiction_care", "disability_care", "veilig_thuis", "parent", "other",
)  # fmt: skip
# How far parents agreed that a sender hears what became of a sign-up: that it was taken up, or also their answer.
MAY_HEAR = ("handled", "answer")
# What can be done with a sign-up. "taken_up" is not the end of it; the others are.
HANDLINGS = ("taken_up", "registered", "linked", "not_for_us", "double", "withdrawn")
BECAME_A_FAMILY = ("registered", "linked")
MONTHS_WITHOUT_FOLLOW_UP = 12

# Who treats the woman herself may tell nobody without her agreement.
NEED_AGREEMENT = ("midwife", "maternity_care", "gp", "hospital", "mental_health", "addiction_care")
SOURCE_OF_AGREEMENT = "art. 7:457 BW"
# What a sender can say that the parents know; "unknown" is of older lists only.
PARENTS_KNOW = ("agreed", "told", "not_yet_told")

# Days on which people work, Monday to Friday; counted from the day it came in, and again from the day it was taken up.
WORKING_DAYS_TO_ANSWER = 5
SATURDAY = 5

# Wide enough for every true family; catches a wrong year or two dates that changed places. Units: days, years.
DAYS_UNTIL_DUE, DAYS_AFTER_DUE, OLDEST_CHILD_YEARS = 300, 42, 18
NO_AGREEMENT = gettext_noop(
    "Zonder haar akkoord kan dit nog niet. Bespreek het met haar en laat haar weten wat je doorgeeft; nee zeggen mag."
)
NO_REASON = gettext_noop("Schrijf kort waarom de ouders het nog niet weten.")
ANSWER_WITHOUT_AGREEMENT = gettext_noop("Hun antwoord hoor je alleen als je dat met de ouders hebt afgesproken.")
NO_CHILD = gettext_noop("Vul de uitgerekende datum in, of de geboortedatum van het kind.")
DUE_DATE_TOO_FAR = gettext_noop("Deze uitgerekende datum ligt te ver weg. Klopt het jaar?")
BIRTH_DATE_TOO_FAR = gettext_noop("Deze geboortedatum kan niet kloppen. Klopt het jaar?")


@dataclass(frozen=True, slots=True)
class Handled:
    """One thing that was done with a sign-up: what, on which day, and what was said to the sender."""

    outcome: str
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """All that a sender may know. Never whether a family was known already, and never what parents keep to themselves.

    `answer` and `answered_on` only where the parents agreed; `parents_tell`: what became of it is theirs to tell.
    """

    received_on: date
    taken_up_on: date | None = None
    handled_on: date | None = None
    words: str = ""
    answer: str = ""
    answered_on: date | None = None
    awaits_answer: bool = False
    parents_tell: bool = False


def sign_up_ends_on(received_on: date) -> date:
    """Return the day on which a sign-up that nothing followed is no longer kept: a year after it came in."""
    return add_months(received_on, MONTHS_WITHOUT_FOLLOW_UP)


def find_organisation(job_title: str, organisations: Mapping[str, str]) -> str | None:
    """Find the organisation that an account's function names after its first comma: "Verloskundige, De Ooievaarshof".

    Shape: `organisations` gives the name of each by its key; the key of the only one that bears the words, or None.
    """
    named = " ".join(job_title.partition(",")[2].split()).casefold()
    found = [key for key, name in organisations.items() if named and f" {named} " in f" {name.casefold()} "]
    return found[0] if len(found) == 1 else None


def needs_agreement(source: str) -> bool:
    """Say whether this kind of sender may sign a family up only with its agreement.

    Source: art. 7:457 BW, on professional secrecy.
    """
    return source in NEED_AGREEMENT


def check_agreement(
    source: str, parents_know: str, *, not_told_because: str = "", may_hear: str = "handled"
) -> Decision:
    """Decide whether a sign-up can be sent, given what the parents know of it.

    Source: art. 7:457 BW for who treats the woman; for others the reason why not yet stands beside it.
    """
    if needs_agreement(source) and parents_know != "agreed":
        return Refused("no_agreement", NO_AGREEMENT, SOURCE_OF_AGREEMENT)
    if parents_know == "not_yet_told" and not not_told_because.strip():
        return Refused("no_reason_not_told", NO_REASON)
    if may_hear == "answer" and parents_know != "agreed":
        return Refused("answer_without_agreement", ANSWER_WITHOUT_AGREEMENT)
    return Allowed()


def check_child(*, due_date: date | None, birth_date: date | None, today: date) -> Decision:
    """Decide whether a sign-up tells of a pregnancy or a child that can be true on this day."""
    if due_date is None and birth_date is None:
        return Refused("no_child", NO_CHILD)
    if due_date is not None and not -DAYS_AFTER_DUE <= (due_date - today).days <= DAYS_UNTIL_DUE:
        return Refused("due_date_too_far", DUE_DATE_TOO_FAR)
    if birth_date is not None and not add_months(today, -12 * OLDEST_CHILD_YEARS) < birth_date <= today:
        return Refused("birth_date_too_far", BIRTH_DATE_TOO_FAR)
    return Allowed()


def add_working_days(day: date, number: int) -> date:
    """Return the day that lies a number of working days after another; weekends do not count."""
    while number > 0:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


def next_answer_due(
    received_on: date, handlings: Sequence[Handled], *, working_days: int = WORKING_DAYS_TO_ANSWER
) -> date | None:
    """Return the last day on which something should be done with a sign-up; None when it was handled.

    Taking it up gives the term anew. Units: working days.
    """
    if handlings and is_end(handlings[-1].outcome):
        return None
    return add_working_days(handlings[-1].on if handlings else received_on, working_days)


def days_overdue(due_on: date | None, today: date) -> int:
    """Count the days that a sign-up waits longer than it should; 0 when it does not."""
    return max(0, (today - due_on).days) if due_on else 0


def is_end(outcome: str) -> bool:
    """Say whether a handling ends a sign-up, so that its sender hears that it was handled."""
    return outcome in HANDLINGS and outcome != "taken_up"


def told_to_sender(
    *, received_on: date, handlings: Sequence[Handled], may_hear: str, answer: tuple[str, date] | None = None
) -> Told:
    """Work out what a sender is told: received and handled always, the parents' answer only as far as they agreed.

    Shape: handlings in order, the last one stands; answer is (answer, day) or None. That a family was double or that
    parents withdrew is not told: it would say what the sender need not know.
    """
    last = handlings[-1] if handlings else None
    taken_up_on = next((handling.on for handling in handlings if handling.outcome == "taken_up"), None)
    if last is None or not is_end(last.outcome):
        return Told(received_on, taken_up_on)
    became_family, agreed = last.outcome in BECAME_A_FAMILY, may_hear == "answer"
    shown = answer if agreed and became_family else None
    return Told(
        received_on, taken_up_on, last.on, last.words,
        answer=shown[0] if shown else "", answered_on=shown[1] if shown else None,
        awaits_answer=agreed and became_family and shown is None,
        parents_tell=not agreed and last.outcome != "not_for_us",
    )  # fmt: skip
