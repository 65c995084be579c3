# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screens of home visits: preparing one, recording one, what it comes out as, and what a parent wants to talk about."""

from duizend.delivery.visits.views.preparing import prepare
from duizend.delivery.visits.views.recording import draft, record, topic
from duizend.delivery.visits.views.reports import correct, summary, withdraw

__all__ = ["correct", "draft", "prepare", "record", "summary", "topic", "withdraw"]
