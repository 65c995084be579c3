# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screens of recordings: the cycle of a trajectory, consent per person, what happened, and what is still there."""

from duizend.delivery.video.views.asking import begin, consent, in_view, not_in_view, withdraw
from duizend.delivery.video.views.cycle import course
from duizend.delivery.video.views.happening import destroyed, handed_over, made, reviewed, undo, undo_answer
from duizend.delivery.video.views.still_there import still_there

__all__ = (
    "begin",
    "consent",
    "course",
    "destroyed",
    "handed_over",
    "in_view",
    "made",
    "not_in_view",
    "reviewed",
    "still_there",
    "undo",
    "undo_answer",
    "withdraw",
)
