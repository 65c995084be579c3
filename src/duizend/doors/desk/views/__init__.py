# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the staff desk."""

from duizend.doors.desk.views.families import families
from duizend.doors.desk.views.family import family, readers
from duizend.doors.desk.views.home import health, home
from duizend.doors.desk.views.today import today

__all__ = ["families", "family", "health", "home", "readers", "today"]
