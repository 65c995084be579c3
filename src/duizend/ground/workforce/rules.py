# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody may be assigned, and why not; what lapses soon; which days of agreements make sense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LEARNING = ("intervision", "supervision", "reading", "e_learning")
ABOUT_A_GUIDELINE = ("reading", "e_learning")
PARTNERS = ("gp", "child_care", "school", "parenting_support")
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Held:
    """That somebody holds something over a half-open period [from, until); None is without end."""

    valid_from: date
    valid_until: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Validity:
    """How a thing that can lapse stands: valid, lapses (within 60 days), lapsed, not_yet or none, and the day that tells."""

    kind: str
    on: date | None = None

    @property
    def holds(self) -> bool:
        return self.kind in ("valid", "lapses")


def validity_on(held: Sequence[Held], day: date) -> Validity:
    """Say how what somebody holds stands on a day; what follows on without a gap counts as one."""
    now = [one for one in held if one.covers(day)]
    if not now:
        return _without(held, day)
    until = _end_of_the_last(now, held)
    if until is None:
        return Validity("valid")
    return Validity("lapses" if until <= day + SOON else "valid", until)


def _without(held: Sequence[Held], day: date) -> Validity:
    ahead = [one.valid_from for one in held if one.valid_from > day]
    if ahead:
        return Validity("not_yet", min(ahead))
    past = [one.valid_until for one in held if one.valid_until is not None]
    return Validity("lapsed", max(past)) if past else Validity("none")


def _end_of_the_last(now: Sequence[Held], held: Sequence[Held]) -> date | None:
    """Return the first day that nothing holds any more, following what joins on; None when there is no such day."""
    ends = [one.valid_until for one in now if one.valid_until is not None]
    until = max(ends) if len(ends) == len(now) else None
    for one in sorted(held, key=lambda known: known.valid_from):
        if until is None:
            return None
        if one.valid_from <= until and (one.valid_until is None or one.valid_until > until):
            until = one.valid_until
    return until


def may_be_assigned(certificate: Validity, licence: Validity | None) -> Decision:
    """Decide whether somebody may deliver what asks for a certificate; `licence` of her organisation, None when none is kept."""
    if not certificate.holds:
        return Refused(f"certificate_{certificate.kind}", WHY_NOT[certificate.kind], values=_day(certificate))
    if licence is not None and not licence.holds:
        return Refused(f"licence_{licence.kind}", gettext_noop("De licentie van haar organisatie geldt nu niet."))
    return Allowed()


def _day(validity: Validity) -> dict[str, object]:
    return {"day": f"{validity.on:%d-%m-%Y}"} if validity.on else {}


WHY_NOT = {
    "none": gettext_noop("Heeft geen certificaat hiervoor."),
    "lapsed": gettext_noop("Het certificaat geldt niet meer vanaf %(day)s."),
    "not_yet": gettext_noop("Het certificaat geldt pas vanaf %(day)s."),
}


def check_period(valid_from: date, valid_until: date | None) -> Decision:
    """Decide whether a period [from, until) is one: its end lies after its beginning."""
    if valid_until is not None and valid_until <= valid_from:
        return Refused("period_out_of_order", gettext_noop("De laatste dag ligt voor de eerste. Kijk de dagen na."))
    return Allowed()


def check_learning(kind: str, *, about: str, done_on: date, today: date) -> Decision:
    """Decide whether this can have been done: a known kind, a day that was, and a guideline where one was read."""
    if kind not in LEARNING:
        return Refused("unknown_kind", gettext_noop("Kies wat er is gedaan."))
    if done_on > today:
        return Refused("day_in_the_future", gettext_noop("Deze dag is nog niet geweest."))
    if kind in ABOUT_A_GUIDELINE and not about:
        return Refused("which_guideline", gettext_noop("Kies over welke richtlijn het ging."))
    return Allowed()


def check_agreement(partner_kind: str, *, agreed_on: date, review_on: date, today: date) -> Decision:
    """Decide whether an agreement can be recorded: a known kind of partner, agreed already, looked at again later."""
    if partner_kind not in PARTNERS:
        return Refused("unknown_partner", gettext_noop("Kies met wie de afspraak is."))
    if agreed_on > today:
        return Refused("day_in_the_future", gettext_noop("Deze dag is nog niet geweest."))
    if review_on <= agreed_on:
        return Refused(
            "review_before_agreement", gettext_noop("Kies een dag na de afspraak om er weer naar te kijken.")
        )
    return Allowed()
