# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of volunteers, of what families ask for, and of the steps of a match."""

from duizend.delivery.matching.actions.answering import answer_as_volunteer
from duizend.delivery.matching.actions.asking import (
    find_reason,
    hear_child,
    record_no_match,
    tell_asking,
    undo_no_match,
)
from duizend.delivery.matching.actions.following import follow_end, follow_reopening
from duizend.delivery.matching.actions.links import renew_link, withdraw_link
from duizend.delivery.matching.actions.saying import ask_to_stop, handle_said, take_back_stop, tell_worry
from duizend.delivery.matching.actions.steps import StepSaid, propose, stop_match, take_step, undo_step
from duizend.delivery.matching.actions.volunteers import (
    OwnWords,
    VolunteerTold,
    begin_pause,
    change_own_words,
    correct_volunteer,
    end_pauses,
    end_volunteer,
    record_check,
    register_volunteer,
    tell_times,
    undo_end,
    withdraw_check,
)
from duizend.delivery.matching.actions.winding_down import tell_volunteer_of_stop, undo_told

__all__ = (
    "OwnWords",
    "StepSaid",
    "VolunteerTold",
    "answer_as_volunteer",
    "ask_to_stop",
    "begin_pause",
    "change_own_words",
    "correct_volunteer",
    "end_pauses",
    "end_volunteer",
    "find_reason",
    "follow_end",
    "follow_reopening",
    "handle_said",
    "hear_child",
    "propose",
    "record_check",
    "record_no_match",
    "register_volunteer",
    "renew_link",
    "stop_match",
    "take_back_stop",
    "take_step",
    "tell_asking",
    "tell_times",
    "tell_volunteer_of_stop",
    "tell_worry",
    "undo_end",
    "undo_no_match",
    "undo_step",
    "undo_told",
    "withdraw_check",
    "withdraw_link",
)
