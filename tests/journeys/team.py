# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works in the practice region, each at a screen of their own; the day is moved for all of them at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from conftest import DESK, PHONE, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from running import Product

NURSE, OTHER_NURSE, LAPSING_NURSE = "Jolijn", "Wytske", "Esra"
COORDINATOR, MIDWIFE, ANALYST, LOG_KEEPER = "Rachida", "Anneke", "Pim", "Desi"
# A midwife of another organisation who leads groups; the practice region has her from forty families on.
GROUP_MIDWIFE = "Hilke"
ON_THE_ROAD = (NURSE, OTHER_NURSE, LAPSING_NURSE, MIDWIFE, GROUP_MIDWIFE)
NOBODY = ""


class Team:
    """People who are logged in once and stay so: nurses and a midwife on a phone, the others at a desk."""

    def __init__(self, product: Product, browser: Browser) -> None:
        self.product = product
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.seen: dict[str, Visitor] = {}

    def see(self, name: str) -> Visitor:
        """Return the screen of somebody of the cast; the first time they log in with one click."""
        if name not in self.seen:
            self.seen[name] = self._open(is_phone=name in ON_THE_ROAD)
            self.seen[name].log_in_as(name)
        return self.seen[name]

    def see_stranger(self) -> Visitor:
        """Return the phone of somebody without an account."""
        return self._open(is_phone=True)

    def _open(self, *, is_phone: bool) -> Visitor:
        touch = {"has_touch": True, "is_mobile": True} if is_phone else {}
        context = self.browser.new_context(
            viewport=PHONE if is_phone else DESK, locale="nl-NL", timezone_id="Europe/Amsterdam", **touch
        )
        self.contexts.append(context)
        return Visitor(self.product, context.new_page())

    @property
    def today(self) -> date:
        return date.fromisoformat((self.product.home / "practice-date").read_text().strip())

    def move_to(self, day: date) -> None:
        """Let it be another day, as somebody who practises does."""
        if day != self.today:
            moved = self.product.command("practice", "date", day.isoformat())
            assert moved.returncode == 0, moved.stderr

    def move_on(self, **days: int) -> date:
        """Let so much time pass; says which day it is then."""
        self.move_to(self.today + timedelta(**days))
        return self.today

    def clear_consoles(self) -> None:
        for seen in self.seen.values():
            seen.errors.clear()

    def check_consoles(self) -> None:
        """Expect that nobody's console holds an error."""
        assert {name: seen.errors for name, seen in self.seen.items() if seen.errors} == {}

    def close(self) -> None:
        for context in self.contexts:
            context.close()
