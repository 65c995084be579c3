# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of groups."""

from duizend.delivery.groups.views.changing import change, undo_change
from duizend.delivery.groups.views.cohorts import close, lead, new, overview, printed, reopen, show
from duizend.delivery.groups.views.members import depart, pass_on, place, told, undo_departure
from duizend.delivery.groups.views.sessions import call_off, done, move, roster

__all__ = [
    "call_off", "change", "close", "depart", "done", "lead", "move", "new", "overview", "pass_on", "place", "printed",
    "reopen", "roster", "show", "told", "undo_change", "undo_departure",
]  # fmt: skip
