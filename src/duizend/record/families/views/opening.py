# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a family share: opening it, showing it, and showing again what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from duizend.ground.access.identity import note_read
from duizend.ground.kernel import clock
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name, get_family, list_households_now
from duizend.record.families.words import home_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family, Household, Pregnancy

GET_OR_POST = ["GET", "HEAD", "POST"]
UPDATE = "family.update"


def open_family(public_id: str) -> Family:
    """Return a family that whoever acts may change; raises NotPermitted, which is logged."""
    with within_reach(UPDATE, public_id):
        family = get_family(public_id)
    check_family(UPDATE, family)
    return family


def show(
    request: HttpRequest, family: Family, template: str, context: dict[str, object], *, status: int = 0
) -> HttpResponse:
    """Render a page of one family, and owe the log that it was read."""
    note_read("family.people", [family.public_id])
    form = context.get("form")
    said = {"family": family, "family_id": family.public_id, "family_name": display_name(family), **context}
    wrong = form is not None and bool(getattr(form, "errors", None))
    return render(request, template, said, status=status or (400 if wrong else 200))


def show_again(
    make_form: Callable[[HttpRequest, Family], forms.Form],
    page: Callable[[HttpRequest, Family, forms.Form, int], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Make the page that comes back when the action was refused: what was typed, and why it was not done."""

    def again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
        family = open_family(public_id)
        form = make_form(request, family)
        form.is_valid()
        form.add_error(None, refusal.reason)
        return page(request, family, form, 409)

    return again


def to_family(family: Family) -> HttpResponse:
    return redirect("desk:family", family.public_id)


def to_people(family: Family) -> HttpResponse:
    return redirect("families:people", family.public_id)


def homes_of(family: Family) -> list[tuple[str, Household, str]]:
    """List the present households with the key by which a form names them: their place among all, which stays."""
    places = _places(family.households.all())
    now = list_households_now(family, clock.today())
    coming = [home for home in family.households.all() if home.valid_from > clock.today()]
    return [(places[home.pk], home, home_words(home)) for home in (*now, *coming)]


def pregnancies_of(family: Family) -> list[tuple[str, Pregnancy]]:
    """List the pregnancies that go on, with the key by which a form names them."""
    places = _places(family.pregnancies.all())
    return [(places[one.pk], one) for one in family.pregnancies.all() if one.ended_on is None]


def all_pregnancies_of(family: Family) -> list[tuple[str, Pregnancy]]:
    """List all pregnancies, with the key by which a form or an address names them."""
    places = _places(family.pregnancies.all())
    return [(places[one.pk], one) for one in family.pregnancies.all()]


def _places(rows: Iterable[Household] | Iterable[Pregnancy]) -> dict[int, str]:
    return {row.pk: str(number) for number, row in enumerate(sorted(rows, key=lambda row: row.pk), start=1)}
