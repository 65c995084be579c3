# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the staff desk."""

from duizend.doors.desk.views.components import components
from duizend.doors.desk.views.families import families
from duizend.doors.desk.views.family import family, readers
from duizend.doors.desk.views.home import health, home
from duizend.doors.desk.views.log import log
from duizend.doors.desk.views.queue import queue
from duizend.doors.desk.views.today import today

__all__ = ["components", "families", "family", "health", "home", "log", "queue", "readers", "today"]
