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
from machine import tree_memory, write
from product import own_home

MOST_TIMES_EMPTY = 15
FAMILIES = 60
ANALYST = "analist@maasland.example"
CLIENTS = 8
REQUESTS = 400


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
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
        status, _, _ = self.ask("POST", form.group(1), [("csrfmiddlewaretoken", token)])
        assert status == 302, status


def cpu_of(process: psutil.Process) -> float:
    """Return the CPU seconds of the workers so far."""
    return sum(sum(child.cpu_times()[:2]) for child in process.children(recursive=True))


def measure(server: psutil.Process, port: int, cookies: dict[str, str], path: str) -> dict[str, float]:
    """Ask one page many times from 8 clients; returns CPU milliseconds a request, and p50 and p95 of the wall clock."""
    durations: list[float] = []

    def work() -> None:
        visitor = Visitor(port)
        visitor.cookies = dict(cookies)
        for _ in range(REQUESTS // CLIENTS):
            began = time.perf_counter()
            status, location, _ = visitor.ask("GET", path)
            assert status == 200, (path, status, location)
            durations.append(time.perf_counter() - began)

    warm = Visitor(port)
    warm.cookies = dict(cookies)
    for _ in range(30):
        warm.ask("GET", path)
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


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench_settings"
    os.environ["PYTHONPATH"] = os.pathsep.join([os.path.dirname(__file__), os.environ.get("PYTHONPATH", "")])
    sys.path.insert(0, os.path.dirname(__file__))
    from duizend.project.server import free_port, web_server

    with own_home(FAMILIES):
        nurse_pages, figures = addresses(), {}
        port = free_port(None)
        with web_server(port) as process:
            server = psutil.Process(process.pid)
            figures["empty page"] = measure(server, port, {}, "/leeg")
            for who, pages in nurse_pages.items():
                visitor = Visitor(port)
                visitor.log_in(who)
                for name, path in pages.items():
                    figures[name] = measure(server, port, visitor.cookies, path)
            figures["empty page, again"] = measure(server, port, {}, "/leeg")
            memory = [round(tree_memory(child.pid) / 2**20) for child in server.children()]
    empty = min(figures["empty page"]["cpu_ms"], figures["empty page, again"]["cpu_ms"])
    for name, figure in figures.items():
        figure["times_empty"] = round(figure["cpu_ms"] / empty, 1)
        if not name.startswith("empty"):
            figure["within_budget"] = figure["times_empty"] <= MOST_TIMES_EMPTY
    write("pages", {"families": FAMILIES, "clients": CLIENTS, "pages": figures, "worker memory MiB": memory})
    return 0


def addresses() -> dict[str, dict[str, str]]:
    """Return the pages to measure, per character."""
    from duizend.delivery.contacts.models import Appointment
    from duizend.doors.practice.cast import MAIN_NURSE
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import get_account, system_identity
    from duizend.ground.kernel import clock
    from duizend.project import installation

    with acting(system_identity("bench")):
        visit = (
            Appointment.objects.filter(
                professional__account__email=MAIN_NURSE, cancelled_at=None, contacts=None,
                starts_at__date=clock.today(),
            ).select_related("family").order_by("starts_at").first()
        )  # fmt: skip
        pages = {
            get_account(MAIN_NURSE).public_id: {
                "today": "/vandaag", "families": "/gezinnen", "family": f"/gezinnen/{visit.family.public_id}",
                "visit form": f"/bezoeken/{visit.public_id}/",
            },
            get_account(ANALYST).public_id: {"monitor": "/monitor/"},
        }  # fmt: skip
    installation.close_connections()
    return pages
