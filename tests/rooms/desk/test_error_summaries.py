# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form that comes back leads to every field that is wrong, a group of choices as well as a box to type in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from duizend.record.families.actions import open_care_relation
from rooms.desk import builder
from rooms.desk.builder import TODAY

# The room's page, and of what it is about: a family, a trajectory or an appointment.
FORMS = (
    ("families:birth", "family"), ("families:loss", "family"), ("families:move", "family"), ("families:households", "family"),
    ("families:merge", "family"), ("trajectories:ask_nothing", "family"), ("trajectories:answer", "trajectory"),
    ("trajectories:assign", "trajectory"), ("trajectories:end", "trajectory"), ("trajectories:pause", "trajectory"),
    ("contacts:plan", "trajectory"), ("contacts:missed", "appointment"), ("contacts:cancel", "appointment"),
    ("contacts:move", "appointment"), ("visits:record", "appointment"), ("families:new", ""), ("senders:send", ""),
    ("signalling:links", ""),
)  # fmt: skip


def wrong_links(page: str) -> list[str]:
    """Return the addresses within the page that lead nowhere."""
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert not [one for one in ids if ids.count(one) > 1], "an id stands on the page twice"
    return [link for link in re.findall(r'href="#([^"]+)"', page) if link not in ids]


@pytest.fixture
def addresses(browse: object) -> dict[str, list[str]]:
    account, nurse = builder.make_nurse()
    with builder.everything():
        family = builder.make_family()
        open_care_relation(family, professional=nurse, since=TODAY - timedelta(days=20), ground="assignment")
        trajectory = builder.make_trajectory(family, to=nurse)
        appointment = builder.make_appointment(trajectory, nurse, TODAY)
        offered = builder.make_trajectory(builder.make_family(surname="Zegt"), until="offered")
    return {
        "": [], "family": [family.public_id], "appointment": [appointment.public_id],
        "trajectory": [offered.public_id], "running": [trajectory.public_id], "nurse": account,
    }  # fmt: skip


@pytest.mark.parametrize(("name", "about"), FORMS)
def test_what_a_summary_of_mistakes_leads_to_is_on_the_page(
    name: str, about: str, browse: object, addresses: dict
) -> None:
    clients = (browse(builder.make_account("coordinator")), browse(addresses["nurse"]))
    keys = [about, "running"] if about == "trajectory" else [about]
    pages = [
        client.post(reverse(name, args=addresses[key]), {"part": "judgement"}) for client in clients for key in keys
    ]
    for page in pages:
        if page.status_code == 400:
            assert wrong_links(page.content.decode()) == []


def test_a_group_of_choices_that_is_wrong_can_be_gone_to(browse: object, addresses: dict) -> None:
    client = browse(builder.make_account("coordinator"))
    page = client.post(reverse("senders:send"), {}).content.decode()
    assert 'href="#id_parents_know"' in page
    assert re.search(r'<fieldset id="id_parents_know" tabindex="-1"', page)
    assert wrong_links(page) == []
    weighed = client.post(reverse("signalling:weigh", args=addresses["family"]), {"part": "judgement"})
    assert weighed.status_code == 400
    assert 'href="#id_judgement-judgement"' in weighed.content.decode()
    assert wrong_links(weighed.content.decode()) == []
