# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody may ask to have corrected, and when that may be called granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.rights.rules.requests import CORRECTION, is_open
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.doors.rights.rules.requests import StepTaken

FILE, PEOPLE, WEIGHING, CONTACT = "file", "people", "weighing", "contact"
DISPUTED = (FILE, PEOPLE, WEIGHING, CONTACT)
KEEPS_FACTS = frozenset({WEIGHING, CONTACT})
"""What is corrected by a new fact beside the old one. Names and addresses are corrected as such; the log says by whom."""
SOURCE = "art. 16 AVG, art. 7:454 lid 2 BW"


def may_dispute(kind: str, about: str) -> Decision:
    """Decide whether a request names what it disputes: one to correct does, nothing else does."""
    if kind == CORRECTION and about not in DISPUTED:
        return Refused("about_what", gettext_noop("Kies wat er niet klopt."), SOURCE)
    if kind != CORRECTION and about:
        return Refused("about_nothing", gettext_noop("Alleen bij verbeteren kies je wat er niet klopt."), SOURCE)
    return Allowed()


def may_grant(about: str, steps: Sequence[StepTaken], *, words: str, is_corrected: bool) -> Decision:
    """Decide whether a correction may be called granted: the new fact stands there first, and the answer says what it is."""
    if not is_open(steps):
        return Refused("closed", gettext_noop("Dit verzoek is al beantwoord."))
    if about in KEEPS_FACTS and not is_corrected:
        return Refused(
            "not_corrected",
            gettext_noop("Verbeter het eerst op de bladzijde waar het staat. Wat er stond blijft bewaard."),
            SOURCE,
        )
    if not words.strip():
        return Refused(
            "no_words", gettext_noop("Schrijf wat je antwoordt, en bij een weigering op welke grond."), SOURCE
        )
    return Allowed()


def may_state(kind: str, words: str) -> Decision:
    """Decide whether a statement of one's own is added: whatever was or will be answered, and with any words at all."""
    if kind != CORRECTION:
        return Refused(
            "no_correction", gettext_noop("Een eigen verklaring hoort bij een verzoek om te verbeteren."), SOURCE
        )
    if not words.strip():
        return Refused("no_words", gettext_noop("Schrijf de verklaring op in hun eigen woorden."), SOURCE)
    return Allowed()
