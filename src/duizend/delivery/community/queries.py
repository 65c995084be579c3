# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what there is in a neighbourhood: what shows to everybody, and what asks a coordinator's look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from duizend.catalogue.models import Capacity
from duizend.catalogue.queries import list_current_programmes, list_offered_programmes
from duizend.delivery.community.models import Activity, CallBack, Count, Wish
from duizend.delivery.community.rules import (
    WISH_MONTHS,
    Balance,
    Offered,
    Room,
    Spot,
    find_activity_rules,
    freshness,
    look_again_on,
    offer_map,
    phases_of,
    shows_when_checked_after,
    weigh_wishes,
)
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.periods import add_months
from duizend.ground.region.queries import list_municipalities

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.community.rules import ActivityRules

PAGE = 50


def find_programme() -> Programme | None:
    """Find the programme of today whose file says what there is for all parents; the first, where there are more."""
    return next((one for one in list_current_programmes().values() if one.forms.activity is not None), None)


def get_programme_for_all() -> Programme:
    """Return the programme whose file says what there is for all parents; raises NotFound."""
    found = find_programme()
    if found is None:
        raise NotFound("programme_not_found", _("In deze regio is er nog geen buurtaanbod."))
    return found


def activity_rules(programme: Programme) -> ActivityRules:
    """Return the kinds and situations of a programme's file; raises NotFound where it has none."""
    found = find_activity_rules(programme)
    if found is None:
        raise NotFound("programme_not_found", _("In deze regio is er nog geen buurtaanbod."))
    return found


def _shown(today: date) -> QuerySet[Activity]:
    return _checked_after(shows_when_checked_after(today))


def _checked_after(day: date) -> QuerySet[Activity]:
    near = Activity.objects.filter(checked_on__gt=day, ended_on=None)
    return near.select_related("neighbourhood__municipality", "organisation")


def list_all_shown(today: date) -> list[Activity]:
    """List all that shows on a day, in no order."""
    # The day itself decides; the filter before it lets a few days too much through.
    return [one for one in _near(shows_when_checked_after(today)) if freshness(one.checked_on, today) != "hidden"]


_near = prepared(_checked_after)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: the code of a neighbourhood or municipality and a situation, "" for all; and the page."""

    place: str = ""
    situation: str = ""
    page: int = 1


def list_shown(asked: Asked) -> tuple[list[Activity], bool]:
    """List a page of what shows today, by municipality and neighbourhood, and say whether there is more after it."""
    today = clock.today()
    rows = _shown(today)
    if asked.place:
        rows = rows.filter(Q(neighbourhood__code=asked.place) | Q(neighbourhood__municipality__code=asked.place))
    if asked.situation:
        rows = rows.filter(situations__contains=[asked.situation])
    ordered = rows.order_by("neighbourhood__municipality__name", "neighbourhood__name", "title", "id")
    # The day itself decides; the filter before it lets a few days too much through.
    first = (asked.page - 1) * PAGE
    found = [one for one in ordered[: first + 2 * PAGE] if freshness(one.checked_on, today) != "hidden"]
    return found[first : first + PAGE], len(found) > first + PAGE


def get_shown(public_id: str) -> Activity:
    """Return an activity that shows today; raises NotFound."""
    today = clock.today()
    found = _shown(today).filter(public_id=public_id).first()
    if found is None or freshness(found.checked_on, today) == "hidden":
        raise NotFound("activity_not_found", _("Dit is er niet, of niet meer."))
    return found


def get_activity(public_id: str) -> Activity:
    """Return an activity whatever it is, for who looks at it; raises NotFound."""
    rows = Activity.objects.select_related("neighbourhood__municipality", "organisation", "proposal")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("activity_not_found", _("Dit is er niet, of niet meer."))
    return found


def list_proposed(limit: int, *, municipality_id: int | None = None) -> list[Activity]:
    """List what was proposed and waits for a first look, oldest first."""
    return _proposed(*_given(municipality_id), limit=limit)


@prepared
def _proposed(*municipality_id: int, limit: int) -> QuerySet[Activity]:
    rows = Activity.objects.filter(checked_on=None, ended_on=None)
    return _within(rows, municipality_id).order_by("proposed_on", "id")[:limit]


def list_stale(limit: int, *, until: date, municipality_id: int | None = None) -> list[Activity]:
    """List what shows, or showed, and asks another look before a day, oldest look first."""
    rows = _checked_by(add_months(until, -6), *_given(municipality_id), limit=limit)
    return [one for one in rows if look_again_on(one.checked_on) <= until]


@prepared
def _checked_by(latest: date, *municipality_id: int, limit: int) -> QuerySet[Activity]:
    rows = Activity.objects.filter(checked_on__lte=latest, ended_on=None)
    return _within(rows, municipality_id).order_by("checked_on", "id")[:limit]


def list_call_backs(limit: int, *, municipality_id: int | None = None) -> list[CallBack]:
    """List who waits to be called, longest first."""
    return _waiting_to_be_called(*_given(municipality_id), limit=limit)


@prepared
def _waiting_to_be_called(*municipality_id: int, limit: int) -> QuerySet[CallBack]:
    rows = CallBack.objects.select_related("activity__neighbourhood__municipality")
    if municipality_id:
        rows = rows.filter(activity__neighbourhood__municipality_id=municipality_id[0])
    return rows.order_by("asked_at", "id")[:limit]


def get_call_back(public_id: str) -> CallBack:
    """Return who asked to be called; raises NotFound, also once somebody called."""
    found = CallBack.objects.select_related("activity").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("call_back_not_found", _("Dit verzoek is er niet meer: iemand heeft al gebeld."))
    return found


def _given(municipality_id: int | None) -> tuple[int, ...]:
    return () if municipality_id is None else (municipality_id,)


def _within(rows: QuerySet[Activity], municipality_id: tuple[int, ...]) -> QuerySet[Activity]:
    rows = rows.select_related("neighbourhood__municipality", "organisation")
    return rows.filter(neighbourhood__municipality_id=municipality_id[0]) if municipality_id else rows


def counts_of(activity: Activity) -> list[Count]:
    """List what was counted of an activity and stands, newest first."""
    return list(activity.counts.current().filter(withdrawn=False).order_by("-happened_on", "-id"))


def list_balances() -> dict[tuple[str, str], Balance]:
    """Set the wishes of the last year against places, by (name of the neighbourhood, situation)."""
    since = add_months(clock.today(), -WISH_MONTHS)
    wishes = {(f"{place}, {name}", situation): total for place, name, situation, total in _wished(since)}
    coming = dict(_coming())
    rooms: dict[tuple[str, str], list[Room]] = {}
    for one in list_all_shown(clock.today()):
        where = f"{one.neighbourhood.municipality.name}, {one.neighbourhood.name}"
        for situation in one.situations:
            rooms.setdefault((where, situation), []).append(Room(one.places, coming.get(one.pk, 0)))
    return weigh_wishes(wishes, rooms)


@prepared
def _wished(since: date) -> QuerySet[tuple[object, ...]]:
    places = ("neighbourhood__municipality__name", "neighbourhood__name", "situation")
    return Wish.objects.filter(wished_on__gt=since).values_list(*places).annotate(total=Sum("number"))


@prepared
def _coming() -> QuerySet[tuple[int, int]]:
    coming = Count.objects.current().filter(kind="coming", withdrawn=False)
    return coming.values_list("activity_id").annotate(Sum("number"))


@dataclass(frozen=True, slots=True)
class OfferMap:
    """What is offered by municipality (code -> name) and phase, and which programmes no municipality buys by itself."""

    names: dict[str, str]
    spots: dict[str, dict[str, Spot]]
    elsewhere: list[Programme]


def get_offer_map(groups: Iterable[Offered] = ()) -> OfferMap:
    """Lay out what is offered this year: programmes that were bought, and activities that show; in four queries.

    Groups are not for this room to know: whoever asks brings where they are, as values.
    """
    today = clock.today()
    names = {one.code: one.name for one in list_municipalities() if one.valid_until is None or one.valid_until > today}
    offered = list_offered_programmes()
    bought = Capacity.objects.filter(year=today.year, families__gt=0, programme__in=list(offered))
    programmes = [
        Offered(code, phases_of(offered[key]), key)
        for key, code in bought.order_by("programme").values_list("programme", "municipality__code")
    ]
    activities = [Offered(one.neighbourhood.municipality.code, tuple(one.phases)) for one in list_all_shown(today)]
    elsewhere = [
        one for key, one in list_current_programmes().items() if key not in offered and one.forms.activity is None
    ]
    spots = offer_map(names, programmes=programmes, activities=activities, groups=groups)
    return OfferMap(names, spots, elsewhere)


def count_of_year(year: int) -> dict[str, tuple[int, int]]:
    """Count by neighbourhood (its code) the activities of which people came in a year, and how many came."""
    found: dict[str, tuple[set[int], int]] = {}
    for code, activity_id, number in _came(date(year, 1, 1), date(year + 1, 1, 1)):
        activities, people = found.get(code, (set(), 0))
        found[code] = (activities | {activity_id}, people + number)
    return {code: (len(activities), people) for code, (activities, people) in found.items()}


@prepared
def _came(since: date, until: date) -> QuerySet[tuple[object, ...]]:
    came = Count.objects.current().filter(kind="came", withdrawn=False, happened_on__gte=since, happened_on__lt=until)
    return came.values_list("activity__neighbourhood__code", "activity_id", "number")
