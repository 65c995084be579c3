# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in: a password and a second factor, pages in our own words, everything logged, no way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from duizend.ground.access.middleware import LOGIN_PAGES
from duizend.ground.access.models import LogHead, LogLine, User
from duizend.ground.kernel import clock

pytestmark = pytest.mark.urls("rooms.access.pages")

EMAIL, PASSWORD = "zorg@example.org", "vier-lange-woorden-achtereen"
ALERT = re.compile(r'<[^>]+role="alert"[^>]*>(.*?)</(?:p|div)>', re.DOTALL)


@pytest.fixture
def nurse() -> User:
    account = User(email=EMAIL, name="Zorg", roles=["nurse"])
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def browser() -> Client:
    return Client()


@pytest.fixture(autouse=True)
def _no_attempts_counted_and_no_waiting_for_hashes() -> Iterator[None]:
    cache.clear()
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=quick):
        yield
    cache.clear()


def log_in(browser: Client, password: str = PASSWORD, email: str = EMAIL, follow: str = "") -> HttpResponse:
    return browser.post(reverse("account_login") + follow, {"login": email, "password": password})


def code_for(secret: str, steps: int = 0) -> str:
    counter = next(iter(yield_hotp_counters_from_time())) + steps
    return format_hotp_value(hotp_value(secret, counter))


def set_up(browser: Client) -> str:
    """Log in for the first time and set up the second factor; returns its secret."""
    log_in(browser)
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = browser.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert answer.status_code == 302, ALERT.findall(answer.content.decode())
    return secret


def events(since: int) -> list[tuple[str, str]]:
    found = LogLine.objects.filter(sequence__gt=since).order_by("sequence")
    return [(line.event, line.outcome) for line in found]


def end() -> int:
    return LogHead.objects.get().sequence


# -- the way in ------------------------------------------------------------------------------------------------


def test_the_first_login_leads_to_the_second_factor_and_then_to_the_page_one_came_for(
    browser: Client, nurse: User
) -> None:
    answer = log_in(browser, follow="?next=/lazy_page")
    assert (answer.status_code, answer["Location"]) == (302, "/lazy_page")
    answer = browser.get("/lazy_page")
    assert answer["Location"] == f"{reverse('mfa_activate_totp')}?next=%2Flazy_page"
    page = browser.get(answer["Location"])
    assert page.status_code == 200
    text = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in text
    assert page.context["form"].secret in text
    answer = browser.post(reverse("mfa_activate_totp"), {"code": code_for(page.context["form"].secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    codes = browser.get(answer["Location"])
    assert len(re.findall(r"<code[^>]*>\d{8}</code>", codes.content.decode())) == 10
    assert browser.get("/lazy_page").content == b"reach=own"


def test_the_next_login_asks_for_the_code(browser: Client, nurse: User) -> None:
    secret = set_up(browser)
    elsewhere = Client()
    answer = log_in(elsewhere)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert elsewhere.get("/").status_code == 302
    assert elsewhere.get("/")["Location"].startswith(reverse("account_login"))
    log_in(elsewhere)
    # The code that set it up is spent; the one of the next half minute is not.
    wrong = elsewhere.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert ALERT.findall(wrong.content.decode())
    answer = elsewhere.post(reverse("mfa_authenticate"), {"code": code_for(secret, steps=1)})
    assert answer.status_code == 302
    assert elsewhere.get("/").content.decode() == nurse.public_id


def test_a_recovery_code_opens_once(browser: Client, nurse: User) -> None:
    set_up(browser)
    recovery = Authenticator.objects.get(user=nurse, type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (302, 200):
        elsewhere = Client()
        log_in(elsewhere)
        assert elsewhere.post(reverse("mfa_authenticate"), {"code": recovery}).status_code == expected


def test_a_session_from_before_the_second_factor_must_prove_it_too(browser: Client, nurse: User) -> None:
    early = Client()
    log_in(early)
    secret = set_up(browser)
    answer = early.get("/")
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert early.get(answer["Location"]).status_code == 200
    answer = early.post(answer["Location"], {"code": code_for(secret, steps=1)})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert early.get("/").content.decode() == nurse.public_id


@pytest.mark.parametrize("page", [name for name, is_open in LOGIN_PAGES.items() if not is_open])
def test_nothing_of_ones_login_is_shown_before_the_second_factor(browser: Client, nurse: User, page: str) -> None:
    log_in(browser)
    assert browser.get(reverse(page))["Location"].startswith(reverse("mfa_activate_totp"))


def test_the_second_factor_cannot_be_taken_away_by_oneself(browser: Client, nurse: User) -> None:
    set_up(browser)
    for answer in (browser.get(reverse("mfa_deactivate_totp")), browser.post(reverse("mfa_deactivate_totp"))):
        assert answer["Location"] == reverse("mfa_index")
    assert Authenticator.objects.filter(user=nurse, type="totp").exists()


def test_the_secret_is_not_readable_in_the_database(browser: Client, nurse: User) -> None:
    secret = set_up(browser)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        assert secret not in cursor.fetchone()[0]


def test_the_practice_regions_people_need_no_second_factor_in_practice_mode_only(browser: Client, nurse: User) -> None:
    User.objects.filter(pk=nurse.pk).update(is_character=True)
    browser.force_login(nurse)
    assert browser.get("/").status_code == 200
    with override_settings(DUIZEND=replace(settings.DUIZEND, mode="production")):
        assert browser.get("/")["Location"].startswith(reverse("mfa_activate_totp"))


# -- what is refused -------------------------------------------------------------------------------------------


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(browser: Client, nurse: User) -> None:
    wrong = ALERT.findall(log_in(browser, password="niet-dit-wachtwoord").content.decode())
    unknown = ALERT.findall(log_in(browser, email="niemand@example.org").content.decode())
    assert wrong == unknown
    assert wrong


def test_after_five_wrong_passwords_the_right_one_waits_too(browser: Client, nurse: User) -> None:
    for _ in range(5):
        log_in(browser, password="niet-dit-wachtwoord")
    answer = log_in(Client())
    assert answer.status_code == 200
    assert ALERT.findall(answer.content.decode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(string_agg(cache_key, ' '), '') FROM access_counter")
        count, keys = cursor.fetchone()
    assert count > 0, "counted where every worker sees it"
    assert "127.0.0.1" not in keys
    assert EMAIL not in keys


def test_too_many_tries_from_one_place_get_a_page_that_says_to_wait(browser: Client) -> None:
    answers = [log_in(browser, email=f"iemand-{number}@example.org") for number in range(31)]
    assert answers[-1].status_code == 429
    assert "429.html" in [template.name for template in answers[-1].templates]
    assert "Even wachten" in answers[-1].content.decode()


def test_a_closed_account_does_not_get_in(browser: Client, nurse: User) -> None:
    User.objects.filter(pk=nurse.pk).update(is_active=False)
    answer = log_in(browser)
    assert answer["Location"] == reverse("account_inactive")
    assert browser.get(answer["Location"]).status_code == 200
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize(
    "page",
    [
        "account_signup", "account_email", "account_reset_password", "account_set_password",
        "account_email_verification_sent", "account_reset_password_done",
    ],
)  # fmt: skip
def test_there_is_no_signing_up_no_changing_of_address_and_no_reset_by_mail(
    browser: Client, nurse: User, page: str
) -> None:
    assert browser.get(reverse(page)).status_code in (404, 302)
    set_up(browser)
    assert browser.get(reverse(page)).status_code == 404
    assert browser.post(reverse(page), {"email": "x@example.org"}).status_code == 404


# -- what is logged --------------------------------------------------------------------------------------------


def test_coming_in_failing_to_and_leaving_are_logged(browser: Client, nurse: User) -> None:
    before = end()
    log_in(browser, password="niet-dit-wachtwoord")
    log_in(browser, email="niemand@example.org")
    log_in(browser)
    browser.post(reverse("account_logout"))
    assert events(before) == [
        ("account.login_failed", "refused"), ("account.login_failed", "refused"), ("account.logged_in", "done"),
        ("account.logged_out", "done"),
    ]  # fmt: skip
    lines = LogLine.objects.filter(sequence__gt=before).order_by("sequence")
    assert [line.subjects for line in lines] == [[nurse.public_id], [], [nurse.public_id], [nurse.public_id]]
    assert all(line.detail == "" for line in lines), "nothing that was typed"


# -- the pages -------------------------------------------------------------------------------------------------


def pages_of(browser: Client) -> dict[str, HttpResponse]:
    found = {"login": Client().get(reverse("account_login"))}
    log_in(browser)
    found["activate"] = browser.get(reverse("mfa_activate_totp"))
    found["activate, wrong"] = browser.post(reverse("mfa_activate_totp"), {"code": "000000"})
    browser.post(reverse("mfa_activate_totp"), {"code": code_for(browser.session["mfa.totp.secret"])})
    for name in (
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "account_change_password",
        "account_logout",
    ):
        found[name] = browser.get(reverse(name))
    elsewhere = Client()
    log_in(elsewhere)
    found["authenticate"] = elsewhere.get(reverse("mfa_authenticate"))
    found["account_reauthenticate"] = browser.get(reverse("account_reauthenticate"))
    found["mfa_reauthenticate"] = browser.get(reverse("mfa_reauthenticate"))
    return found


def test_every_page_is_ours_in_dutch_with_one_heading_and_a_label_on_each_field(browser: Client, nurse: User) -> None:
    for name, page in pages_of(browser).items():
        text = page.content.decode()
        assert page.status_code == 200, name
        assert 'class="public"' in text, name
        assert '<html lang="nl"' in text, name
        assert len(re.findall(r"<h1[ >]", text)) == 1, name
        main = text[text.index("<main") : text.index("</main>")]
        for field in re.findall(r"<input(?![^>]*type=\"hidden\")[^>]*>", main):
            key = re.search(r' id="([^"]+)"', field)
            assert key, (name, field)
            assert f'<label class="utrecht-form-label" for="{key[1]}"' in main, (name, field)
            assert "placeholder" not in field, (name, field)
            assert 'autocomplete="' in field, (name, field)
        for foreign in ("Sign", "Password", "Two-Factor", "Forgot", "code:"):
            assert foreign not in re.sub(r"<[^>]*>", " ", main), (name, foreign)


def test_what_is_wrong_is_read_out_and_tied_to_its_field(browser: Client, nurse: User) -> None:
    log_in(browser)
    browser.get(reverse("mfa_activate_totp"))
    text = browser.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert ALERT.findall(text)
    assert 'aria-invalid="true"' in text
    assert "mfa_authenticate" not in text


def test_a_new_password_is_checked_and_then_opens(browser: Client, nurse: User) -> None:
    set_up(browser)
    address = reverse("account_change_password")
    weak = browser.post(address, {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"})
    assert ALERT.findall(weak.content.decode())
    new = "een-heel-andere-lange-zin"
    assert browser.post(address, {"oldpassword": PASSWORD, "password1": new, "password2": new}).status_code == 302
    assert browser.get("/").status_code == 200
    assert log_in(Client(), password=new).status_code == 302


def test_what_concerns_ones_login_asks_again_after_a_while(
    browser: Client, nurse: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(browser)
    assert browser.get(reverse("mfa_view_recovery_codes")).status_code == 200
    later = clock.real_now() + timedelta(minutes=10)
    monkeypatch.setattr("time.time", later.timestamp)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    answer = browser.get(reverse("mfa_view_recovery_codes"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert browser.post(answer["Location"], {"password": "niet-dit-wachtwoord"}).status_code == 200
    answer = browser.post(answer["Location"], {"password": PASSWORD})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert browser.get(answer["Location"]).status_code == 200
