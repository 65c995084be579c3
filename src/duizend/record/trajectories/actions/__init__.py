# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of trajectories: each takes one step, and every step is announced."""

from duizend.record.trajectories.actions.answering import AnswerSaid, offer, record_answer, record_attempt
from duizend.record.trajectories.actions.delivering import assign, check_certificate, hand_over, pause, resume, start
from duizend.record.trajectories.actions.ending import end, undo_end
from duizend.record.trajectories.actions.following import (
    follow_birth,
    follow_death,
    follow_due_date,
    follow_loss_of_pregnancy,
    follow_move,
    follow_professional,
    follow_undone_loss,
)
from duizend.record.trajectories.actions.indicating import include_child, indicate
from duizend.record.trajectories.actions.past import PastCourse, PastStep, record_past_courses
from duizend.record.trajectories.actions.pausing import ask_nothing, lift_ask_nothing
from duizend.record.trajectories.actions.standing import refresh_families, refresh_standing, work_out_standing
from duizend.record.trajectories.actions.taking import correct_step
from duizend.record.trajectories.actions.winding_down import tell_of_stop, undo_tell_of_stop

__all__ = (
    "AnswerSaid",
    "PastCourse",
    "PastStep",
    "ask_nothing",
    "assign",
    "check_certificate",
    "correct_step",
    "end",
    "follow_birth",
    "follow_death",
    "follow_due_date",
    "follow_loss_of_pregnancy",
    "follow_move",
    "follow_professional",
    "follow_undone_loss",
    "hand_over",
    "include_child",
    "indicate",
    "lift_ask_nothing",
    "offer",
    "pause",
    "record_answer",
    "record_attempt",
    "record_past_courses",
    "refresh_families",
    "refresh_standing",
    "resume",
    "start",
    "tell_of_stop",
    "undo_end",
    "undo_tell_of_stop",
    "work_out_standing",
)
