# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values and events as people say them, in the viewer's language. A shelf of its own: pages of the desk share these words."""

from duizend.doors.desk.words.events import event_words, purpose_words
from duizend.doors.desk.words.said import (
    about_child,
    age_words,
    capitalised,
    clock_time,
    contact_words,
    enumerate_words,
    family_name,
    family_title,
    full_date,
    in_words,
    interpreter_words,
    language_name,
    long_date,
    short_date,
    short_name,
    text_of,
    weekday_date,
)

__all__ = [
    "about_child",
    "age_words",
    "capitalised",
    "clock_time",
    "contact_words",
    "enumerate_words",
    "event_words",
    "family_name",
    "family_title",
    "full_date",
    "in_words",
    "interpreter_words",
    "language_name",
    "long_date",
    "purpose_words",
    "short_date",
    "short_name",
    "text_of",
    "weekday_date",
]
