# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is, for anyone: a list by neighbourhood and situation, and one activity. No account, no script, no trace."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from duizend.delivery.community import words
from duizend.delivery.community.forms import CallBackForm, ComingForm, place_choices
from duizend.delivery.community.queries import (
    Asked,
    activity_rules,
    find_programme,
    get_programme_for_all,
    get_shown,
    list_shown,
)
from duizend.delivery.community.rules import freshness
from duizend.ground.kernel import clock
from duizend.ground.region.queries import get_region, read_places

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.delivering import ActivityRules
    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.community.models import Activity

MOST_PAGES = 40
DONE = ("komt", "gebeld", "voorstel", "wens")


@login_not_required
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """List what there is, for who looks around; the filter stands in the address, so that it can be shared."""
    programme = find_programme()
    asked = _asked(request)
    rows, more = list_shown(asked) if programme else ([], False)
    today = clock.today()
    rules = activity_rules(programme) if programme else None
    context = {
        "frame": frame(request), "groups": _groups(rows, rules), "filter": _filter(asked, programme),
        "done": done_of(request), "before_url": _address(asked, asked.page - 1) if asked.page > 1 else "",
        "next_url": _address(asked, asked.page + 1) if more else "", "region": get_region(),
        "today": words.day_words(today), "is_filtered": bool(asked.place or asked.situation),
    }  # fmt: skip
    return render(request, "community/shown.html", context)


@login_not_required
@require_safe
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tell about one activity: where, when, whom to call; a number can be added, and one can ask to be called."""
    return one_page(request, get_shown(public_id))


def one_page(
    request: HttpRequest, activity: Activity, *, coming: ComingForm | None = None, call: CallBackForm | None = None
) -> HttpResponse:
    """Show an activity with its two small forms; one that came back wrong stands as it was typed."""
    rules = activity_rules(get_programme_for_all())
    wrong = (coming and coming.errors) or (call and call.errors)
    context = {
        "frame": frame(request), "one": told(activity, rules), "coming": coming or ComingForm(),
        "call": call or CallBackForm(), "done": done_of(request), "region": get_region(),
    }  # fmt: skip
    return render(request, "community/one.html", context, status=400 if wrong else 200)


for view in (shown, one):
    # Nothing here is about who looks: no identity is set, and the database shows only what everybody may see.
    view.acts_for_itself = True
    view.open_without_second_factor = True


def frame(request: HttpRequest) -> str:
    """Keep the menu for who is logged in."""
    return "base.html" if request.user.is_authenticated else "base_public.html"


def done_of(request: HttpRequest) -> str:
    """Return what somebody just did, from the address: a visitor without an account gets no session for it."""
    done = request.GET.get("gedaan", "")
    return done if done in DONE else ""


def told(activity: Activity, rules: ActivityRules) -> dict[str, object]:
    """Put an activity into words; a name or number stands in it only where it was agreed."""
    agreed = activity.agreed_on is not None
    return {
        "title": activity.title, "url": reverse("community:one", args=[activity.public_id]), "id": activity.public_id,
        "kind": words.named(rules.kinds, activity.kind), "about": activity.about,
        "situations": [words.named(rules.situations, key) for key in activity.situations],
        "where": words.where_words(activity), "place": activity.place, "days": activity.days,
        "language": activity.language, "places": activity.places, "owner": words.owner_words(activity) if agreed or activity.organisation else "",
        "caller": activity.caller_name if agreed else "", "phone": activity.caller_phone if agreed else "",
        "dial": words.dial(activity.caller_phone) if agreed else "",
        "checked": words.day_words(activity.checked_on) if activity.checked_on else "",
        "is_stale": bool(activity.checked_on) and freshness(activity.checked_on, clock.today()) != "fresh",
    }  # fmt: skip


def _asked(request: HttpRequest) -> Asked:
    """Read the filter; what does not exist finds nothing, and what is no page is the first."""
    page = request.GET.get("blad", "")
    number = min(max(int(page), 1), MOST_PAGES) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    clean = {name: request.GET.get(name, "").replace("\x00", "")[:60] for name in ("waar", "situatie")}
    return Asked(clean["waar"], clean["situatie"], number)


def _filter(asked: Asked, programme: Programme | None) -> dict[str, object]:
    places = read_places()
    today = clock.today()
    here = [one for one in places.neighbourhoods if one.valid_until is None or one.valid_until > today]
    situations = words.choices(activity_rules(programme).situations) if programme else []
    return {
        "places": place_choices(places, here), "municipalities": [(one.code, one.name) for one in places.municipalities],
        "place": asked.place, "situation": asked.situation, "situations": situations,
    }  # fmt: skip


def _groups(rows: list[Activity], rules: ActivityRules | None) -> list[dict[str, object]]:
    """Put what there is under its neighbourhood."""
    if rules is None:
        return []
    return [
        {"where": where, "activities": [told(activity, rules) for activity in found]}
        for where, found in groupby(rows, key=words.where_words)
    ]


def _address(asked: Asked, page: int) -> str:
    said = {"waar": asked.place, "situatie": asked.situation, "blad": page if page > 1 else ""}
    query = urlencode({name: value for name, value in said.items() if value})
    return reverse("community:shown") + (f"?{query}" if query else "")
