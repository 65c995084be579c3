# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Turns a refusal into a page that says there is a border, not what lies behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class RefusalMiddleware:
    """An action that was refused is an ordinary answer, with its own status."""

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
        return render(request, "400.html", {"reason": exception.reason, "source": exception.source}, status=409)
