# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new family: first looking whether it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel.ids import new_public_id
from duizend.record.families import actions
from duizend.record.families.forms import LOOKED, LookForm, NewFamilyForm
from duizend.record.families.queries import display_name, list_likely_duplicates
from duizend.record.families.views.opening import GET_OR_POST
from duizend.record.families.words import day_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.queries import Likely

LOOK, ANYWAY, REGISTER = "look", "anyway", "register"


@require_http_methods(GET_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Ask who it is, show who it may be, and only then register; nothing that is typed stands in an address."""
    check_may("family.register")
    step = request.POST.get("step") if request.method == "POST" else ""
    if step == REGISTER:
        return _register(request)
    form = LookForm(request.POST if step in (LOOK, ANYWAY) else None)
    if not form.is_valid():
        return _look_page(request, form)
    likely = list_likely_duplicates(form.asked())
    if likely and step == LOOK:
        return _look_page(request, form, likely)
    return _new_page(request, _filled(form, likely), looked=not likely)


def _filled(form: LookForm, likely: list[Likely]) -> NewFamilyForm:
    """Return the form of a new family with what was typed to look for it."""
    initial = {name: form.cleaned_data[name] for name in LOOKED}
    seen = " ".join(found.family.public_id for found in likely)
    return NewFamilyForm(initial={**initial, "once": new_public_id(), "seen": seen, "contact_by": "any"})


def _register(request: HttpRequest) -> HttpResponse:
    form = NewFamilyForm(request.POST)
    if not form.is_valid():
        return _new_page(request, form)
    # What was typed since may point to a family that was not shown yet.
    likely = list_likely_duplicates(form.asked())
    known = {*form.cleaned_data["seen"].split(), form.cleaned_data["once"]}
    unseen = [found for found in likely if found.family.public_id not in known]
    if unseen:
        shown = NewFamilyForm(_with_seen(request, likely))
        return _new_page(request, shown, unseen=unseen)
    family = actions.enter_family(form.told(), public_id=form.cleaned_data["once"])
    messages.success(request, _("Het gezin is ingeschreven."))
    return redirect("desk:family", family.public_id)


def _with_seen(request: HttpRequest, likely: list[Likely]) -> dict[str, object]:
    typed = request.POST.copy()
    typed["seen"] = " ".join(found.family.public_id for found in likely)
    return typed


def _look_page(request: HttpRequest, form: LookForm, likely: list[Likely] | tuple[()] = ()) -> HttpResponse:
    note_read("family.list", [found.family.public_id for found in likely])
    typed = [(name, request.POST.get(name, "")) for name in LOOKED] if likely else []
    context = {"form": form, "likely": [_row(found) for found in likely], "typed": typed}
    return render(request, "families/look.html", context, status=400 if form.errors else 200)


def _new_page(
    request: HttpRequest, form: NewFamilyForm, *, unseen: list[Likely] | tuple[()] = (), looked: bool = False,
    status: int = 0,
) -> HttpResponse:  # fmt: skip
    note_read("family.list", [found.family.public_id for found in unseen])
    context = {"form": form, "likely": [_row(found) for found in unseen], "nobody_like_it": looked}
    wrong = form.is_bound and bool(form.errors)
    return render(request, "families/new.html", context, status=status or (400 if wrong else 200))


def _row(found: Likely) -> dict[str, object]:
    family = found.family
    known = [_("Geboren op %(day)s") % {"day": day_words(child.birth_date)} for child in family.children.all()]
    known += [
        _("Uitgerekend op %(day)s") % {"day": day_words(one.due_date)}
        for one in family.pregnancies.all()
        if one.ended_on is None
    ]
    homes = [home.municipality.name for home in family.households.all() if home.valid_until is None]
    return {
        "name": display_name(family) or _("Gezin zonder naam"), "url": reverse("desk:family", args=[family.public_id]),
        "about": " · ".join(dict.fromkeys((*known, *homes))), "why": found.why,
    }  # fmt: skip


def _again(request: HttpRequest, refusal: ActionRefused) -> HttpResponse:
    check_may("family.register")
    form = NewFamilyForm(request.POST)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _new_page(request, form, status=409)


new.show_again = _again
