# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What surrounds every page: the menu of this role, the region's name, the practice banner."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from duizend.delivery.community.permissions import may_check
from duizend.delivery.conversations.permissions import may_read_tallies, may_tally
from duizend.delivery.groups.permissions import may_list as may_list_groups
from duizend.delivery.matching.permissions import may_match
from duizend.delivery.places.permissions import may_see_places
from duizend.delivery.video.permissions import may_list as may_list_recordings
from duizend.doors.desk.permissions import (
    may_see_day,
    may_see_families,
    may_see_figures,
    may_see_guarded,
    may_see_log,
    may_see_offers,
    may_see_queue,
)
from duizend.doors.desk.views.printing import seal_page
from duizend.doors.desk.words import long_date
from duizend.ground.access.queries import identity_of
from duizend.ground.access.rules.policy import may
from duizend.ground.access.rules.sessions import LONGEST_SECONDS, MOVED_EACH_SECONDS
from duizend.ground.access.sessions import BEGAN_AT
from duizend.ground.directory.permissions import may_read as may_read_map
from duizend.ground.kernel import clock
from duizend.ground.region.queries import find_region, get_region
from duizend.ground.workforce.permissions import may_see_team
from duizend.record.signalling.permissions import may_handle
from duizend.safety.meldcode.permissions import may_list as may_list_trails
from duizend.safety.referrals.permissions import may_list as may_list_referrals

if TYPE_CHECKING:
    from django.http import HttpRequest

    from duizend.ground.access.models import User
    from duizend.ground.access.rules.policy import Identity

ROLE_LABELS = {
    "nurse": gettext_lazy("Jeugdverpleegkundige"),
    "coordinator": gettext_lazy("Coördinator"),
    "sender": gettext_lazy("Afzender"),
    "analyst": gettext_lazy("Analist"),
    "municipality": gettext_lazy("Gemeente"),
    "administrator": gettext_lazy("Beheerder"),
    "log_keeper": gettext_lazy("Beheerder van het logboek"),
    "system": gettext_lazy("Systeem"),
    "ambassador": gettext_lazy("Aandachtsfunctionaris kinderwens"),
    "safeguarding_lead": gettext_lazy("Aandachtsfunctionaris meldcode"),
}
# The name changes when a region file is loaded, once a year or so.
REGION_SECONDS = 60
_region: tuple[float, str] = (0.0, "")


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Return the context of the base layout; each part is worked out when a template asks for it."""
    menu = SimpleLazyObject(lambda: _menu(request))
    viewer = SimpleLazyObject(lambda: _viewer(getattr(request, "user", None)))
    token = SimpleLazyObject(lambda: get_token(request))
    # It stands on the page twice, beside the menu and below it on a telephone.
    session = {"viewer": viewer, "request": request, "csrf_token": token}
    return {
        # One for all forms of the page.
        "csrf_token": token,
        "menu_html": SimpleLazyObject(lambda: menu[0]),
        "tabs_html": SimpleLazyObject(lambda: menu[1]),
        "session_html": SimpleLazyObject(lambda: render_to_string("components/session.html", session)),
        "viewer": viewer,
        "session_ends": SimpleLazyObject(lambda: _session_ends(request)),
        "sealed_page": SimpleLazyObject(seal_page),
        "region_name": SimpleLazyObject(_region_name),
        "practice": SimpleLazyObject(_practice),
    }


def _menu(request: HttpRequest) -> tuple[str, str]:
    """Return the menu and its tabs on a telephone."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return "", ""
    return _drawn(replace(identity_of(user), account_id=0, public_id=""), _part_of(request), get_language() or "")


@lru_cache(maxsize=256)
def _drawn(identity: Identity, here: str, language: str) -> tuple[str, str]:
    """Draw the menu of a role on a page; the same for everybody in that role."""
    own, forms, account = _("Mijn werk"), _("Vormen van hulp"), _("Verantwoorden")
    entries = [
        (may_see_day(identity), _("Vandaag"), "desk:today", "calendar", own),
        (may_see_queue(identity), _("Wachtrij"), "desk:queue", "queue", own),
        (may_see_families(identity), _("Gezinnen"), "desk:families", "families", own),
        (may_see_offers(identity), _("Aanbod"), "trajectories:offers", "offer", own),
        (may_handle(identity), _("Aanmeldingen"), "signalling:sign_ups", "speech", own),
        ("sender" in identity.roles, _("Aanmelden"), "senders:send", "plus", own),
        (may_list_referrals(identity), _("Verwijzingen"), "referrals:overview", "arrow", own),
        ("safeguarding_lead" in identity.roles, _("Verwijzingen"), "referrals:guarded_overview", "arrow", own),
        (may_list_trails(identity), _("Meldcode"), "meldcode:overview", "lock", own),
        (may_see_team(identity), _("Team"), "desk:team", "certificate", own),
        (may_list_groups(identity), _("Groepen"), "groups:overview", "groups", forms),
        (may_list_recordings(identity), _("Opnames"), "video:still_there", "eye", forms),
        (may_match(identity), _("Koppelen"), "matching:asking", "support", forms),
        (may_see_places(identity), _("Opvang"), "places:overview", "home", forms),
        (may_tally(identity), _("Kinderwens"), "conversations:tally", "speech", forms),
        (may_check(identity), _("Buurt"), "community:overview", "pin", forms),
        (may_see_guarded(identity), _("Afgeschermd"), "desk:ring_due", "document", account),
        (may_see_log(identity), _("Logboek"), "desk:log", "document", account),
        (may_see_figures(identity), _("Cijfers"), "reports:monitor", "chart", account),
        (bool(may(identity, "rights.read")), _("Rechten"), "rights:overview", "document", account),
        (may_read_tallies(identity), _("Gesprekken"), "desk:factsheet", "speech", account),
        (may_read_map(identity), _("Sociale kaart"), "directory:overview", "pin", _("Opzoeken")),
        (True, _("Programma’s"), "catalogue:programmes", "compass", _("Opzoeken")),
    ]
    menu = [
        {"label": label, "url": reverse(name), "icon": icon, "current": name == here, "count": None, "group": group}
        for allowed, label, name, icon, group in entries
        if allowed
    ]
    return render_to_string("components/menu.html", {"menu": menu}), render_to_string(
        "components/tabs.html", {"menu": menu}
    )


# The entry of the menu that a page belongs to: by its name, or by the room it is of; the first that fits.
PARTS_BY_NAME = (
    ("trajectories:offers", "trajectories:offers"), ("video:still_there", "video:still_there"), ("desk:team", "desk:team"),
    ("desk:famil", "desk:families"), ("desk:readers", "desk:families"), ("desk:guarded", "desk:ring_due"), ("signalling:weigh", "desk:families"),
    ("desk:offer_map", "community:overview"),
)  # fmt: skip
PARTS_BY_ROOM = {
    "reports": "reports:monitor", "trials": "reports:monitor", "signalling": "signalling:sign_ups", "conversations": "conversations:tally",
    "community": "community:overview", "catalogue": "catalogue:programmes", "matching": "matching:asking",
    "groups": "groups:overview", "rights": "rights:overview", "places": "places:overview", "visits": "desk:today",
    "trajectories": "desk:families", "contacts": "desk:families", "video": "desk:families", "consents": "desk:families",
    "directory": "directory:overview", "referrals": "referrals:overview", "messaging": "referrals:overview",
}  # fmt: skip


def _part_of(request: HttpRequest) -> str:
    """Return the entry of the menu that a page belongs to."""
    match = request.resolver_match
    if match is None:
        return ""
    by_name = next((entry for begin, entry in PARTS_BY_NAME if match.view_name.startswith(begin)), "")
    return by_name or PARTS_BY_ROOM.get(match.namespace, match.view_name)


def _viewer(user: User | None) -> dict[str, str] | None:
    if user is None or not user.is_authenticated:
        return None
    role = user.job_title or ", ".join(str(ROLE_LABELS[role]) for role in user.roles)
    return {"name": user.name, "role_label": role, "initials": user.initials}


def _session_ends(request: HttpRequest) -> dict[str, int] | None:
    """Say after how many seconds without a request this session ends at the soonest, and its very last moment (epoch)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    began_at = request.session.get(BEGAN_AT, 0)
    idle = settings.SESSION_COOKIE_AGE - MOVED_EACH_SECONDS
    return {"idle": idle, "until": int(began_at + LONGEST_SECONDS) if began_at else 0}


def _region_name() -> str:
    """Return the name of the region; read again after a minute, and on every page until there is one."""
    global _region
    read_at, name = _region
    if not name or time.monotonic() - read_at > REGION_SECONDS:
        region = find_region()
        if region is None:
            return get_region().name
        name = region.name
        _region = (time.monotonic(), name)
    return name


def _practice() -> dict[str, str] | None:
    return {"date_label": long_date(clock.today())} if settings.DUIZEND.is_practice else None
