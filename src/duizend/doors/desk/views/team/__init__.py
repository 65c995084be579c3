# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The team: who may deliver what, what lapses, what was learned, and what is agreed with partners in the chain."""

from duizend.doors.desk.views.team.entering import (
    team_agreement,
    team_certificate,
    team_learning,
    team_licence,
    team_restore,
    team_review,
    team_withdraw,
)
from duizend.doors.desk.views.team.overview import team
from duizend.doors.desk.views.team.pages import team_member

__all__ = [
    "team", "team_agreement", "team_certificate", "team_learning", "team_licence", "team_member", "team_restore",
    "team_review", "team_withdraw",
]  # fmt: skip
