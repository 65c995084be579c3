# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of groups: which there are, who is in them, who waits for one, what a roster says, what is to be told."""

from duizend.delivery.groups.queries.cohorts import (
    CohortRow,
    dates_of,
    find_lead,
    get_cohort,
    get_session,
    is_facilitator,
    list_cohorts,
    list_facilitators,
    list_openings,
    state_of,
)
from duizend.delivery.groups.queries.members import (
    count_marks_of,
    find_membership_of,
    find_passed_on,
    get_membership,
    get_telling,
    list_checks_of,
    list_members_of,
    list_small,
    list_tellings_of,
    list_to_tell,
    planned_in_a_group,
    read_roster,
    stays_in,
)
from duizend.delivery.groups.queries.waiting import Waiting, list_group_programmes, list_waiting, needed_for, suggest

__all__ = (
    "CohortRow",
    "Waiting",
    "count_marks_of",
    "dates_of",
    "find_lead",
    "find_membership_of",
    "find_passed_on",
    "get_cohort",
    "get_membership",
    "get_session",
    "get_telling",
    "is_facilitator",
    "list_checks_of",
    "list_cohorts",
    "list_facilitators",
    "list_group_programmes",
    "list_members_of",
    "list_openings",
    "list_small",
    "list_tellings_of",
    "list_to_tell",
    "list_waiting",
    "needed_for",
    "planned_in_a_group",
    "read_roster",
    "state_of",
    "stays_in",
    "suggest",
)
