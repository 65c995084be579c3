# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Journeys: the running product in a real browser, on a home and database of its own, as people use it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from running import Product, begin_product, make_room_for_originals, throw_away_originals

from duizend.project.browser import find_chromium

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        make_room_for_originals()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        throw_away_originals()


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    with begin_product(families=60) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Browser:
    flags = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield chromium
        chromium.close()


class Visitor:
    """Somebody at a screen: counts taps, and notices every error in the console."""

    def __init__(self, product: Product, page: Page) -> None:
        self.product = product
        self.page = page
        self.taps = 0
        self.errors: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str) -> None:
        self.page.goto(self.product.address + path)

    def log_in_as(self, name: str) -> None:
        self.open("/oefenen/")
        self.page.get_by_role("button", name=re.compile(name)).click()
        self.page.wait_for_load_state()

    def tap(self, what) -> None:
        """Tap something; a text field that is tapped to type in counts as one."""
        self.taps += 1
        what.click()

    def type(self, what, words: str) -> None:
        self.tap(what)
        self.page.keyboard.type(words)

    def check_page(self) -> None:
        """Expect no error in the console, no accessibility fault, and nothing wider than the screen."""
        found = Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"the page is {width} px too wide at {self.page.url}"
        assert self.errors == [], self.errors


@pytest.fixture(params=[PHONE, DESK], ids=["390", "1440"])
def visitor(request: pytest.FixtureRequest, product: Product, browser: Browser) -> Visitor:
    context = browser.new_context(viewport=request.param, locale="nl-NL", timezone_id="Europe/Amsterdam")
    yield Visitor(product, context.new_page())
    context.close()


@pytest.fixture
def on_phone(product: Product, browser: Browser) -> Visitor:
    context = browser.new_context(
        viewport=PHONE, locale="nl-NL", timezone_id="Europe/Amsterdam", has_touch=True, is_mobile=True,
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    yield Visitor(product, context.new_page())
    context.close()
