# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of groups: making and closing one, its sessions, who joins and leaves, rosters, and what follows from elsewhere."""

from duizend.delivery.groups.actions.changing import ChangeSaid, change_cohort, undo_change
from duizend.delivery.groups.actions.cohorts import (
    CohortSaid,
    SessionSaid,
    call_off_session,
    close_cohort,
    make_cohort,
    move_session,
    plan_sessions,
    reopen_cohort,
    replace_facilitator,
    restore_session,
)
from duizend.delivery.groups.actions.following import (
    follow_birth,
    follow_death,
    follow_end,
    follow_hand_over,
    follow_loss_of_pregnancy,
    follow_reopened,
    follow_undone_loss,
)
from duizend.delivery.groups.actions.members import join, leave, mark_told, record_passed_on, undo_leave, undo_told
from duizend.delivery.groups.actions.rosters import Marked, fill_in, settle, unsettle

__all__ = (
    "ChangeSaid",
    "CohortSaid",
    "Marked",
    "SessionSaid",
    "call_off_session",
    "change_cohort",
    "close_cohort",
    "fill_in",
    "follow_birth",
    "follow_death",
    "follow_end",
    "follow_hand_over",
    "follow_loss_of_pregnancy",
    "follow_reopened",
    "follow_undone_loss",
    "join",
    "leave",
    "make_cohort",
    "mark_told",
    "move_session",
    "plan_sessions",
    "record_passed_on",
    "reopen_cohort",
    "replace_facilitator",
    "restore_session",
    "settle",
    "undo_change",
    "undo_leave",
    "undo_told",
    "unsettle",
)
