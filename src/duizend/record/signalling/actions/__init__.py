# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of signalling."""

from duizend.record.signalling.actions.handling import handle_sign_up, register_from_sign_up, take_up
from duizend.record.signalling.actions.links import make_link, withdraw_link
from duizend.record.signalling.actions.sign_ups import (
    SignUpTold,
    SignUpWho,
    receive_by_link,
    receive_sign_up,
    record_sign_up,
    record_sign_ups,
)
from duizend.record.signalling.actions.weighing import (
    note_factor,
    note_factors,
    record_judgement,
    record_shared_decision,
    withdraw_factor,
    withdraw_judgement,
    withdraw_shared_decision,
)

__all__ = [
    "SignUpTold", "SignUpWho", "handle_sign_up", "make_link", "note_factor", "note_factors", "receive_by_link",
    "receive_sign_up", "record_judgement", "record_shared_decision", "record_sign_up", "record_sign_ups",
    "register_from_sign_up", "take_up", "withdraw_factor", "withdraw_judgement", "withdraw_link",
    "withdraw_shared_decision",
]  # fmt: skip
