# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pregnancy, another due date, a birth, a loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families import actions
from duizend.record.families.forms import BirthForm, DueDateForm, LossForm, PregnancyForm
from duizend.record.families.rules.gestation import check_due_date, check_sibling_birth
from duizend.record.families.views.opening import (
    GET_OR_POST,
    all_pregnancies_of,
    open_family,
    pregnancies_of,
    show,
    show_again,
    to_family,
    to_people,
)
from duizend.record.families.words import day_words, weeks_words

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family, Pregnancy


@require_http_methods(GET_OR_POST)
def pregnancy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record a pregnancy of a family that is known already."""
    family = open_family(public_id)
    form = PregnancyForm(request.POST or None)
    if not form.is_valid():
        return show(request, family, "families/pregnancy.html", {"form": form})
    said = form.cleaned_data
    actions.register_pregnancy(family, due_date=said["due_date"], expected_children=said["expected_children"])
    messages.success(request, _("De zwangerschap is vastgelegd."))
    return to_people(family)


@require_http_methods(GET_OR_POST)
def due_date(request: HttpRequest, public_id: str, number: str) -> HttpResponse:
    """Record another due date, after showing what changes with it."""
    family = open_family(public_id)
    found = _pregnancy(family, number)
    form = DueDateForm(request.POST or None)
    if not form.is_valid():
        return _due_date_page(request, family, found, form)
    chosen = form.cleaned_data["due_date"]
    if "confirmed" not in request.POST and chosen != found.due_date and check_due_date(chosen, clock.today()):
        return _due_date_page(request, family, found, form, chosen=_dated(chosen))
    actions.change_due_date(found, due_date=chosen, on=clock.today())
    messages.success(request, _("De uitgerekende datum is veranderd. De eerdere blijft bewaard."))
    return to_people(family)


def _due_date_page(
    request: HttpRequest, family: Family, found: Pregnancy, form: DueDateForm, *,
    chosen: dict[str, object] | None = None, status: int = 0,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "now": _dated(found.due_date), "chosen": chosen}
    return show(request, family, "families/due_date.html", context, status=status)


def _dated(due: object) -> dict[str, object]:
    return {"day": day_words(due), "weeks": weeks_words(due, clock.today()), "iso": due.isoformat()}


def _pregnancy(family: Family, number: str) -> Pregnancy:
    found = dict(all_pregnancies_of(family)).get(number)
    if found is None:
        raise NotFound("pregnancy_not_found", _("Deze zwangerschap hoort niet bij dit gezin."))
    return found


def _due_date_again(request: HttpRequest, refusal: ActionRefused, public_id: str, number: str) -> HttpResponse:
    family = open_family(public_id)
    form = DueDateForm(request.POST)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _due_date_page(request, family, _pregnancy(family, number), form, status=409)


due_date.show_again = _due_date_again


@require_http_methods(GET_OR_POST)
def birth(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record a birth, of one child or more; of the pregnancy that goes on, or the last one that ended by birth."""
    family = open_family(public_id)
    form = _birth_form(request, family)
    if not form.is_valid():
        return _birth_page(request, family, form)
    said = form.cleaned_data
    found = _of_birth(family, said["born_on"])
    if found is None:
        for born in form.newborns():
            actions.register_birth(family, birth_date=born.birth_date, given_name=born.given_name)
    else:
        actions.register_births(
            found, form.newborns(), known=said["known"], due_date=said["due_date"], on=clock.today()
        )
    messages.success(request, _("De geboorte is vastgelegd."))
    return to_family(family)


def _of_birth(family: Family, born_on: date | None = None) -> Pregnancy | None:
    """Return the pregnancy that a birth is told of: the one that goes on, or one that ended by birth beside that day."""
    going_on = [one for _key, one in pregnancies_of(family)]
    born = [
        one for one in family.pregnancies.all()
        if one.ended_on is not None and one.ended_how != "loss" and (born_on is None or check_sibling_birth(one.ended_on, born_on))
    ]  # fmt: skip
    return next(iter(going_on or born[::-1]), None)


def _birth_form(request: HttpRequest, family: Family) -> BirthForm:
    found = _of_birth(family)
    known = sum(child.pregnancy_id == found.pk for child in family.children.all()) if found else 0
    rows = max(found.expected_children - known, 1) if found else 1
    born_on = found.ended_on if found else None
    return BirthForm(request.POST or None, initial={"known": known, "born_on": born_on}, rows=rows)


def _birth_page(request: HttpRequest, family: Family, form: BirthForm, status: int = 0) -> HttpResponse:
    found = _of_birth(family)
    known = [
        child.given_name or _("een kind") for child in family.children.all() if found and child.pregnancy_id == found.pk
    ]
    context = {"form": form, "due": _dated(found.due_date) if found else None, "known": known}
    return show(request, family, "families/birth.html", context, status=status)


birth.show_again = show_again(_birth_form, _birth_page)


@require_http_methods(GET_OR_POST)
def loss(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a pregnancy ended or a child died; the page says what then stops, and what nobody does by itself."""
    family = open_family(public_id)
    if request.POST.get("what", "") in {row["key"] for row in _recorded(family)}:
        # A page that was sent twice: it stands already.
        return redirect("families:loss", family.public_id)
    form = _loss_form(request, family)
    if not form.is_valid():
        return _loss_page(request, family, form)
    what, on = form.cleaned_data["what"], form.cleaned_data["on"]
    key, _dash, one_of_more = what.partition("-")
    pregnancies = dict(pregnancies_of(family))
    if one_of_more:
        actions.record_loss_of_one(pregnancies[key], expected=pregnancies[key].expected_children)
    elif key in pregnancies:
        actions.record_loss_of_pregnancy(pregnancies[key], on=on)
    else:
        child = next(child for child in family.children.all() if child.public_id == what)
        actions.record_death(child, on=on)
    return redirect("families:loss", family.public_id)


def _loss_form(request: HttpRequest, family: Family) -> LossForm:
    living = [child for child in family.children.all() if child.died_on is None]
    return LossForm(request.POST or None, pregnancies=pregnancies_of(family), children=living)


def _loss_page(request: HttpRequest, family: Family, form: LossForm, status: int = 0) -> HttpResponse:
    context = {
        "form": form, "recorded": _recorded(family), "parents": [parent.given_name for parent in family.parents.all()],
    }  # fmt: skip
    return show(request, family, "families/loss.html", context, status=status)


def _recorded(family: Family) -> list[dict[str, str]]:
    """List the losses that stand, with the key by which one can be taken back."""
    found = [
        {"key": key, "words": _("Zwangerschap, geëindigd op %(day)s") % {"day": day_words(one.ended_on)}}
        for key, one in all_pregnancies_of(family)
        if one.ended_how == "loss"
    ]
    for child in family.children.all():
        if child.died_on is not None:
            said = {"name": child.given_name or _("Het kind"), "day": day_words(child.died_on)}
            found.append({"key": child.public_id, "words": _("%(name)s, overleden op %(day)s") % said})
    return found


loss.show_again = show_again(_loss_form, _loss_page)


@require_POST
def undo_loss(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back a loss that was recorded by mistake."""
    family = open_family(public_id)
    key = request.POST.get("what", "")
    found = dict(all_pregnancies_of(family)).get(key)
    child = next((child for child in family.children.all() if child.public_id == key), None)
    if found is not None:
        actions.undo_loss_of_pregnancy(found)
    elif child is not None:
        actions.undo_death(child)
    else:
        raise NotFound("loss_not_found", _("Dit staat niet bij dit gezin."))
    messages.success(
        request, _("Dit is teruggedraaid. Wat ermee stopte, gaat weer door; kijk op de pagina van het gezin.")
    )
    return redirect("families:loss", family.public_id)
