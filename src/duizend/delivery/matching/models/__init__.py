# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Volunteers, and the matches of families with them."""

from duizend.delivery.matching.models.matches import Asking, ChildVoice, Match, MatchStep, NoMatch
from duizend.delivery.matching.models.volunteers import (
    Volunteer,
    VolunteerCheck,
    VolunteerEnd,
    VolunteerLink,
    VolunteerPause,
    VolunteerSaid,
    VolunteerSaidHandled,
    VolunteerTimes,
    VolunteerWord,
)

__all__ = (
    "Asking",
    "ChildVoice",
    "Match",
    "MatchStep",
    "NoMatch",
    "Volunteer",
    "VolunteerCheck",
    "VolunteerEnd",
    "VolunteerLink",
    "VolunteerPause",
    "VolunteerSaid",
    "VolunteerSaidHandled",
    "VolunteerTimes",
    "VolunteerWord",
)
