# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everybody walks past every screen there is for them: on a phone, at a desk, at 200 % and at 320 px.

With DUIZEND_PICTURES=FOLDER the walk also makes the pictures of docs/pictures, which the manual shows.
"""

from __future__ import annotations

import base64
import html
import os
import re
from collections import deque
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from asking_pages import Told, fill_in_sign_up, make_link, send_sign_up
from axe_playwright_python.sync_playwright import Axe
from conftest import DESK, PHONE, Visitor
from playwright.sync_api import Error
from rights_pages import DECLINED, confirm_by_another, fill_in_objection, find_family_with, follow, press, propose
from screens import COORDINATOR, EVERYBODY, NOT_A_PAGE, NURSE, STRANGER, kind_of, screens_of
from team import Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from running import Product

pytestmark = pytest.mark.slow

# At 200 % a desk of 1440 by 900 has room for half of that; 320 px is a phone at 125 %, or a desk at 400 %.
MAGNIFIED = ({"width": 720, "height": 450}, {"width": 320, "height": 640})
LONGEST_PICTURE, QUALITY = 2000, 60
LINK = re.compile(r'<a [^>]*href="([/?][^"#]*)')
START = (
    "/",
    "/vandaag",
    "/wachtrij",
    "/gezinnen",
    "/aanmeldingen",
    "/aanbod",
    "/onderdelen",
    "/aanmeldingen?stand=afgehandeld",
    "/groepen/",
    "/video/te-vernietigen",
    "/koppelen",
    "/opvang/",
    "/team",
    "/buurt",
    "/kinderwens",
    "/meldcode/",
)
# The same page once more with a filter, of which there are too many to follow.
FILTERED = re.compile(r"/gezinnen/[^/?]+[?]")
# From how many pages of one kind links are followed: families differ, and only some lead to what is rare.
MOST_FOLLOWED = {
    "/gezinnen/ID": 320,
    "/gezinnen/ID/mensen": 25,
    "/gezinnen/ID/wegen": 60,
    "/gezinnen/ID/toestemmingen": 60,
    "/afspraken/ID": 15,
    "/gezinnen": 20,
    "/vandaag": 12,
    "/video/traject/ID": 12,
    "/groepen/ID": 8,
    "/groepen/bijeenkomst/ID": 12,
    "/koppelen/ID": 12,
    "/opvang/ID": 12,
    "/team/ID": 12,
    "/steunouder/ID": 8,
    "/buurt/ID": 20,
}
USUALLY_FOLLOWED = 3


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    everybody = Team(product, browser)
    yield everybody
    everybody.close()


def find_screens(visitor: Visitor, wanted: set[str]) -> dict[str, str]:
    """Follow links until every wanted kind of screen is found; returns an address of each kind that was seen."""
    found: dict[str, str] = {}
    followed: dict[str, int] = {}
    waiting, seen = deque(START), set(START)
    while waiting and not wanted <= set(found):
        address = waiting.popleft()
        kind = kind_of(address)
        followed[kind] = followed.get(kind, 0) + 1
        if kind in NOT_A_PAGE or followed[kind] > MOST_FOLLOWED.get(kind, USUALLY_FOLLOWED):
            continue
        answer = visitor.page.request.get(visitor.product.address + address)
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.setdefault(kind_of(answer.url.removeprefix(visitor.product.address)), address)
        links = dict.fromkeys(urljoin(address, html.unescape(link)) for link in LINK.findall(answer.text()))
        waiting.extend(link for link in links if link not in seen and not FILTERED.match(link))
        seen.update(links)
    return found


def take_picture(visitor: Visitor, name: str, size: dict[str, int]) -> None:
    """Write a picture of the page, where pictures are asked for: all of it on a phone, what is seen at a desk."""
    folder = os.environ.get("DUIZEND_PICTURES")
    if not folder:
        return
    page, height = visitor.page, size["height"]
    if size is PHONE:
        height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST_PICTURE)
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    session.detach()
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / f"{name}-{size['width']}.webp").write_bytes(base64.b64decode(taken["data"]))


def too_wide(visitor: Visitor) -> int:
    return visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def out_of_reach(visitor: Visitor) -> str:
    """Try whether the page's main button can be clicked; says what is in the way, or nothing."""
    button = visitor.page.locator("main .nl-button--primary:visible").first
    try:
        if button.count():
            button.click(trial=True, timeout=4_000)
    except Error as problem:
        return f"the main button cannot be reached: {problem.message[:300]}"
    return ""


def list_faults(visitor: Visitor, *, picture: str = "") -> list[str]:
    """List what is wrong with the page that is open, at every size; makes its pictures on the way."""
    page, faults = visitor.page, []
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.evaluate("document.fonts.ready")
        if picture:
            take_picture(visitor, picture, size)
            page.set_viewport_size(size)
        found = Axe().run(page)
        faults += [found.generate_report()] if found.violations_count else []
        faults += [f"{too_wide(visitor)} px too wide at {size['width']}"] if too_wide(visitor) > 0 else []
    for size in MAGNIFIED:
        page.set_viewport_size(size)
        faults += [f"{too_wide(visitor)} px too wide at {size['width']}"] if too_wide(visitor) > 0 else []
        reached = out_of_reach(visitor)
        faults += [f"at {size['width']}: {reached}"] if reached else []
    faults += visitor.errors
    visitor.errors.clear()
    page.set_viewport_size(PHONE)
    return [f"{page.url}: {fault}" for fault in faults]


@pytest.mark.parametrize("who", [*EVERYBODY, STRANGER])
def test_every_screen_of_a_role_is_whole_at_every_size(team: Team, who: str) -> None:
    visitor = team.see(who) if who else team.see_stranger()
    pictures = {screen.address: screen.name for screen in screens_of(who)}
    found = find_screens(visitor, set(pictures))
    assert set(pictures) - set(found) == set(), "not found by following links"
    faults = []
    for kind, address in found.items():
        visitor.open(address)
        faults += list_faults(visitor, picture=pictures.get(kind, ""))
    assert faults == [], "\n\n".join(faults)


def test_the_way_of_a_sign_up_by_link_is_whole_at_every_size(team: Team) -> None:
    coordinator, stranger = team.see(COORDINATOR), team.see_stranger()
    address = make_link(coordinator)
    faults = list_faults(coordinator, picture="sign-up-link-made")
    stranger.page.goto(address)
    faults += list_faults(stranger, picture="sign-up-by-link")
    fill_in_sign_up(
        stranger, Told("Wende", "Oldenkamp", team.today + timedelta(days=120)), programme=team.product.programme
    )
    send_sign_up(stranger)
    stranger.page.get_by_role("heading", name="Ontvangen, dank je wel").wait_for()
    faults += list_faults(stranger, picture="sign-up-received")
    stranger.page.goto(address[:-3] + "zzz")
    stranger.errors.clear()
    faults += list_faults(stranger, picture="link-closed")
    assert faults == [], "\n\n".join(faults)


def test_an_objection_and_a_receipt_are_whole_at_every_size(team: Team) -> None:
    coordinator = team.see(COORDINATOR)
    fill_in_objection(coordinator, find_family_with(coordinator, "rechten", "nog niets over het dossier gevraagd"))
    faults = list_faults(coordinator, picture="objection")
    press(coordinator, "Leg het verzoek vast")
    faults += list_faults(coordinator, picture="objection-made")
    family, name = propose(coordinator, DECLINED)
    follow(coordinator, confirm_by_another(coordinator, family, name))
    coordinator.errors.clear()
    faults += list_faults(coordinator, picture="receipt")
    assert faults == [], "\n\n".join(faults)


def test_pages_that_say_no_are_whole_at_every_size(team: Team) -> None:
    nurse = team.see(NURSE)
    faults = []
    for address, name in (("/gezinnen/bestaatniet", "not-found"), ("/wachtrij", "no-right")):
        nurse.open(address)
        nurse.errors.clear()
        faults += list_faults(nurse, picture=name)
    nurse.open("/vandaag")
    nurse.page.locator(".visit-stop a.nl-button[href^='/bezoeken/']").last.click()
    nurse.page.get_by_label("Datum").or_(nurse.page.locator("[name=happened_on]")).first.fill("31-02-2026")
    nurse.page.get_by_role("button", name="Bezoek afronden").click()
    nurse.page.get_by_role("alert").first.wait_for()
    nurse.errors.clear()
    faults += list_faults(nurse, picture="visit-error")
    assert faults == [], "\n\n".join(faults)
