# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A session that lies idle ends, and no session outlives a working day; what is on the page says so in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duizend.ground.access.models import LogLine, User
from duizend.ground.access.sessions import SessionStore
from duizend.ground.kernel import clock
from rooms.desk import builder

Wait = Callable[[float], None]


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Let minutes go by, for who logs in and for the database of sessions."""
    begun, passed = clock.real_now(), timedelta()

    def minutes(number: float) -> None:
        nonlocal passed
        passed += timedelta(minutes=number)

    monkeypatch.setattr(timezone, "now", lambda: begun + passed)
    return minutes


@pytest.fixture
def browser(wait: Wait) -> Client:
    browser = Client()
    browser.force_login(builder.make_account("analyst"))
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/mijn-log").status_code == 200


def test_half_an_hour_without_a_request_ends_a_session(browser: Client, wait: Wait) -> None:
    wait(29)
    assert is_in(browser), "not yet"
    wait(29)
    assert is_in(browser), "each request gives another half hour"
    wait(31)
    answer = browser.get("/mijn-log")
    assert answer.status_code == 302, "led to logging in"
    assert "session" not in answer.url


def test_an_ended_session_stays_ended_whatever_the_cookie_says(browser: Client, wait: Wait) -> None:
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    wait(31)
    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert not is_in(again)
    wait(-31)
    # The answer took the cookie away.
    again.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert is_in(again), "the cookie was good: only the time ended it"


def test_after_twelve_hours_everybody_logs_in_again_however_busy(browser: Client, wait: Wait) -> None:
    for _ in range(35):
        wait(20)
        assert is_in(browser)
    wait(19)
    assert is_in(browser), "eleven hours and fifty-nine minutes"
    wait(2)
    assert not is_in(browser), "a minute past twelve hours, two minutes after the last request"


def test_logging_in_begins_the_twelve_hours_anew(wait: Wait) -> None:
    before = SessionStore()
    before["something"] = "from before logging in"
    before.save()
    wait(11.5 * 60)
    before.cycle_key()
    wait(60)
    assert before.get_session_cookie_age() == settings.SESSION_COOKIE_AGE


def test_a_page_writes_the_session_at_most_once_a_minute(browser: Client, wait: Wait) -> None:
    def end() -> object:
        return Session.objects.get().expire_date

    first = end()
    wait(0.9)
    assert is_in(browser)
    assert end() == first
    wait(0.2)
    assert is_in(browser)
    assert end() - first == timedelta(minutes=1.1)


def test_the_page_knows_when_it_ends_and_a_public_one_knows_nothing(browser: Client) -> None:
    page = browser.get("/mijn-log").content.decode()
    (said,) = re.findall(r'data-session-idle="(\d+)" data-session-until="(\d+)"', page)
    began = clock.real_now().timestamp()
    assert int(said[0]) == 29 * 60, "a minute less: the end is moved once a minute"
    assert int(said[1]) == int(began + 12 * 3600)
    assert "data-session-idle" not in Client().get("/programmas").content.decode()


# ── logging out everywhere ──


def log_in(account: User) -> Client:
    browser = Client()
    browser.force_login(account)
    return browser


def test_logging_out_everywhere_ends_every_session_of_that_person_and_nobody_elses() -> None:
    hers, another = builder.make_account("analyst"), builder.make_account("coordinator")
    here, telephone, of_another = log_in(hers), log_in(hers), log_in(another)
    assert all(is_in(one) for one in (here, telephone, of_another))
    assert "Log overal uit" in here.get("/mijn-log").content.decode()
    answer = here.post("/inloggen/overal-uit")
    assert answer.status_code == 302
    assert not is_in(here)
    assert not is_in(telephone)
    assert is_in(of_another)
    line = LogLine.objects.get(event="account.sessions_ended")
    assert (line.account, line.subjects, line.detail) == (hers.public_id, [hers.public_id], "2")


def test_a_request_that_was_under_way_does_not_bring_an_ended_session_back() -> None:
    hers = builder.make_account("analyst")
    here, telephone = log_in(hers), log_in(hers)
    under_way = SessionStore(telephone.cookies[settings.SESSION_COOKIE_NAME].value)
    under_way["something"] = "read before the end"
    here.post("/inloggen/overal-uit")
    with pytest.raises(UpdateError):
        under_way.save()
    assert not is_in(telephone)


def test_the_page_of_the_second_step_offers_it_too(browser: Client) -> None:
    page = browser.get(reverse("mfa_index")).content.decode()
    assert f'action="{reverse("desk:out_everywhere")}"' in page


def test_looking_at_that_address_logs_nobody_out(browser: Client) -> None:
    assert browser.get("/inloggen/overal-uit").status_code == 405
    assert is_in(browser)


def test_staying_moves_the_end_and_says_when_there_is_nothing_to_stay_in(browser: Client, wait: Wait) -> None:
    wait(29)
    assert browser.get("/ingelogd").status_code == 204
    wait(29)
    assert browser.get("/ingelogd").status_code == 204
    wait(31)
    assert browser.get("/ingelogd").status_code == 302
