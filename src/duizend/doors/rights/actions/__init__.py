# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes about a family's rights: one verb each, atomic and logged."""

from duizend.doors.rights.actions.answering import (
    Asked,
    extend,
    hand_over,
    note_check,
    note_receipt,
    record_request,
    refuse,
    release,
    settle,
)
from duizend.doors.rights.actions.correcting import add_statement, grant_correction
from duizend.doors.rights.actions.counting import count_what_is_due
from duizend.doors.rights.actions.destroying import (
    confirm_destruction,
    propose_destruction,
    propose_on_request,
    subject_of,
    withdraw_destruction,
)
from duizend.doors.rights.actions.objecting import end_objection, uphold

__all__ = [
    "Asked",
    "add_statement",
    "confirm_destruction",
    "count_what_is_due",
    "end_objection",
    "extend",
    "grant_correction",
    "hand_over",
    "note_check",
    "note_receipt",
    "propose_destruction",
    "propose_on_request",
    "record_request",
    "refuse",
    "release",
    "settle",
    "subject_of",
    "uphold",
    "withdraw_destruction",
]
