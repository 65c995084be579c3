# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page with every component: the same templates as the pages, every state, about nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from duizend.doors.desk.views import course
from rooms.desk import builder

ASSETS = Path(__file__).parents[3] / "assets" / "templates" / "components"
# The frame of every page, drawn around this one too, or parts of another component.
IN_THE_FRAME = {"head", "languages", "mark", "practice", "session"}


@pytest.mark.parametrize("role", ["nurse", "coordinator", "analyst", "municipality", "log_keeper"])
def test_whoever_works_here_may_look_at_the_components(browse: object, role: str) -> None:
    assert browse(builder.make_account(role)).get("/onderdelen").status_code == 200


def test_who_is_not_logged_in_logs_in_first() -> None:
    assert Client().get("/onderdelen").status_code == 302


def test_every_component_is_drawn_by_the_template_that_pages_use(browse: object) -> None:
    page = browse(builder.make_account("nurse")).get("/onderdelen")
    drawn = {template.name for template in page.templates if template.name}
    there = {f"components/{path.name}" for path in ASSETS.glob("*.html") if path.stem not in IN_THE_FRAME}
    assert there - drawn == set()


def test_every_state_and_ending_of_a_trajectory_has_its_chip(browse: object) -> None:
    text = browse(builder.make_account("nurse")).get("/onderdelen").content.decode()
    for label in [*(label for _kind, label in course.STATES.values()), *course.ENDINGS.values()]:
        assert f"<span>{label}</span>" in text


def test_no_id_stands_twice_on_the_page(browse: object) -> None:
    text = browse(builder.make_account("nurse")).get("/onderdelen").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
