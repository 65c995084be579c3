# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every screen of a trail shares: its purpose, what stands around a form, and coming back with a refusal."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duizend.ground.access.identity import note_read
from duizend.ground.access.middleware import PURPOSE
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.record.families.queries import display_name
from duizend.safety.meldcode.shelf import get_framework
from duizend.safety.meldcode.words import about_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.safety.meldcode.models import Trail
    from duizend.safety.meldcode.rules.framework import Framework

READ_EVENT = "meldcode.read"


def guarded(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Make a view act for the purpose of the meldcode, never kept by a browser, for these methods only."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        inner = never_cache(require_http_methods(list(methods))(view))

        @wraps(inner)
        def page(request: HttpRequest, **words: str) -> HttpResponse:
            return inner(request, **words)

        setattr(page, PURPOSE, SAFEGUARDING)
        return page

    return decorate


FORM = ("GET", "HEAD", "POST")
LOOK = ("GET", "HEAD")


def language() -> str:
    """Return the language in which texts of a framework are shown."""
    return "en" if get_language() == "en" else "nl"


def framework_of(trail: Trail) -> Framework:
    """Return the framework that a trail works by, in its own version."""
    return get_framework(trail.framework, trail.framework_version)


def around(trail: Trail) -> dict[str, object]:
    """Return what stands around every page of a trail."""
    return {
        "trail_id": trail.public_id,
        "family_name": display_name(trail.family),
        "family_id": trail.family.public_id,
        "about": about_words(trail),
    }


def show_form(
    request: HttpRequest, trail: Trail, form: forms.Form, template: str, *, status: int = 200, **more: object
) -> HttpResponse:
    """Show a form about a trail; what is wrong with it is an answer of its own."""
    note_read(READ_EVENT, [trail.family.public_id, trail.public_id])
    page = {"form": form, **around(trail), **more}
    return render(request, template, page, status=422 if form.errors and status == 200 else status)


def refused(form: forms.Form, refusal: ActionRefused) -> forms.Form:
    """Return the form with what was typed and why it was not done."""
    form.is_valid()
    form.add_error(None, refusal.reason)
    return form


def back_to(request: HttpRequest, trail: Trail, said: str) -> HttpResponse:
    """Go to the trail, with what was done in words."""
    messages.success(request, said)
    return redirect("meldcode:show", public_id=trail.public_id)
