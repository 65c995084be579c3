# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screens of appointments: one of them, planning, moving, cancelling; and what all forms that plan show."""

from duizend.delivery.contacts.views.appointments import cancel, missed, show, undo
from duizend.delivery.contacts.views.planning import move, plan

__all__ = ["cancel", "missed", "move", "plan", "show", "undo"]
