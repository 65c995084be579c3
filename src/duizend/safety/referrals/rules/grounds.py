# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""On what a referral rests, what may be sent along, and under which names consent may have been asked."""

from __future__ import annotations

GROUNDS = ("consent", "safeguarding")
"""A yes of who decides, or a decision by the meldcode that is written down with its day."""
SHARES = ("name", "contact", "child", "question")
"""What can be sent along: who it is, how to reach them, the child's name and birth date, what is asked for."""

# Kinds of help that the texts for parents name by themselves.
_ASKED_BY_KIND = {
    "debt_help": "debt_help",
    "mental_health": "mental_health",
    "gp": "gp",
    "midwife": "midwife",
    "local_team": "local_team",
}


def asked_recipients(organisation: str, particular: str) -> tuple[str, ...]:
    """Return under which names consent may have been asked, the most particular first: by its name, then by its kind.

    A no about the organisation itself stands, whatever was said of its kind; what is most particular decides.
    """
    by_kind = _ASKED_BY_KIND.get(particular)
    return (organisation, by_kind) if by_kind else (organisation,)
