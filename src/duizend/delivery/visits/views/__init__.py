# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screens of home visits: recording one, what it comes out as, and what a parent wants to talk about."""

from duizend.delivery.visits.views.recording import draft, record, topic
from duizend.delivery.visits.views.reports import correct, summary, withdraw

__all__ = ["correct", "draft", "record", "summary", "topic", "withdraw"]
