# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the practice region has beside home visits that is about nobody: counted conversations, and the neighbourhood."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from duizend.delivery.community.models import Activity, CallBack, Proposal
from duizend.delivery.community.queries import (
    Asked,
    get_offer_map,
    list_balances,
    list_call_backs,
    list_proposed,
    list_shown,
    list_stale,
)
from duizend.delivery.conversations.models import Tally
from duizend.delivery.conversations.queries import get_factsheet, list_tallied
from duizend.doors.practice.actions import make_practice_region
from duizend.doors.practice.beside import community, conversations
from duizend.doors.practice.beside.setting import Setting
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import list_characters, system_identity, verify_log
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places

ON = date(2026, 11, 17)


@pytest.fixture(params=["maasland", "waterkant"])
def setting(request: pytest.FixtureRequest) -> Setting:
    company = make_practice_region(on=ON, seed=1, families=0, progress=lambda line: None, region=request.param)
    return Setting(company, read_places(), ON)


def test_three_partner_organisations_counted_a_year_of_conversations(setting: Setting) -> None:
    conversations.make(setting)
    (programme,) = list_tallied().values()
    clock.set_practice_date(ON)
    this, last = get_factsheet(programme, 2026), get_factsheet(programme, 2025)
    assert len(this.shares) == 3
    assert len(this.sheet.counted) == ON.month
    assert last.sheet.counted[-2:] == (date(2025, 11, 1), date(2025, 12, 1))
    assert all(number > 5 for number in this.organisations.values())
    scaled_up = programme.forms.tally.scaled_up
    assert sum(number for (_month, outcome), number in this.sheet.counts.items() if outcome == scaled_up) > 0
    assert Tally.objects.filter(number=-1).count() == 3
    assert all(number >= 0 for number in this.sheet.counts.values())


def test_who_counts_has_a_card_to_log_in_with_and_begins_on_the_page_that_counts(setting: Setting) -> None:
    conversations.make(setting)
    counting = [user for user in list_characters() if user.roles == ["ambassador"]]
    assert len(counting) == 3
    client = Client()
    page = client.get(reverse("practice:choose")).content.decode()
    assert all(user.name in page for user in counting)
    client.post(reverse("practice:log_in_as", args=[counting[0].public_id]))
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0] == "/kinderwens"
    assert page.context["total"] > 0


def test_a_dozen_activities_and_something_for_the_coordinator_to_do_today(setting: Setting) -> None:
    community.make(setting)
    clock.set_practice_date(ON)
    with acting(system_identity("test")):
        rows, _more = list_shown(Asked())
        assert len(rows) == 10
        assert len({one.neighbourhood_id for one in rows}) >= 5
        assert len(list_proposed(20)) == Proposal.objects.count() == 2
        assert [one.title for one in list_stale(20, until=ON)] == ["Vaders en koffie"]
        assert any(one.owner_name for one in rows)
        assert Activity.objects.filter(ended_on__isnull=False).count() == 1
        assert [one.given_name for one in list_call_backs(9)] == ["Yasmina", "Kees", "Joëlle"]
        assert any(one.lacks for one in list_balances().values())
        assert any(not one.lacks for one in list_balances().values())
        assert any(spot.is_white for spots in get_offer_map().spots.values() for spot in spots.values())
    assert all(clock.local_day(one.asked_at) <= ON for one in CallBack.objects.all())


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2028, 2, 29), date(2026, 3, 31)])
def test_they_can_be_made_for_any_day(on: date) -> None:
    company = make_practice_region(on=on, seed=1, families=0, progress=lambda line: None)
    conversations.make(Setting(company, read_places(), on))
    community.make(Setting(company, read_places(), on))
    assert Tally.objects.filter(month__gt=on - timedelta(days=31)).exists()
    assert verify_log()[1] == []
