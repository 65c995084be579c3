# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Staying logged in, and logging out everywhere at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from duizend.ground.access.actions import end_own_sessions

if TYPE_CHECKING:
    from django.http import HttpRequest


@never_cache
@require_safe
def still_in(request: HttpRequest) -> HttpResponse:
    """Say that whoever asks is logged in; that she asked moves the end of her session, as every request does."""
    return HttpResponse(status=204)


@never_cache
@require_POST
def out_everywhere(request: HttpRequest) -> HttpResponse:
    """End all sessions of whoever asks, this one too."""
    end_own_sessions()
    logout(request)
    messages.success(request, _("Je bent overal uitgelogd. Wat als concept bewaard was, staat er nog."))
    return redirect("home")
