# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs every view of somebody who is logged in as one transaction under that identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class ActingMiddleware:
    """Wraps the view, not the whole response: an exception must reach the transaction and roll it back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or getattr(view, "acts_for_itself", False):
            return None
        if self._lacks_second_factor(request, view):
            return redirect(reverse("mfa_activate_totp"))
        with acting(identity_of(request.user)):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
            return response

    def _lacks_second_factor(self, request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
        """Say whether this account must first set up its second factor; the practice region's people need none."""
        if request.user.is_character and settings.DUIZEND.is_practice:
            return False
        if view.__module__.startswith("allauth") or getattr(view, "open_without_second_factor", False):
            return False
        methods = request.session.get("account_authentication_methods", [])
        return not any(method.get("method") == "mfa" for method in methods)
