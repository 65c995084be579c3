# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every role asks for every address with everybody's ids, and sends every form with anything in it.

400 requests always; 5,000 with the slow ones; 100,000 with DUIZEND_LONG=1 in the environment, as 21 walks of nearly 5,000,
each in a region of its own: within one transaction the head of the log keeps every earlier version of its row, and a walk
of 100,000 would mostly read those.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import traceback
from collections import Counter
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duizend.doors.practice.actions import make_practice_region
from duizend.doors.practice.cast import CAST
from duizend.ground.access.queries import find_account
from rooms.crawling import surface

ON = dt.date(2026, 11, 17)
WALKS = 21 if os.environ.get("DUIZEND_LONG") else 1
WITHOUT_LOGIN = "nobody"
# Whose work reaches every family; all others reach those they care for, or none.
REGION_WIDE = {"coordinator", "safeguarding_lead"}
# These read ids in lines of the log or in rows of a queue, never a name.
READ_IDS = {"log_keeper"}


class Crawl:
    """The browsers, one per role, and what was found wrong."""

    def __init__(self) -> None:
        make_practice_region(on=ON, seed=7, families=14, progress=lambda line: None)
        first = {member.roles[0]: member.email for member in reversed(CAST) if member.account and member.roles}
        self.emails = {role: email for role, email in first.items() if role != "system"}
        self.browsers = {WITHOUT_LOGIN: Client(raise_request_exception=False)}
        for role, email in self.emails.items():
            self.browsers[role] = Client(raise_request_exception=False)
            self.browsers[role].force_login(find_account(email))
        self.ids = surface.all_public_ids()
        self.hidden = {role: self._hidden_from(role) for role in self.browsers}
        self.known: dict[str, None] = {}
        self.forms: dict[tuple[str, str], surface.Form] = {}
        self.wrong: list[str] = []
        self.answers: Counter[tuple[str, int]] = Counter()
        self._raised: list[str] = []

    def _hidden_from(self, role: str) -> set[str]:
        """Return the ids and names that may not stand in a page of this role."""
        families = surface.families_and_their_names()
        mine = surface.cared_for_by(self.emails[role]) if role in self.emails else set()
        if role in REGION_WIDE:
            return set()
        shown = set().union(*(families[family] for family in mine & set(families))) if mine else set()
        staff = {member.name for member in CAST}
        return set().union(*families.values()) - shown - staff - {""}

    def catch(self, sender: object, **more: object) -> None:
        self._raised.append(traceback.format_exc(limit=-3))

    def look(self, role: str, address: str) -> None:
        """Ask for one address, and judge the answer."""
        before = surface.writes()
        answer = self.browsers[role].get(address)
        self._judge(role, f"GET {address}", answer)
        after = surface.writes()
        if after != before:
            changed = sorted(table for table in after if after[table] != before.get(table))
            self.wrong.append(f"{role} GET {address}: looking wrote in {changed}")
        if answer.status_code == 200 and not answer.streaming and "html" in answer.get("Content-Type", ""):
            page = answer.content.decode()
            self.known |= dict.fromkeys(sorted(surface.links(page)))
            for form in surface.forms(page, address):
                self.forms.setdefault((role, _pattern(form.action, self.ids)), form)

    def send(self, role: str, form: surface.Form, values: dict[str, str]) -> None:
        """Send one form, judge the answer, and take everything back, so that an example can be repeated."""
        with transaction.atomic():
            self._judge(role, f"POST {form.action} {values!r}", self.browsers[role].post(form.action, values))
            transaction.set_rollback(True)

    def _judge(self, role: str, asked: str, answer: object) -> None:
        self.answers[role, answer.status_code] += 1
        if answer.status_code >= 500 or self._raised:
            self.wrong.append(f"{role} {asked[:600]}: {answer.status_code} {''.join(self._raised)}")
            self._raised.clear()
        page = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")
        for word in self.hidden[role]:
            if word in page and word not in asked and not (role in READ_IDS and word in self.ids):
                self.wrong.append(f"{role} {asked[:300]}: shows a family without relation")
                break


def _pattern(address: str, ids: list[str]) -> str:
    return "/".join("ID" if word in ids else word for word in address.partition("?")[0].split("/"))


@pytest.fixture
def crawl() -> Iterator[Crawl]:
    made = Crawl()
    got_request_exception.connect(made.catch)
    yield made
    got_request_exception.disconnect(made.catch)


def addresses(crawl: Crawl, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield who asks for what: first every address for every role, then what pages led to and ids of anybody in turn."""
    for route in surface.routes():
        for role in crawl.browsers:
            yield role, surface.fill(route, chance.choice, crawl.ids)
    for turn in cycle(range(3)):
        if turn and crawl.known:
            yield chance.choice(list(crawl.browsers)), chance.choice(list(crawl.known))
        else:
            route = chance.choice([route for route in surface.routes() if "<" in route])
            yield chance.choice(list(crawl.browsers)), surface.fill(route, chance.choice, crawl.ids)


ANYTHING = st.one_of(
    st.sampled_from([
        "", "0", "-1", "1", "99999999999999999999", "2026-11-17", "2026-02-30", "0001-01-01", "9999-12-31", "17-11-2026",
        "24:00", "09:00", "NaN", "1e400", "a\x00b", "'; --", "<script>", "é" * 3000, "\ud800".encode("utf-8", "replace").decode(),
    ]),
    st.text(max_size=40),
    st.integers().map(str),
    st.dates().map(str),
)  # fmt: skip


def values_of(form: surface.Form) -> st.SearchStrategy[dict[str, str]]:
    """Return what may be sent by a form: mostly what it offers, sometimes anything, each field sometimes left out."""
    return st.fixed_dictionaries(
        {},
        optional={
            name: (st.sampled_from(offered) | ANYTHING) if offered else ANYTHING
            for name, offered in form.fields
            if name
        },
    )


def walk(crawl: Crawl, requests: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - which address is asked next, not a secret
    asked = addresses(crawl, chance)
    # Begin where people begin, so that forms and links are known early.
    for role in crawl.browsers:
        for start in (
            "/vandaag",
            "/gezinnen",
            "/aanbod",
            "/groepen/",
            "/monitor/",
            "/aanmelden",
            "/wachtrij",
            "/aanmeldingen",
        ):
            crawl.look(role, start)
    for address in list(crawl.known)[: requests // 8]:
        crawl.look(chance.choice(["nurse", "coordinator"]), address)
    looks = max(0, requests * 3 // 4 - sum(crawl.answers.values()))
    for _ in range(looks):
        crawl.look(*next(asked))
    left = max(1, (requests - sum(crawl.answers.values())) // max(1, len(crawl.forms)))
    chosen = sorted(crawl.forms.items())
    chance.shuffle(chosen)
    for (role, _pattern_of), form in chosen[: max(1, requests // 8)]:
        _send_anything(crawl, role, form, left)


def _send_anything(crawl: Crawl, role: str, form: surface.Form, examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(values=values_of(form))
    def send(values: dict[str, str]) -> None:
        crawl.send(role, form, values)

    send()


def judge(crawl: Crawl) -> None:
    kinds = Counter(status for _, status in crawl.answers.elements())
    told = f"{sum(crawl.answers.values())} requests, {len(crawl.forms)} forms, answers {dict(sorted(kinds.items()))}"
    print(told)  # noqa: T201 - the figures of a long walk
    assert not crawl.wrong, "\n".join([told, *sorted(set(crawl.wrong))[:60]])
    assert {200, 302, 403, 404} <= set(kinds)


def test_no_role_finds_a_failure_or_a_strange_family_behind_any_address(crawl: Crawl) -> None:
    walk(crawl, 400, seed=1)
    judge(crawl)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 2 + WALKS))
def test_thousands_of_requests_find_no_failure_and_no_strange_family(crawl: Crawl, seed: int) -> None:
    walk(crawl, 5_000, seed=seed)
    judge(crawl)
