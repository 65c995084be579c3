# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a family lives: moving, living apart, coming together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.ground.kernel import clock
from duizend.record.families import actions
from duizend.record.families.forms import ApartForm, MoveForm, TogetherForm
from duizend.record.families.views.opening import GET_OR_POST, homes_of, open_family, show, show_again, to_people
from duizend.record.families.words import day_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.record.families.models import Family


@require_http_methods(GET_OR_POST)
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a household moved, left the region, or that its address was wrong."""
    family = open_family(public_id)
    form = _move_form(request, family)
    if not form.is_valid():
        return _move_page(request, family, form)
    said, home = form.cleaned_data, form.household()
    if said["how"] == "away":
        actions.move_away(home, on=said["since"])
    elif said["how"] == "correct":
        actions.correct_address(home, residence=form.residence(home.valid_from))
    else:
        actions.move(home, residence=form.residence(said["since"]))
    messages.success(request, _("Het adres is bewaard."))
    return to_people(family)


def _move_form(request: HttpRequest, family: Family) -> MoveForm:
    return MoveForm(request.POST or None, initial={"since": clock.today()}, homes=homes_of(family))


def _move_page(request: HttpRequest, family: Family, form: MoveForm, status: int = 0) -> HttpResponse:
    return show(request, family, "families/move.html", {"form": form, "homes": homes_of(family)}, status=status)


move.show_again = show_again(_move_form, _move_page)


@require_http_methods(GET_OR_POST)
def households(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that parents live on two addresses, or on one again."""
    family = open_family(public_id)
    form = _households_form(request, family)
    if not form.is_valid():
        return _households_page(request, family, form)
    since = form.cleaned_data["since"]
    if isinstance(form, TogetherForm):
        actions.come_together(form.household(), on=since)
    else:
        actions.open_household(family, residence=form.residence(since), parents=form.chosen_parents())
    messages.success(request, _("De huishoudens zijn bewaard."))
    return to_people(family)


def _households_form(request: HttpRequest, family: Family) -> ApartForm | TogetherForm:
    """Make the form that was sent, or the one that fits: living apart while there is one address."""
    homes = homes_of(family)
    typed, initial = request.POST or None, {"since": clock.today()}
    which = request.POST.get("which", "") or request.GET.get("wat", "")
    if which == "samen" or (which != "apart" and len(homes) > 1):
        return TogetherForm(typed, initial=initial, homes=homes)
    return ApartForm(typed, initial=initial, parents=list(family.parents.all()))


def _households_page(
    request: HttpRequest, family: Family, form: ApartForm | TogetherForm, status: int = 0
) -> HttpResponse:
    homes = [
        {
            "words": words, "since": day_words(home.valid_from),
            "who": [parent.full_name for parent in family.parents.all() if parent.household_id == home.pk],
        }
        for _key, home, words in homes_of(family)
    ]  # fmt: skip
    context = {"form": form, "homes": homes, "together": isinstance(form, TogetherForm)}
    return show(request, family, "families/households.html", context, status=status)


households.show_again = show_again(_households_form, _households_page)
