# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a planned contact did not take place, and which next step is proposed. A person decides; nobody is counted.

Source: BDS JGZ, code list W0690 (status of an activity), the codes that mean "not realised".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duizend.ground.kernel.rules.decisions import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_HELD_REASONS = (
    "without_notice", "with_notice", "late_notice", "no_interest", "in_consultation", "called_off_by_jgz",
)  # fmt: skip
# What people read for a reason; on the day itself, and for a day still to come.
REASON_WORDS = {
    "without_notice": gettext_noop("Zonder bericht"),
    "with_notice": gettext_noop("Met bericht van de ouders"),
    "late_notice": gettext_noop("Met bericht, maar kort van tevoren"),
    "no_interest": gettext_noop("De ouders hebben er nu geen behoefte aan"),
    "in_consultation": gettext_noop("In overleg met de ouders"),
    "called_off_by_jgz": gettext_noop("Door ons afgezegd"),
}
# Nobody stays away without notice from an appointment that was called off beforehand.
CALLED_OFF_REASONS = ("with_notice", "in_consultation", "no_interest", "called_off_by_jgz")

StepCode = Literal["call_and_plan", "talk_it_over", "plan_together", "ask_wishes", "plan_as_agreed", "plan_at_once"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A proposed next step: what to do, and why. `plans` says that planning anew is part of it."""

    code: StepCode
    text: str
    why: str
    plans: bool = True


CALL = NextStep(
    "call_and_plan", gettext_noop("Bel en plan samen opnieuw."),
    gettext_noop("Een bezoek kan er door van alles bij inschieten."),
)  # fmt: skip
TALK_IT_OVER = NextStep(
    "talk_it_over", gettext_noop("Overleg met de coördinator hoe jullie dit gezin het best bereiken."),
    gettext_noop("Het lukte vaker niet zonder bericht; een andere tijd, plek of persoon kan schelen."), plans=False,
)  # fmt: skip
STEPS = {
    "with_notice": NextStep(
        "plan_together", gettext_noop("Plan samen een nieuw moment."), gettext_noop("De ouders lieten het weten.")
    ),
    "late_notice": NextStep(
        "plan_together", gettext_noop("Plan samen een nieuw moment."), gettext_noop("De ouders lieten het weten.")
    ),
    "no_interest": NextStep(
        "ask_wishes", gettext_noop("Vraag wat de ouders willen: later verder, anders, of stoppen. Alles is goed."),
        gettext_noop("Meedoen is vrij."), plans=False,
    ),
    "in_consultation": NextStep(
        "plan_as_agreed", gettext_noop("Plan wat jullie afspraken."), gettext_noop("Jullie spraken het samen af.")
    ),
    "called_off_by_jgz": NextStep(
        "plan_at_once", gettext_noop("Plan meteen een nieuw moment, met onze excuses."),
        gettext_noop("Het lag aan ons."),
    ),
}  # fmt: skip


def suggest_next_step(reason: str, *, earlier: Sequence[str]) -> NextStep:
    """Suggest what to do after a contact that did not take place; a person decides.

    Shape: `reason` is one of NOT_HELD_REASONS, `earlier` the reasons of the contacts that did not take place since the
    last one that did. Raises KeyError for a reason that is not in the list.
    Source: BDS W0690 for the reasons; the steps are ours, to be confirmed by those who deliver.
    """
    if reason != "without_notice":
        return STEPS[reason]
    return TALK_IT_OVER if "without_notice" in earlier else CALL
