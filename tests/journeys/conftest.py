# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Journeys: the running product in a real browser, on a home and database of its own, as people use it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from duizend.project.browser import find_chromium

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
START_SECONDS = 120


class Product:
    """One running demo, started as a person starts it; may be killed and started again on the same home."""

    def __init__(self, home: Path, *words: str) -> None:
        self.home = home
        self.words = words
        self.process: subprocess.Popen[str] | None = None
        self.address = ""

    def start(self) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
        environment["DUIZEND_HOME"] = str(self.home)
        self.log = (self.home / "demo.log").open("a+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "duizend.project.launch", "demo", *self.words],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=environment, start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            line = self.process.stdout.readline()
            found = re.search(r"http://localhost:\d+", line)
            if found:
                self.address = found.group(0)
                return
            if not line and self.process.poll() is not None:
                break
        pytest.fail("the demo did not start: " + (self.home / "demo.log").read_text()[-2000:])

    # The programme that the families of the practice region are in.
    programme = "stevig-ouderschap"

    @property
    def year(self) -> int:
        return int((self.home / "practice-date").read_text()[:4])

    def kill(self) -> None:
        """Kill the web server, the database and the one who started them, all at once, with SIGKILL."""
        victims = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        victims += self._database_processes()
        for victim in victims:
            with contextlib.suppress(psutil.NoSuchProcess):
                victim.send_signal(signal.SIGKILL)
        psutil.wait_procs(victims, timeout=10)
        self.process.wait()

    def _database_processes(self) -> list[psutil.Process]:
        pid_file = self.data_folder() / "postmaster.pid"
        postmaster = psutil.Process(int(pid_file.read_text().splitlines()[0]))
        return [postmaster, *postmaster.children(recursive=True)]

    def data_folder(self) -> Path:
        pointer = self.home / "postgres-folder"
        return (Path(pointer.read_text()) if pointer.exists() else self.home / "postgres") / "data"

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=40)
        self.log.close()

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the command line on this home, beside the demo."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
        environment["DUIZEND_HOME"] = str(self.home)
        return subprocess.run(
            [sys.executable, "-m", "duizend", *words], capture_output=True, text=True, env=environment, check=False
        )


@contextlib.contextmanager
def begin_product(*words: str) -> Iterator[Product]:
    """Start a demo on a home of its own, with these words of ./run demo; stop it and throw the home away."""
    home = Path(tempfile.mkdtemp(prefix="journey-", dir=os.environ.get("DUIZEND_HOME")))
    running = Product(home, *words)
    try:
        running.start()
        yield running
        running.stop()
    finally:
        shutil.rmtree(running.data_folder().parent, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    with begin_product("--families", "60") as running:
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
