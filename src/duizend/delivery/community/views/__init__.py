# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screens of what there is in a neighbourhood: for everybody without an account, and for a coordinator."""

from duizend.delivery.community.views.checking import called, came, check, hide, overview
from duizend.delivery.community.views.looking import one, shown
from duizend.delivery.community.views.telling import call_me, coming, propose, wish

__all__ = [
    "call_me",
    "called",
    "came",
    "check",
    "coming",
    "hide",
    "one",
    "overview",
    "propose",
    "shown",
    "wish",
]
