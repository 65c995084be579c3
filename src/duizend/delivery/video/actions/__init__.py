# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of recordings: asking, consent and taking it back, what happened, and what follows from elsewhere."""

from duizend.delivery.video.actions.asking import InViewSaid, open_recording, put_in_view, take_out_of_view
from duizend.delivery.video.actions.consenting import ConsentSaid, record_consent, undo_consent, withdraw_consent
from duizend.delivery.video.actions.due import refresh_due
from duizend.delivery.video.actions.following import follow_hand_over, follow_step
from duizend.delivery.video.actions.happening import (
    note_destroyed,
    note_handed_over,
    note_made,
    note_reviewed,
    undo_step,
)

__all__ = (
    "ConsentSaid",
    "InViewSaid",
    "follow_hand_over",
    "follow_step",
    "note_destroyed",
    "note_handed_over",
    "note_made",
    "note_reviewed",
    "open_recording",
    "put_in_view",
    "record_consent",
    "refresh_due",
    "take_out_of_view",
    "undo_consent",
    "undo_step",
    "withdraw_consent",
)
