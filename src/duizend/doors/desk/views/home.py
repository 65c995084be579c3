# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where each role begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from duizend.doors.desk.permissions import may_see_day
from duizend.ground.access.identity import current

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

READS_FIGURES = frozenset({"analyst", "municipality"})


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead each role to the page it works on; who works on the command line is told so.

    Who is not logged in is led to logging in: by one click where the practice region is, with an account elsewhere.
    """
    if not request.user.is_authenticated:
        return redirect("practice:choose" if apps.is_installed("duizend.doors.practice") else settings.LOGIN_URL)
    identity = current()
    if may_see_day(identity):
        return redirect(reverse("desk:today"))
    if "sender" in identity.roles:
        return redirect(reverse("senders:send"))
    if "ambassador" in identity.roles:
        return redirect(reverse("conversations:tally"))
    if "safeguarding_lead" in identity.roles:
        return redirect(reverse("desk:families"))
    if identity.roles & READS_FIGURES:
        return redirect(reverse("reports:monitor"))
    return render(request, "desk/home.html", {"is_log_keeper": "log_keeper" in identity.roles})
