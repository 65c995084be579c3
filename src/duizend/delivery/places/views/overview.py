# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of families with places: families and children counted apart."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duizend.catalogue.queries import list_current_programmes
from duizend.delivery.contacts.words import text_of, weekday_date
from duizend.delivery.places.permissions import LIST
from duizend.delivery.places.queries import count_running, list_arrangements, list_place_trajectories, list_terms
from duizend.delivery.places.views.showing import child_name, children_of, kind_words
from duizend.ground.access.identity import check_may, note_read
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.delivering import PlaceRules
    from duizend.delivery.places.models import Arrangement, PlaceTerm
    from duizend.record.trajectories.models import Trajectory

SIZE, MOST_PAGES = 25, 400


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the families whose children have a place, or wait for one."""
    check_may(LIST)
    asked = request.GET.get("blad", "")
    page = min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    programmes = [key for key, programme in list_current_programmes().items() if programme.forms.place is not None]
    found = list_place_trajectories(programmes, page=page, size=SIZE)
    shown = found[:SIZE]
    note_read(LIST, [one.family.public_id for one in shown])
    rows: dict[int, list[Arrangement]] = {}
    ids = [one.pk for one in shown]
    for row in list_arrangements(ids):
        if row.until_on is None:
            rows.setdefault(row.trajectory_id, []).append(row)
    terms, here = list_terms(ids), reverse("places:overview")
    context = {
        "counted": _counted(), "families": [_family(one, rows.get(one.pk, []), terms) for one in shown],
        "before_url": f"{here}?blad={page - 1}" if page > 1 else "",
        "next_url": f"{here}?blad={page + 1}" if len(found) > SIZE else "",
    }  # fmt: skip
    return render(request, "places/overview.html", context)


def _counted() -> str:
    counted = count_running()
    families = ngettext("%(count)d gezin", "%(count)d gezinnen", counted.families) % {"count": counted.families}
    children = ngettext("%(count)d kind", "%(count)d kinderen", counted.children) % {"count": counted.children}
    return _("Nu een plek: %(families)s en %(children)s.") % {"families": families, "children": children}


def _family(
    trajectory: Trajectory, rows: list[Arrangement], terms: dict[tuple[int, int], PlaceTerm]
) -> dict[str, object]:
    place = programme_of(trajectory).forms.place
    return {
        "name": display_name(trajectory.family) or _("Gezin zonder naam"), "municipality": trajectory.municipality.name,
        "programme": text_of(programme_of(trajectory).name), "url": reverse("places:show", args=[trajectory.public_id]),
        "children": [
            {
                "name": child_name(child),
                "places": [_place(place, row) for row in rows if row.child_id == child.pk],
                "until": _until(terms.get((trajectory.pk, child.pk))),
            }
            for child in children_of(trajectory)
        ],
    }  # fmt: skip


def _place(place: PlaceRules, row: Arrangement) -> str:
    said = {"kind": kind_words(place, row.kind), "where": row.where, "day": weekday_date(row.from_on)}
    return (_("%(kind)s, %(where)s") if row.has_begun else _("%(kind)s, %(where)s (afgesproken vanaf %(day)s)")) % said


def _until(term: PlaceTerm | None) -> str:
    if term is None or not term.is_open:
        return ""
    return _("tot en met %(day)s") % {"day": weekday_date(term.until_on - timedelta(days=1))}
