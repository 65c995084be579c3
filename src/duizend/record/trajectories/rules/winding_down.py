# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who gets word that a programme stops, and who goes on: from the state in which a trajectory stands.

Source: a stop reaches whoever waits for something, or was promised it may be asked again; who is under way goes on by the
protocol, and who said no is left in peace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.catalogue.rules.deciding import STOP
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from datetime import date

    from duizend.catalogue.rules.deciding import ProgrammeDecision

TO_TELL = ("indicated", "offered", "not_yet", "no_answer", "waiting")
GOING_ON = ("running", "paused")


def may_be_told(state: str, decision: ProgrammeDecision | None, *, on: date) -> Decision:
    """Decide whether a family can have been told on a day that the programme stops. `decision`: what holds where it lives."""
    if decision is None or decision.outcome != STOP:
        return Refused("no_stop", gettext_noop("Voor dit gezin is niet besloten dat het programma stopt."))
    if on < decision.decided_on:
        return Refused("before_the_decision", gettext_noop("Op die dag was er nog niet besloten. Kijk de datum na."))
    if state in GOING_ON:
        return Refused(
            "goes_on", gettext_noop("Dit traject loopt door volgens het programma; er hoeft niets te eindigen.")
        )
    if state not in TO_TELL:
        return Refused("nothing_to_tell", gettext_noop("Dit gezin wacht nergens meer op."))
    return Allowed()
