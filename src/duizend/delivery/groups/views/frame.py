# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of groups share: doing something that may be refused, and the page around a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render

from duizend.ground.access.identity import acting, current
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.groups.models import Cohort

GET_OR_POST = ["GET", "HEAD", "POST"]


def attempt(form: forms.Form, deed: Callable[[], object]) -> bool:
    """Do a deed when the form is right; a refusal stands on the form, and nothing was written. Says whether it was done."""
    if not form.is_valid():
        return False
    try:
        with acting(current()):
            deed()
    except NotPermitted:
        raise
    except ActionRefused as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True


def do_or_tell(request: HttpRequest, deed: Callable[[], object], said: str) -> None:
    """Do a deed of one button, and tell what was done or why not."""
    try:
        with acting(current()):
            deed()
    except NotPermitted:
        raise
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)


def to_cohort(cohort: Cohort) -> HttpResponse:
    """Go back to the group."""
    return redirect("groups:cohort", cohort.public_id)


def show_form(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Show a form, with the status that says whether something is wrong with it."""
    return render(request, template, context, status=422 if context["form"].errors else 200)
