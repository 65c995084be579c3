# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of recordings: one with all that is decided from, those of a trajectory, and those that are still there."""

from duizend.delivery.video.queries.cases import (
    Case,
    Person,
    get_case,
    get_consent,
    get_step,
    list_cases,
    read_case,
    video_of,
)
from duizend.delivery.video.queries.still_there import DuePage, list_overdue, list_reminders, list_still_there

__all__ = (
    "Case",
    "DuePage",
    "Person",
    "get_case",
    "get_consent",
    "get_step",
    "list_cases",
    "list_overdue",
    "list_reminders",
    "list_still_there",
    "read_case",
    "video_of",
)
