# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the staff desk."""

from duizend.doors.desk.views.components import components
from duizend.doors.desk.views.factsheet import factsheet
from duizend.doors.desk.views.families import families
from duizend.doors.desk.views.family import family, readers
from duizend.doors.desk.views.home import health, home
from duizend.doors.desk.views.log import log
from duizend.doors.desk.views.offer_map import offer_map
from duizend.doors.desk.views.queue import queue
from duizend.doors.desk.views.team import (
    team,
    team_agreement,
    team_certificate,
    team_learning,
    team_licence,
    team_member,
    team_restore,
    team_review,
    team_withdraw,
)
from duizend.doors.desk.views.today import today

__all__ = [
    "components", "factsheet", "families", "family", "health", "home", "log", "offer_map", "queue", "readers", "team", "team_agreement",
    "team_certificate", "team_learning", "team_licence", "team_member", "team_restore", "team_review",
    "team_withdraw", "today",
]  # fmt: skip
