# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screens of appointments: planning, moving and cancelling; and what all forms that plan show."""

from duizend.delivery.contacts.views.planning import cancel, move, plan

__all__ = ["cancel", "move", "plan"]
