# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pages are measured, and as whom."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

    from duizend.ground.access.models import User

ANALYST = "analist@maasland.example"
NOBODY = ""
MIDNIGHT = time(0)
# A name of the practice region's books; who searches finds some and not others.
SEARCHED = "jans"
# What the coordinator opens from a list: the name of the page, the list, and how its address begins.
OPENED = (
    ("group", "/groepen/", "/groepen/"), ("place", "/opvang/", "/opvang/"), ("match", "/koppelen", "/koppelen/"),
    ("volunteer", "/steunouder", "/steunouder/"), ("team member", "/team", "/team/"),
    ("video", "/video/te-vernietigen", "/video/traject/"),
)  # fmt: skip
LISTS = (
    ("queue", "/wachtrij"), ("groups", "/groepen/"), ("places", "/opvang/"), ("asking families", "/koppelen"),
    ("volunteers", "/steunouder"), ("team", "/team"), ("recordings", "/video/te-vernietigen"),
    ("activities to check", "/buurt/nakijken"), ("offer map", "/buurt/aanbodkaart"), ("factsheet", "/kinderwens/cijfers"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is measured. With `searched` these words are sent with the form that stands on it."""

    name: str
    path: str
    searched: str = ""


def list_pages() -> dict[str, list[Page]]:
    """Return the pages to measure, by the public id of the account that asks them; an empty id is nobody's."""
    from duizend.doors.practice.cast import COORDINATOR, MAIN_NURSE
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import get_account, system_identity
    from duizend.project import installation

    with acting(system_identity("bench")):
        visit = next(iter(visits_of_today(professional__account__email=MAIN_NURSE)))
        nurse, coordinator, analyst = (get_account(email) for email in (MAIN_NURSE, COORDINATOR, ANALYST))
        family = f"/gezinnen/{visit.family.public_id}"
    looking, anybody = who_browses(coordinator), who_browses(None)
    pages = {
        nurse.public_id: [
            Page("today", "/vandaag"), Page("families", "/gezinnen"), Page("search", "/gezinnen", SEARCHED),
            Page("family", family), Page("visit form", f"/bezoeken/{visit.public_id}/"), Page("offers", "/aanbod"),
            Page("planned and held", "/afspraken/gepland-en-geweest"), Page("guideline", f"{family}/wegen/richtlijn"),
        ],
        coordinator.public_id: [
            *(Page(name, path) for name, path in LISTS),
            *(Page(name, _first_link(looking, path, begin)) for name, path, begin in OPENED),
        ],
        analyst.public_id: [Page("monitor", "/monitor/"), Page("planned over the region", "/monitor/gepland-en-geweest")],
        NOBODY: [Page("neighbourhood", "/buurt"), Page("activity", _first_link(anybody, "/buurt", "/buurt/"))],
    }  # fmt: skip
    installation.close_connections()
    return pages


def _first_link(client: Client, path: str, begin: str) -> str:
    """Return the first address on a page that begins so and goes on with an id; raises SystemExit without one."""
    text = html.unescape(client.get(path).content.decode())
    found = re.search(rf'href="({re.escape(begin)}[2-9a-z]{{14}})["?#]', text)
    if found is None:
        raise SystemExit(f"{path} has no link to {begin}…: is the practice region of another kind?")
    return found.group(1)


def visits_of_today(**more: object):
    """Return the appointments of today that have not been held yet, earliest first."""
    from duizend.delivery.contacts.models import Appointment
    from duizend.ground.kernel import clock

    first = clock.at(clock.today(), MIDNIGHT)
    last = first + timedelta(days=1)
    return (
        Appointment.objects.filter(cancelled_at=None, contacts=None, starts_at__gte=first, starts_at__lt=last, **more)
        .select_related("family", "professional__account")
        .order_by("starts_at", "id")
    )


def who_browses(account: User | None) -> Client:
    """Return a browser without a web server, logged in as somebody, or as nobody."""
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    if account is not None:
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client
