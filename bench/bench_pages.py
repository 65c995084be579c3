# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each page costs: CPU of the web workers per request, as a multiple of an empty page in the same run.

The gate is on CPU and on the number of queries (tests/rooms counts those), never on the clock.
"""

from __future__ import annotations

import http.client
import os
import re
import sys
import threading
import time
import urllib.parse

import psutil
from asked import count_queries, measure_saves, profile_pages
from listed import Page, list_pages
from machine import tree_memory, write
from product import own_home

MOST_TIMES_EMPTY = 15
FAMILIES = 60
CLIENTS = 8
REQUESTS = 400
EMPTY = Page("empty page", "/leeg")


class Visitor:
    """A browser of sorts: keeps cookies, sends forms."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method: str, path: str, form: list[tuple[str, str]] | None = None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Host": f"localhost:{self.port}"}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://localhost:{self.port}/",
            }
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.getheader("Location") or "", answer.read().decode("utf-8", "replace")

    def log_in(self, public_id: str) -> None:
        """Log in as a person of the practice region, with the form that stands beside their name."""
        _, _, page = self.ask("GET", "/oefenen/")
        form = re.search(rf'<form action="([^"]*/{public_id}/)"', page)
        if form is None:
            raise SystemExit(f"no login form for {public_id}")
        status, _, _ = self.ask("POST", form.group(1), [("csrfmiddlewaretoken", token_in(page))])
        assert status == 302, status


def token_in(text: str) -> str:
    """Return the token against forged forms that stands on a page."""
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text).group(1)


def cpu_of(process: psutil.Process) -> float:
    """Return the CPU seconds of the workers so far."""
    return sum(sum(child.cpu_times()[:2]) for child in process.children(recursive=True))


def measure(server: psutil.Process, port: int, cookies: dict[str, str], page: Page) -> dict[str, float]:
    """Ask one page many times from 8 clients; returns CPU milliseconds a request, and p50 and p95 of the wall clock."""
    durations: list[float] = []
    visitor = Visitor(port)
    visitor.cookies = dict(cookies)
    form = None
    if page.searched:
        _, _, text = visitor.ask("GET", page.path)
        form = [("csrfmiddlewaretoken", token_in(text)), ("words", page.searched)]
    method = "POST" if form else "GET"

    def work() -> None:
        mine = Visitor(port)
        mine.cookies = dict(visitor.cookies)
        for _ in range(REQUESTS // CLIENTS):
            began = time.perf_counter()
            status, location, _ = mine.ask(method, page.path, form)
            assert status == 200, (page.path, status, location)
            durations.append(time.perf_counter() - began)

    for _ in range(30):
        visitor.ask(method, page.path, form)
    before = cpu_of(server)
    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = cpu_of(server) - before
    durations.sort()
    return {
        "cpu_ms": round(spent / len(durations) * 1000, 3),
        "p50_ms": round(durations[len(durations) // 2] * 1000, 1),
        "p95_ms": round(durations[int(len(durations) * 0.95)] * 1000, 1),
    }


def measure_pages() -> dict[str, object]:
    """Measure every page and the save of a visit on the practice region of this home, and the memory of the workers."""
    from duizend.project.server import free_port, web_server

    pages, figures, port = list_pages(), {}, free_port(None)
    with web_server(port) as process:
        server = psutil.Process(process.pid)
        figures["empty page"] = measure(server, port, {}, EMPTY)
        for who, own in pages.items():
            visitor = Visitor(port)
            if who:
                visitor.log_in(who)
            for page in own:
                figures[page.name] = measure(server, port, visitor.cookies, page)
        figures["empty page, again"] = measure(server, port, {}, EMPTY)
        memory = [round(tree_memory(child.pid) / 2**20) for child in server.children()]
    empty = min(figures["empty page"]["cpu_ms"], figures["empty page, again"]["cpu_ms"])
    for figure in figures.values():
        figure["times_empty"] = round(figure["cpu_ms"] / empty, 1)
    queries = count_queries()
    over = {name for name, figure in figures.items() if figure["times_empty"] > MOST_TIMES_EMPTY}
    profile = profile_pages(over)
    # Last: what is saved stands on the pages no longer.
    figures["visit save"] = measure_saves()
    for name, figure in figures.items():
        if not name.startswith("empty"):
            figure |= {"within_budget": figure["times_empty"] <= MOST_TIMES_EMPTY, "queries": queries[name]}
    return {"clients": CLIENTS, "pages": figures, "worker memory MiB": memory, "profile of what is over": profile}


def prepare() -> None:
    """Let the web server of this process have the empty page."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench_settings"
    os.environ["PYTHONPATH"] = os.pathsep.join([os.path.dirname(__file__), os.environ.get("PYTHONPATH", "")])
    sys.path.insert(0, os.path.dirname(__file__))


def main() -> int:
    """Measure the pages on a small practice region."""
    prepare()
    with own_home(FAMILIES):
        write("pages", {"families": FAMILIES} | measure_pages())
    return 0
