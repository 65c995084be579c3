# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Turns a refusal into a page that says there is a border, not what lies behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from duizend.ground.access.identity import acting
from duizend.ground.access.middleware import PURPOSE
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# A view with a form sets this beside it: (request, refusal, **words of the address) -> the form with what was
# typed and why it was not done.
SHOW_AGAIN = "show_again"


class RefusalMiddleware:
    """An action that was refused is an ordinary answer, with its own status.

    By now the transaction is rolled back and the refusal logged: ActingMiddleware hears of it first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ActionRefused):
            return None
        if isinstance(exception, NotFound):
            return render(request, "404.html", status=404)
        if isinstance(exception, NotPermitted):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        return _form_again(request, exception) or render(
            request, "desk/refused.html", {"reason": exception.reason, "source": exception.source}, status=409
        )


def _form_again(request: HttpRequest, refusal: ActionRefused) -> HttpResponse | None:
    match = request.resolver_match
    show_again = getattr(match.func, SHOW_AGAIN, None) if match else None
    if request.method != "POST" or show_again is None:
        return None
    with acting(identity_of(request.user, purpose=getattr(match.func, PURPOSE, "care"))):
        return show_again(request, refusal, **match.kwargs)
