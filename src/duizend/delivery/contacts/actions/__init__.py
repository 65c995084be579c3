# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of appointments, contacts, what did not take place, fewer or more in a phase, and drafts."""

from duizend.delivery.contacts.actions.dialling import DialSaid, correct_dialling, dial_phase, undo_dialling
from duizend.delivery.contacts.actions.drafts import save_draft
from duizend.delivery.contacts.actions.due import due_refreshed_once, refresh_due
from duizend.delivery.contacts.actions.following import (
    cancel_open_appointments,
    follow_closed_household,
    follow_hand_over,
    follow_move,
    follow_plan,
    follow_step,
    follow_steps,
    restore_cancelled_appointments,
)
from duizend.delivery.contacts.actions.holding import correct_contact, record_contact, record_contact_in_group
from duizend.delivery.contacts.actions.missing import record_missed, undo_missed
from duizend.delivery.contacts.actions.planning import (
    cancel_appointment,
    move_appointment,
    plan_appointment,
    restore_appointment,
)
from duizend.delivery.contacts.queries.courses import CAN_BE_PLANNED

__all__ = [
    "CAN_BE_PLANNED", "DialSaid", "cancel_appointment", "cancel_open_appointments", "correct_contact",
    "correct_dialling", "dial_phase", "due_refreshed_once",
    "follow_closed_household", "follow_hand_over", "follow_move", "follow_plan", "follow_step", "follow_steps", "move_appointment",
    "plan_appointment", "record_contact", "record_contact_in_group", "record_missed", "refresh_due", "restore_appointment",
    "restore_cancelled_appointments", "save_draft", "undo_dialling", "undo_missed",
]  # fmt: skip
