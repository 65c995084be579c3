# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the staff desk."""

from duizend.doors.desk.views.components import components
from duizend.doors.desk.views.factsheet import factsheet
from duizend.doors.desk.views.families import families
from duizend.doors.desk.views.family import family, readers
from duizend.doors.desk.views.home import home
from duizend.doors.desk.views.log import log, log_csv, own_log
from duizend.doors.desk.views.offer_map import offer_map
from duizend.doors.desk.views.printing import printed
from duizend.doors.desk.views.queue import queue
from duizend.doors.desk.views.ring import guarded, ring_due
from duizend.doors.desk.views.staying import out_everywhere, still_in
from duizend.doors.desk.views.stopping import tell_family, tell_volunteer, untell_family, untell_volunteer, wind_down
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
from duizend.doors.desk.views.watching import health, metrics, ready

__all__ = [
    "components", "factsheet", "families", "family", "guarded", "health", "home", "log", "log_csv", "metrics", "offer_map",
    "out_everywhere", "own_log", "printed", "queue", "readers", "ready", "ring_due", "still_in", "team",
    "team_agreement", "team_certificate", "team_learning", "team_licence", "team_member", "team_restore", "team_review",
    "team_withdraw", "tell_family", "tell_volunteer", "today", "untell_family", "untell_volunteer", "wind_down",
]  # fmt: skip
