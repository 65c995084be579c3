# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where each role begins; what surrounds every page; and pages that say something went wrong, without data."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.urls import reverse

from duizend.doors.desk import errors
from duizend.ground.region.models import RegionSettings
from rooms.desk import builder


@pytest.mark.parametrize(
    ("role", "begins_at"),
    [("nurse", "/vandaag"), ("coordinator", "/vandaag"), ("analyst", "/monitor/"), ("municipality", "/monitor/")],
)
def test_each_role_begins_on_the_page_it_works_on(role: str, begins_at: str, browse: object) -> None:
    assert browse(builder.make_account(role)).get("/")["Location"] == begins_at


@pytest.mark.parametrize("role", ["administrator", "log_keeper"])
def test_who_works_on_the_command_line_is_told_so(role: str, browse: object) -> None:
    page = browse(builder.make_account(role)).get("/")
    assert page.status_code == 200
    assert "duizend log verify" in page.content.decode()
    assert ("duizend region load" in page.content.decode()) == (role == "administrator")


@pytest.mark.parametrize("address", ["/vandaag", "/gezinnen", "/gezinnen/23456789bcdfgh"])
def test_without_logging_in_every_page_leads_to_the_login(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_the_first_page_of_a_practice_region_is_the_one_with_its_people() -> None:
    assert Client().get("/")["Location"] == reverse("practice:choose")


def test_health_asks_the_database_and_nobody_to_log_in(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):
        answer = Client().get("/gezond")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_health_says_when_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", gone)
    assert Client().get("/gezond").status_code == 503


@pytest.mark.parametrize(
    ("role", "menu"),
    [
        (
            "nurse",
            ["/vandaag", "/gezinnen", "/aanbod", "/verwijzingen", "/meldcode/", "/team", "/groepen/", "/video/te-vernietigen",
             "/opvang/", "/monitor/", "/sociale-kaart", "/programmas"],
        ),
        (
            "coordinator",
            ["/vandaag", "/wachtrij", "/gezinnen", "/aanbod", "/aanmeldingen", "/verwijzingen", "/team", "/groepen/", "/video/te-vernietigen",
             "/koppelen", "/opvang/", "/buurt/nakijken", "/monitor/", "/rechten", "/kinderwens/cijfers", "/sociale-kaart", "/programmas"],
        ),
        ("administrator", ["/team", "/monitor/", "/sociale-kaart", "/programmas"]),
        ("ambassador", ["/kinderwens", "/monitor/", "/kinderwens/cijfers", "/programmas"]),
        ("log_keeper", ["/logboek", "/monitor/", "/programmas"]),
        ("safeguarding_lead", ["/gezinnen", "/verwijzingen/afgeschermd", "/meldcode/", "/afgeschermd", "/monitor/", "/sociale-kaart", "/programmas"]),
        ("sender", ["/aanmelden", "/monitor/", "/programmas"]),
    ],
)  # fmt: skip
def test_the_menu_holds_what_a_role_may_open(role: str, menu: list[str], browse: object) -> None:
    page = browse(builder.make_account(role)).get("/", follow=True).content.decode()
    # Twice: beside the page, and below it on a telephone.
    assert re.findall(r'class="menu__link" href="([^"]+)"', page) == menu * 2


def test_the_practice_banner_says_which_day_it_is_and_the_page_who_looks(browse: object) -> None:
    page = browse(builder.make_account("coordinator", name="Bas Hoekstra")).get("/vandaag").content.decode()
    assert "Vandaag is het woensdag 18 november 2026." in page
    assert "Bas Hoekstra" in page
    assert "Regio Maasland" in page


def test_an_address_that_leads_nowhere_has_a_page_of_its_own(browse: object) -> None:
    page = browse(builder.make_account("nurse")).get("/bestaat-niet")
    assert page.status_code == 404
    assert "Deze pagina is er niet" in page.content.decode()


@pytest.mark.parametrize(("page", "status"), [(errors.bad_request, 400), (errors.forbidden, 403)])
def test_other_errors_have_a_page_of_their_own(page: object, status: int) -> None:
    assert page(RequestFactory().get("/"), ValueError("Samira Haddou")).status_code == status


def test_the_page_for_our_own_failure_needs_no_database(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        page = errors.server_error(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "Er ging bij ons iets mis" in page.content.decode()


def test_a_form_from_elsewhere_is_refused_with_a_page() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(builder.make_account("coordinator"))
    assert client.post("/gezinnen", {"words": "Haddou"}).status_code == 403


def test_a_region_that_has_just_been_loaded_is_named_on_the_very_next_page(browse: object) -> None:
    RegionSettings.objects.all().delete()
    browser = browse(builder.make_account("coordinator"))
    assert "Nog geen regio geladen" in browser.get("/programmas").content.decode()
    builder.make_place()
    assert "Nog geen regio geladen" not in browser.get("/programmas").content.decode()
