# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of appointments, contacts and drafts, and what lies ahead of a trajectory."""

from duizend.delivery.contacts.queries.ahead import (
    Ahead,
    agreed_on,
    look_ahead,
    look_at_next,
    propose_after,
    propose_next,
    windows_asked,
    windows_asked_of_many,
    windows_of,
)
from duizend.delivery.contacts.queries.appointments import (
    count_month,
    get_appointment,
    get_appointment_only,
    list_appointments_of,
    list_appointments_of_many,
    list_appointments_on,
    list_to_plan_again,
    list_unrecorded,
    list_unsettled,
    next_appointments,
    settled_moments,
)
from duizend.delivery.contacts.queries.courses import Course, read_course, read_courses
from duizend.delivery.contacts.queries.dialling import as_dials, get_dialling, list_all_diallings, list_diallings
from duizend.delivery.contacts.queries.drafts import find_draft, list_unfinished
from duizend.delivery.contacts.queries.held import (
    find_standing_contact,
    get_contact,
    list_contacts_of,
    list_contacts_of_many,
    list_versions,
)
from duizend.delivery.contacts.queries.missed import find_missed, list_earlier_reasons, list_missed_of
from duizend.delivery.contacts.queries.places import list_places, may_visit_at_home

__all__ = [
    "Ahead", "Course", "agreed_on", "as_dials", "count_month", "find_draft", "find_missed", "find_standing_contact",
    "get_appointment", "get_appointment_only", "get_contact", "get_dialling", "list_all_diallings",
    "list_appointments_of", "list_appointments_of_many",
    "list_appointments_on", "list_contacts_of", "list_contacts_of_many", "list_diallings", "list_earlier_reasons", "list_missed_of",
    "list_places", "list_to_plan_again", "list_unfinished", "list_unrecorded", "list_unsettled", "list_versions",
    "look_ahead", "look_at_next", "may_visit_at_home", "next_appointments", "propose_after", "propose_next", "read_course",
    "read_courses", "settled_moments", "windows_asked", "windows_asked_of_many", "windows_of",
]  # fmt: skip
