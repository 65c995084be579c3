# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screens of appointments, of fewer or more in a phase, and of planned beside received; what all forms that plan show."""

from duizend.delivery.contacts.views.appointments import cancel, missed, show, undo
from duizend.delivery.contacts.views.dialling import correct_dial, dial, undo_dial
from duizend.delivery.contacts.views.fidelity import fidelity, own_fidelity
from duizend.delivery.contacts.views.planning import move, plan

__all__ = [
    "cancel", "correct_dial", "dial", "fidelity", "missed", "move", "own_fidelity", "plan", "show", "undo", "undo_dial",
]  # fmt: skip
