# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a talk by which families are found may come out as, and where that leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.catalogue.rules.delivering import LEADS_ELSEWHERE
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.catalogue.rules.delivering import FindingOutcome, FindingRules


@dataclass(frozen=True, slots=True)
class LeadsTo:
    """Where an outcome may lead: programmes (ids) for which a family can be signed up, and words for elsewhere."""

    programmes: tuple[str, ...]
    elsewhere: tuple[str, ...]


def find_outcome(rules: FindingRules, outcome: str) -> FindingOutcome | None:
    """Find an outcome of a file by its id; None for one that only an older file had."""
    return next((one for one in rules.outcomes if one.id == outcome), None)


def check_outcome_of_talk(rules: FindingRules, outcome: str) -> Decision:
    """Decide whether a talk can have come out as this.

    Source: the programme's own file.
    """
    if find_outcome(rules, outcome) is not None:
        return Allowed()
    return Refused("unknown_outcome", gettext_noop("Kies hoe het gesprek uitkwam."))


def leads_to(rules: FindingRules, outcome: str, *, offered: Iterable[str]) -> LeadsTo:
    """Say where an outcome may lead, in the order of the file; of programmes only those that are on offer.

    It suggests; parents and professional decide.
    Source: the programme's own file, where the region chose it.
    """
    known, found = set(offered), find_outcome(rules, outcome)
    led = found.leads_to if found is not None else ()
    return LeadsTo(
        tuple(one for one in led if one in known and one not in LEADS_ELSEWHERE),
        tuple(one for one in led if one in LEADS_ELSEWHERE),
    )


def check_signed_up_for(programmes: Iterable[str], led: LeadsTo) -> Decision:
    """Decide whether a family can be signed up for these programmes after an outcome: those that it leads to."""
    if set(programmes) <= set(led.programmes):
        return Allowed()
    return Refused(
        "leads_elsewhere", gettext_noop("Deze uitkomst leidt niet naar dit aanbod. Kies een ander, of geen.")
    )
