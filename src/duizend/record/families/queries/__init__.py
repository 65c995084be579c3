# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of families, and of who cares for them."""

from duizend.record.families.queries.likely import Likely, list_likely_duplicates
from duizend.record.families.queries.reading import (
    Page,
    care_ground,
    display_name,
    enumerate_names,
    find_alias,
    get_family,
    has_care_relation,
    household_of,
    list_absorbed,
    list_authorities,
    list_earlier_due_dates,
    list_families,
    list_households_now,
    list_merged_with,
    read_children,
    read_households,
    read_parents,
    resolve,
)
from duizend.record.families.queries.stated import list_statements
from duizend.record.families.queries.together import Together, group_together, list_together, read_together
from duizend.record.families.rules.likeness import Asked

__all__ = (
    "Asked",
    "Likely",
    "Page",
    "Together",
    "care_ground",
    "display_name",
    "enumerate_names",
    "find_alias",
    "get_family",
    "group_together",
    "has_care_relation",
    "household_of",
    "list_absorbed",
    "list_authorities",
    "list_earlier_due_dates",
    "list_families",
    "list_households_now",
    "list_likely_duplicates",
    "list_merged_with",
    "list_statements",
    "list_together",
    "read_children",
    "read_households",
    "read_parents",
    "read_together",
    "resolve",
)
