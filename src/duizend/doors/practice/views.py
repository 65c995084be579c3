# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One-click login as one of the practice region's people. Never for a real account, never by following a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from duizend.doors.practice.queries import list_cards
from duizend.ground.access.identity import acting, note
from duizend.ground.access.queries import identity_of, list_characters

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def _refuse_outside_practice() -> None:
    """Behave as if there were no such page; the room is not even installed in production."""
    if not settings.DUIZEND.is_practice:
        raise Http404


@login_not_required
@require_safe
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """Show who one can log in as."""
    _refuse_outside_practice()
    return render(request, "practice/choose.html", {"cards": list_cards()})


@login_not_required
@require_POST
@never_cache
def log_in_as(request: HttpRequest, public_id: str) -> HttpResponse:
    """Log in as a character; whoever was logged in before is logged out by it."""
    _refuse_outside_practice()
    user = next((user for user in list_characters() if user.public_id == public_id), None)
    if user is None:
        raise Http404
    request.session.flush()
    login(request, user, backend=BACKEND)
    with acting(identity_of(user, purpose="login")):
        note("account.logged_in", "E", [user.public_id], detail="practice")
    return redirect(settings.LOGIN_REDIRECT_URL)


# The one who logs in is not yet the one who is logged in: the middleware must not act for the former.
log_in_as.acts_for_itself = True
choose.acts_for_itself = True
