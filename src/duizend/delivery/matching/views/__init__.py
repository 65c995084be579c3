# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of matching: for the coordinator, and a volunteer's own."""

from duizend.delivery.matching.views.families import asking, family
from duizend.delivery.matching.views.own import own
from duizend.delivery.matching.views.register import new, register, volunteer
from duizend.delivery.matching.views.steps import ask, no_match, put_forward, search_on, step, undo, voice
from duizend.delivery.matching.views.volunteers import check, details, do, pause, stop, times

__all__ = (
    "ask", "asking", "check", "details", "do", "family", "new", "no_match", "own", "pause", "put_forward", "register",
    "search_on", "step", "stop", "times", "undo", "voice", "volunteer",
)  # fmt: skip
