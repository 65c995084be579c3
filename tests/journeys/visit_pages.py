# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a nurse does on her phone: planning a visit by the proposal, recording it, saying that it did not take place."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from asking_pages import choose, family_path, press

if TYPE_CHECKING:
    from conftest import Visitor
    from playwright.sync_api import Page


def take_proposal(page: Page) -> date:
    """Choose the first time that is proposed; returns its day."""
    first = page.locator("input[type=radio][name=next][value^='20']").first
    first.check()
    return date.fromisoformat(first.get_attribute("value")[:10])


def plan_first_proposal(visitor: Visitor) -> date:
    """Plan the next visit from the family's page that is open; returns the day of it."""
    page = visitor.page
    page.get_by_role("link", name="Plan bezoek").first.click()
    page.get_by_role("heading", name="Bezoek plannen").wait_for()
    visitor.check_page()
    day = take_proposal(page)
    press(page, "Plan het bezoek")
    family_path(visitor)
    return day


def open_visit_of_today(visitor: Visitor, name: str) -> None:
    """Go from one's day to the form of the visit to a family."""
    visitor.open("/vandaag")
    stop = visitor.page.locator(".visit-stop").filter(has_text=name)
    stop.get_by_role("link", name=re.compile("Start bezoek|Bezoek vastleggen")).click()
    visitor.page.get_by_role("heading", name="Kort verslag").wait_for()


def record_visit(
    visitor: Visitor, *, goes_well: str, is_last: bool = False, is_checked: bool = True
) -> date | None:  # fmt: skip
    """Record the visit whose form is open and take the first proposal; returns the day of the next visit."""
    page = visitor.page
    if is_checked:
        visitor.check_page()
    page.get_by_label(re.compile("Wat gaat goed")).fill(goes_well)
    page.get_by_label(re.compile("Waar ging het over")).fill("Over de nachten en over wie er komt helpen.")
    page.get_by_label(re.compile("Wat spraken jullie af")).fill("Volgende keer kijken we samen terug.")
    next_day = None if is_last else take_proposal(page)
    press(page, "Bezoek afronden")
    page.wait_for_url(re.compile("/verslag/"))
    if is_checked:
        visitor.check_page()
    press(page, "Staat in het DD JGZ")
    page.get_by_role("button", name="Staat in het DD JGZ").wait_for(state="detached")
    return next_day


def record_no_show(visitor: Visitor, *, reason: str) -> None:
    """Say from the family's page that is open that the visit did not take place; ends on the page of the appointment."""
    page = visitor.page
    page.get_by_role("link", name="Ging niet door").first.click()
    page.get_by_role("heading", name="Ging niet door", level=1).wait_for()
    visitor.check_page()
    choose(page, reason)
    press(page, "Leg vast")
    page.wait_for_url(re.compile(r"/afspraken/[^/]+$"))
    visitor.check_page()


def end(visitor: Visitor, how: str) -> None:
    """End a trajectory from the family's page that is open."""
    page = visitor.page
    page.get_by_role("link", name="Beëindig").first.click()
    page.get_by_role("heading", name="Beëindigen").wait_for()
    visitor.check_page()
    choose(page, how)
    press(page, "Beëindig")
    family_path(visitor)
