# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is printed: the page tells the log who stood on it, and nobody can tell it something else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from duizend.ground.access.models import LogLine, User
from rooms.desk.builder import everything, make_account, make_family, make_nurse, make_trajectory

Browse = Callable[[User], Client]
PRINTED = "/afgedrukt"


def sealed_page(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return re.search(r'name="sealed-page" content="([^"]+)"', page).group(1)


def last_line() -> LogLine:
    return LogLine.objects.order_by("sequence").last()


def test_who_stood_on_a_printed_list_is_in_the_log_through_the_door_of_printing(browse: Browse) -> None:
    account, nurse = make_nurse("Lotte Zandstra")
    with everything():
        families = [make_family(surname=name) for name in ("Haddou", "Sietsma")]
        for family in families:
            make_trajectory(family, to=nurse)
    client = browse(account)
    assert client.post(PRINTED, {"page": sealed_page(client, "/gezinnen")}).status_code == 204
    line = last_line()
    assert (line.event, line.action, line.door) == ("page.printed", "E", "page desk:printed")
    assert {family.public_id for family in families} <= set(line.subjects)


def test_a_family_reads_that_its_page_was_printed(browse: Browse) -> None:
    coordinator = browse(make_account("coordinator"))
    with everything():
        family = make_family()
    coordinator.post(PRINTED, {"page": sealed_page(coordinator, f"/gezinnen/{family.public_id}")})
    assert "afgedrukt" in coordinator.get(f"/gezinnen/{family.public_id}/wie-keek-mee").content.decode()


def test_what_the_safeguarding_lead_prints_stays_in_her_ring(browse: Browse) -> None:
    lead, coordinator = browse(make_account("safeguarding_lead")), browse(make_account("coordinator"))
    with everything():
        family = make_family()
    lead.post(PRINTED, {"page": sealed_page(lead, f"/gezinnen/{family.public_id}")})
    assert last_line().purpose == "safeguarding"
    assert "afgedrukt" not in coordinator.get(f"/gezinnen/{family.public_id}/wie-keek-mee").content.decode()


@pytest.mark.parametrize("told", ["", "x", "{}:abc", "eyJ9:c2Vl"])
def test_what_is_not_a_page_of_ours_is_refused_and_not_written(told: str, browse: Browse) -> None:
    client = browse(make_account("coordinator"))
    before = LogLine.objects.count()
    assert client.post(PRINTED, {"page": told}).status_code == 400
    assert LogLine.objects.count() == before


def test_nobody_tells_of_a_page_that_somebody_else_saw(browse: Browse) -> None:
    coordinator, nurse = browse(make_account("coordinator")), browse(make_account("nurse"))
    with everything():
        family = make_family()
    theirs = sealed_page(coordinator, f"/gezinnen/{family.public_id}")
    assert nurse.post(PRINTED, {"page": theirs}).status_code == 400


def test_a_page_without_families_has_nothing_to_tell(browse: Browse) -> None:
    assert "sealed-page" not in browse(make_account("coordinator")).get("/programmas").content.decode()
