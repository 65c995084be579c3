# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was decided about a programme, and which decision holds on a day. The decision is people's; this only reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

STOP = "stop"
OUTCOMES = ("continue", "adapt", STOP)
WHOLE_REGION = ""
"""The code of a decision that is for every municipality."""


@dataclass(frozen=True, slots=True)
class ProgrammeDecision:
    """A decision about a programme in a municipality (its CBS code; "" is the whole region).

    Units: it holds from `from_on` up to and including `until_on`, without which it has no end. `order` is the order in
    which decisions were entered. `instead`: what families are offered instead; a stop always says.
    """

    public_id: str
    programme: str
    municipality: str
    outcome: str
    body: str
    decided_on: date
    from_on: date
    until_on: date | None
    grounds: str
    instead: str
    order: int

    def holds_on(self, day: date) -> bool:
        """Say whether a day lies within what was decided."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def find_in_force(
    decisions: Iterable[ProgrammeDecision], *, programme: str, municipality: str, on: date
) -> ProgrammeDecision | None:
    """Find the decision that holds for a programme in a municipality on a day.

    A municipality's own decision goes before that for the whole region, since it pays for its own families; of
    several, the one decided last holds. None: nothing was decided, so what was agreed goes on.
    """
    found = [
        one for one in decisions
        if one.programme == programme and one.municipality in (municipality, WHOLE_REGION) and one.holds_on(on)
    ]  # fmt: skip
    return max(found, key=lambda one: (one.municipality != WHOLE_REGION, one.decided_on, one.order), default=None)


def may_be_decided(*, outcome: str, decided_on: date, from_on: date, until_on: date | None, instead: str, today: date) -> Decision:  # fmt: skip
    """Decide whether what was filled in can be a decision. From when it holds may lie before or after the day of deciding."""
    if decided_on > today:
        return Refused(
            "day_in_the_future", gettext_noop("Dit besluit is nog niet genomen: kijk de datum van het besluit na.")
        )
    if until_on is not None and until_on < from_on:
        return Refused("until_before_from", gettext_noop("De laatste dag ligt voor de eerste."))
    if outcome == STOP and not instead.strip():
        return Refused(
            "nothing_instead",
            gettext_noop(
                "Schrijf op wat gezinnen in plaats daarvan krijgen. Is er niets, schrijf dan dat er niets is."
            ),
        )
    return Allowed()


def may_be_offered(decision: ProgrammeDecision | None, *, programme: str, place: str) -> Decision:
    """Decide whether a programme may be put to a family under the decision that holds; `programme`, `place`: their names."""
    if decision is None or decision.outcome != STOP:
        return Allowed()
    return Refused(
        "programme_stopped",
        gettext_noop(
            "%(programme)s wordt in %(place)s vanaf %(from)s niet meer aangeboden. Besluit van %(body)s van %(decided)s. "
            "In plaats daarvan: %(instead)s"
        ),
        "besluit gemeente",
        {
            "programme": programme, "place": place, "from": f"{decision.from_on:%d-%m-%Y}", "body": decision.body,
            "decided": f"{decision.decided_on:%d-%m-%Y}", "instead": decision.instead,
        },
    )  # fmt: skip
