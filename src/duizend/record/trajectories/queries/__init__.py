# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of trajectories: their steps, their state, what parents answered, what is due."""

from duizend.record.trajectories.queries.asking import (
    answers_of,
    closed_household_ids,
    count_attempts,
    find_ask_again,
    find_family_cap,
    involved_in,
    is_asked_nothing,
    list_asked_on,
    list_attempts,
    may_see_answer,
    pick_standing,
)
from duizend.record.trajectories.queries.course import (
    anchor_of,
    contacts_laid_out,
    count_children,
    count_open_assignments,
    current_assignment,
    current_state,
    find_window_until,
    get_trajectory,
    list_trajectories_of,
    list_trajectories_of_many,
    programme_of,
    read_steps,
    steps_taken,
    with_course,
    with_state,
)
from duizend.record.trajectories.queries.offers import OfferPage, OffersAsked, list_offers
from duizend.record.trajectories.queries.together import find_elsewhere
from duizend.record.trajectories.queries.waiting import find_room, list_rooms, place_in_queue

__all__ = (
    "OfferPage",
    "OffersAsked",
    "anchor_of",
    "answers_of",
    "closed_household_ids",
    "contacts_laid_out",
    "count_attempts",
    "count_children",
    "count_open_assignments",
    "current_assignment",
    "current_state",
    "find_ask_again",
    "find_elsewhere",
    "find_family_cap",
    "find_room",
    "find_window_until",
    "get_trajectory",
    "involved_in",
    "is_asked_nothing",
    "list_asked_on",
    "list_attempts",
    "list_offers",
    "list_rooms",
    "list_trajectories_of",
    "list_trajectories_of_many",
    "may_see_answer",
    "pick_standing",
    "place_in_queue",
    "programme_of",
    "read_steps",
    "steps_taken",
    "with_course",
    "with_state",
)
