# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Error pages: what went wrong, what happened to the text, what one can do. Never data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show the page for a form that was open too long, or came from elsewhere."""
    return render(request, "403.html", {"form_expired": True}, status=403)
