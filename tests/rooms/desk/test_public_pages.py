# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What search engines may keep: the pages that are for everybody, and nothing behind a login or of an exercise."""

from __future__ import annotations

import pytest
from django.test import Client

from rooms.desk import builder

NOINDEX = '<meta name="robots" content="noindex, nofollow">'


@pytest.fixture
def in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the product be in use: no practice mode."""
    monkeypatch.setattr("duizend.doors.desk.surroundings._practice", lambda: None)


def test_the_programmes_may_be_found_by_who_searches_for_them(in_use: None) -> None:
    with builder.everything():
        builder.make_programme()
    page = Client().get("/programmas")
    assert page.status_code == 200
    assert NOINDEX not in page.content.decode()


def test_of_an_exercise_nothing_may_be_found() -> None:
    with builder.everything():
        builder.make_programme()
    assert NOINDEX in Client().get("/programmas").content.decode()


@pytest.mark.parametrize("path", ["/vandaag", "/gezinnen", "/wachtrij", "/onderdelen", "/programmas"])
def test_nothing_behind_a_login_may_be_found(path: str, browse: object) -> None:
    builder.make_place()
    with builder.everything():
        builder.make_programme()
    page = browse(builder.make_account("coordinator")).get(path)
    assert page.status_code == 200
    assert page.content.decode().count(NOINDEX) == 1


def test_every_page_behind_a_login_leads_to_the_parts_of_the_screens(browse: object) -> None:
    assert 'href="/onderdelen"' in browse(builder.make_account("nurse")).get("/gezinnen").content.decode()
