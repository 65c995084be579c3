# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs every view of somebody who is logged in as one transaction under that identity."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import reverse

from duizend.ground.access.identity import acting, name_door, through
from duizend.ground.access.queries import identity_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.http import HttpRequest, HttpResponse

# Of allauth's pages these are ours; signing up, changing one's address, resetting by mail and the like are not.
# The value says whether a page is open before the second factor.
LOGIN_PAGES = {
    "account_login": True,
    "account_logout": True,
    "account_inactive": True,
    "account_reauthenticate": True,
    "account_change_password": False,
    "mfa_authenticate": True,
    "mfa_reauthenticate": True,
    "mfa_activate_totp": True,
    "mfa_index": False,
    "mfa_view_recovery_codes": False,
    "mfa_generate_recovery_codes": False,
    "mfa_download_recovery_codes": False,
}
# What the view itself says: an attribute of the function, set beside it.
ACTS_FOR_ITSELF = "acts_for_itself"
OPEN_WITHOUT_SECOND_FACTOR = "open_without_second_factor"
PURPOSE = "purpose"
# The open transaction, on the request.
ACTING = "acting"


class RolledBack(Exception):
    """Ends a transaction whose answer is already made: nothing that was written may stand."""


class ActingMiddleware:
    """Opens the transaction before the view and closes it after its page is made. Stands last in MIDDLEWARE.

    Last, so that its `process_exception` is the first to hear of an exception: the transaction is rolled back,
    and a refusal logged, before anybody turns the exception into a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with through(""):
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        except BaseException:
            _close(request, sys.exc_info()[1])
            raise
        if response.streaming and ACTING in request.__dict__ and not isinstance(response, FileResponse):
            # Its content would be read after the transaction, without an identity: a list without its rows.
            _close(request, RolledBack())
            raise TypeError("a view that streams marks itself acts_for_itself and acts while it yields")
        # A failure that passed by process_exception (no answer from the view, say) shows in the status only.
        _close(request, RolledBack() if response.status_code >= 500 else None)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        page = request.resolver_match.url_name
        name_door(f"page {request.resolver_match.view_name}")
        if page == "mfa_deactivate_totp":
            # Where allauth leads who already has a second factor; here only the administrator takes it away.
            return redirect("mfa_index")
        if view.__module__.startswith("allauth.") and page not in LOGIN_PAGES:
            raise Http404
        if not request.user.is_authenticated:
            return None
        if self._lacks_second_factor(request, view):
            door = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp"
            return redirect(f"{reverse(door)}?{urlencode({'next': request.get_full_path()})}")
        if not getattr(view, ACTS_FOR_ITSELF, False):
            request.acting = acting(identity_of(request.user, purpose=getattr(view, PURPOSE, "care")))
            request.acting.__enter__()
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Roll back, and log a refusal; what the page then says is decided by others."""
        _close(request, exception)

    def _lacks_second_factor(self, request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
        """Say whether this session must first prove a second factor; the practice region's people need none."""
        if request.user.is_character and settings.DUIZEND.is_practice:
            return False
        if getattr(view, OPEN_WITHOUT_SECOND_FACTOR, False) or LOGIN_PAGES.get(request.resolver_match.url_name):
            return False
        return not any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def _close(request: HttpRequest, error: BaseException | None) -> None:
    """End the transaction of this request, if one is open: committed without an error, otherwise rolled back."""
    opened: AbstractContextManager | None = request.__dict__.pop(ACTING, None)
    if opened is None:
        return
    opened.__exit__(type(error) if error else None, error, error.__traceback__ if error else None)
