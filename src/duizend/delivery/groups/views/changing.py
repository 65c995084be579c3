# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing a group's name, place and hour, and putting back what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.groups import actions, words
from duizend.delivery.groups.forms import ChangeForm
from duizend.delivery.groups.permissions import MANAGE, open_cohort
from duizend.delivery.groups.queries import list_coming
from duizend.delivery.groups.views.frame import GET_OR_POST, attempt, do_or_tell, show_form, to_cohort

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what the group is called, where it comes together and at what hour."""
    cohort = open_cohort(public_id, MANAGE)
    coming = list_coming(cohort)
    form = ChangeForm(request.POST or None, cohort=cohort, coming=coming)
    done: list[object] = []
    if attempt(form, lambda: done.append(actions.change_cohort(cohort, form.said()))):
        if done[0] is None:
            messages.info(request, _("Er is niets veranderd."))
        else:
            messages.success(request, _("Gewijzigd. Wat er eerst stond, blijft bewaard."))
        return to_cohort(cohort)
    context = {"form": form, "cohort": cohort, "coming": [words.when_words(one) for one in coming]}
    return show_form(request, "groups/change.html", context)


@require_POST
def undo_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put back what the group was before the last change."""
    cohort = open_cohort(public_id, MANAGE)
    do_or_tell(request, lambda: actions.undo_change(cohort), _("Teruggezet zoals het was."))
    return redirect("groups:cohort", cohort.public_id)
