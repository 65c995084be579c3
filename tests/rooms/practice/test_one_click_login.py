# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in as a character: one click in practice mode, and nothing at all in production."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from duizend.doors.practice.actions import make_practice_region
from duizend.doors.practice.cast import CAST, MAIN_NURSE
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import find_account

ON = date(2026, 11, 17)


@pytest.fixture(autouse=True)
def _cast() -> None:
    make_practice_region(on=ON, seed=1, families=0, progress=lambda line: None)


def _address(email: str) -> str:
    return reverse("practice:log_in_as", args=[find_account(email).public_id])


def test_the_page_lists_everybody_one_can_be(client: Client) -> None:
    page = client.get(reverse("practice:choose")).content.decode()
    for member in CAST:
        assert (member.name in page) == member.account
    assert page.count('method="post"') >= sum(member.account for member in CAST)


def test_one_click_logs_in_and_is_in_the_log(client: Client) -> None:
    answer = client.post(_address(MAIN_NURSE))
    assert answer.status_code == 302
    assert answer["Location"] == reverse(settings.LOGIN_REDIRECT_URL)
    nurse = find_account(MAIN_NURSE)
    assert int(client.session["_auth_user_id"]) == nurse.pk
    last = LogLine.objects.order_by("-sequence").first()
    assert (last.event, last.account) == ("account.logged_in", nurse.public_id)


def test_a_second_click_changes_who_one_is(client: Client) -> None:
    client.post(_address(MAIN_NURSE))
    client.post(_address("analist@maasland.example"))
    assert int(client.session["_auth_user_id"]) == find_account("analist@maasland.example").pk


def test_following_a_link_logs_nobody_in(client: Client) -> None:
    assert client.get(_address(MAIN_NURSE)).status_code == 405
    assert "_auth_user_id" not in client.session


def test_a_form_from_elsewhere_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(_address(MAIN_NURSE)).status_code == 403
    assert "_auth_user_id" not in client.session


def test_a_real_account_cannot_be_used(client: Client) -> None:
    real = User.objects.create(email="echt@example.org", name="Echt Iemand", roles=["nurse"])
    gone = find_account("logboek@maasland.example")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for user in (real, gone):
        assert client.post(reverse("practice:log_in_as", args=[user.public_id])).status_code == 404
    assert "_auth_user_id" not in client.session
    assert "Echt Iemand" not in client.get(reverse("practice:choose")).content.decode()


def test_outside_practice_mode_the_pages_do_not_exist(client: Client, settings: object) -> None:
    address = _address(MAIN_NURSE)
    settings.DUIZEND = replace(settings.DUIZEND, mode="production")
    assert client.get(reverse("practice:choose")).status_code == 404
    assert client.post(address).status_code == 404
    assert "_auth_user_id" not in client.session


PRODUCTION = """
import django; django.setup()
from django.apps import apps
from django.urls import NoReverseMatch, reverse
assert not apps.is_installed("duizend.doors.practice")
try:
    reverse("practice:choose")
except NoReverseMatch:
    pass
else:
    raise SystemExit("the practice pages have an address in production")
from contextlib import nullcontext
from duizend.doors.cli.main import main
raise SystemExit(main(["practice", "date", "2026-11-17"], database=nullcontext))
"""


def test_production_has_neither_the_pages_nor_the_practice_day() -> None:
    home = settings.DUIZEND.home
    surroundings = {
        **{name: value for name, value in os.environ.items() if name != "DUIZEND_POSTGRES"},
        "DUIZEND_MODE": "production", "DJANGO_SETTINGS_MODULE": "duizend.project.settings",
        "DUIZEND_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGH", "DUIZEND_HOSTS": "duizend.example",
        "DUIZEND_FACT_KEY": "9876543210zyxwvutsrqponmlkjihgfedcba-ABCDEFGH", "DUIZEND_ORIGINS": "https://duizend.example",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", PRODUCTION], env=surroundings, check=False, capture_output=True, text=True
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines() == [
        "practice date: the day can only be set in practice mode; in production it is the true day"
    ]
    assert not (home / "practice-date").exists() or (home / "practice-date").read_text() == ON.isoformat()
