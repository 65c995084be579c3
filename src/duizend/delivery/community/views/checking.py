# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a coordinator looks at: proposals, what is old, who waits to be called, wishes against places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duizend.delivery.community import words
from duizend.delivery.community.actions import (
    change_activity,
    count_came,
    forget_what_is_over,
    hide_activity,
    mark_called,
    show_activity,
)
from duizend.delivery.community.forms import CameForm, CheckForm, HideForm
from duizend.delivery.community.permissions import CHECK
from duizend.delivery.community.queries import (
    activity_rules,
    count_of_year,
    counts_of,
    get_activity,
    get_call_back,
    get_programme_for_all,
    list_balances,
    list_call_backs,
    list_proposed,
    list_stale,
)
from duizend.delivery.community.views.looking import told
from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock
from duizend.ground.region.models import Organisation
from duizend.ground.region.queries import read_places

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.delivering import ActivityRules
    from duizend.delivery.community.models import Activity, CallBack

SHOWN = 50


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what asks a look, who waits to be called, and where wishes find no place."""
    check_may(CHECK)
    forget_what_is_over()
    rules = activity_rules(get_programme_for_all())
    proposed, calls = list_proposed(SHOWN), list_call_backs(SHOWN)
    stale = list_stale(SHOWN, until=clock.today())
    note_read("activity.list", [one.public_id for one in (*proposed, *stale, *calls)])
    year = clock.today().year
    context = {
        "proposed": [told(one, rules) | {"on": words.day_words(one.proposed_on)} for one in proposed],
        "stale": [told(one, rules) for one in stale], "calls": [_call(one) for one in calls],
        "balances": [_balance(key, balance, rules) for key, balance in list_balances().items()],
        "counted": _counted(year), "year": year, "printed_on": f"{clock.today():%d-%m-%Y}",
    }  # fmt: skip
    return render(request, "community/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Look at an activity: mend what is not so, and let it show."""
    check_may(CHECK, subjects=[public_id])
    activity = get_activity(public_id)
    form = _check_form(request, activity)
    if form.is_bound and form.is_valid():
        change_activity(get_programme_for_all(), activity, form.checked())
        show_activity(activity)
        messages.success(request, _("Nagekeken. Iedereen kan ‘%(title)s’ nu zien.") % {"title": activity.title})
        return redirect("community:overview")
    note_read("activity.read", [public_id])
    return _check_page(request, activity, form, status=400 if form.is_bound else 200)


def _check_again(request: HttpRequest, refusal: object, public_id: str) -> HttpResponse:
    """Show the form with what was typed, and why it was not done."""
    activity = get_activity(public_id)
    form = _check_form(request, activity)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _check_page(request, activity, form, status=409)


check.show_again = _check_again


@require_POST
def hide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let an activity show no longer, or not at all; showing it again undoes that."""
    check_may(CHECK, subjects=[public_id])
    activity = get_activity(public_id)
    form = HideForm(request.POST)
    form.is_valid()
    hide_activity(activity, words=form.cleaned_data.get("words", ""))
    messages.success(
        request, _("‘%(title)s’ staat niet op de lijst. Alsnog tonen kan hieronder.") % {"title": activity.title}
    )
    return redirect("community:check", public_id)


@require_POST
def came(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record how many people came on a day."""
    check_may(CHECK, subjects=[public_id])
    activity = get_activity(public_id)
    form = CameForm(request.POST)
    if not form.is_valid():
        return _check_page(request, activity, _check_form(request, activity, fresh=True), came=form, status=400)
    count_came(activity, form.cleaned_data["number"], on=form.cleaned_data["on"])
    messages.success(request, _("Geteld."))
    return redirect("community:check", public_id)


@require_POST
def called(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that somebody called; the name and the number are gone with it."""
    check_may(CHECK, subjects=[public_id])
    mark_called(get_call_back(public_id))
    messages.success(request, _("Gebeld. Naam en nummer zijn gewist."))
    return redirect("community:overview")


def _check_form(request: HttpRequest, activity: Activity, *, fresh: bool = False) -> CheckForm:
    names = ("title", "kind", "situations", "phases", "place", "days", "language", "places", "about", "owner_name",
             "caller_name", "caller_phone")  # fmt: skip
    initial = {name: getattr(activity, name) for name in names} | {
        "neighbourhood": activity.neighbourhood.code, "agreed": activity.agreed_on is not None,
        "organisation": activity.organisation.key if activity.organisation else "",
    }  # fmt: skip
    organisations = [
        one
        for one in Organisation.objects.order_by("name")
        if one.valid_until is None or one.valid_until > clock.today()
    ]
    return CheckForm(
        request.POST if request.method == "POST" and not fresh else None, initial=initial, places=read_places(),
        rules=activity_rules(get_programme_for_all()), organisations=organisations,
    )  # fmt: skip


def _check_page(
    request: HttpRequest, activity: Activity, form: CheckForm, *, came: CameForm | None = None, status: int = 200
) -> HttpResponse:
    counts = counts_of(activity)
    context = {
        "form": form, "one": told(activity, activity_rules(get_programme_for_all())),
        "proposer": getattr(activity, "proposal", None), "hide": HideForm(), "is_shown": activity.checked_on and not activity.ended_on,
        "is_ended": activity.ended_on is not None, "came": came or CameForm(initial={"on": clock.today()}),
        "coming": sum(one.number for one in counts if one.kind == "coming"),
        "counts": [{"on": words.day_words(one.happened_on), "number": one.number} for one in counts if one.kind == "came"],
    }  # fmt: skip
    return render(request, "community/check.html", context, status=status)


def _call(asked: CallBack) -> dict[str, object]:
    return {
        "id": asked.public_id, "name": asked.given_name, "phone": asked.phone, "dial": words.dial(asked.phone),
        "on": words.day_words(clock.local_day(asked.asked_at)), "about": asked.activity.title if asked.activity else "",
    }  # fmt: skip


def _balance(key: tuple[str, str], balance: object, rules: ActivityRules) -> dict[str, object]:
    place, situation = key
    return {
        "place": place, "situation": words.named(rules.situations, situation), "wished": balance.wished,
        "activities": balance.activities, "free": balance.free, "lacks": balance.lacks,
    }  # fmt: skip


def _counted(year: int) -> list[dict[str, object]]:
    found = count_of_year(year)
    places = read_places()
    municipalities = {one.pk: one.name for one in places.municipalities}
    return [
        {"place": f"{municipalities[one.municipality_id]}, {one.name}", "activities": found[one.code][0], "people": found[one.code][1]}
        for one in places.neighbourhoods if one.code in found
    ]  # fmt: skip
