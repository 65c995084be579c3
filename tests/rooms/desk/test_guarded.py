# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the safeguarding ring keeps: off the family's list, off other people's view of the log, until it is released."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.doors.desk.queries.work import list_lines_about
from duizend.ground.access import queries
from duizend.ground.access.actions import keep_ring, release_ring
from duizend.ground.access.identity import acting, note, note_read
from duizend.ground.access.models import LogLine, RingDecision, User
from duizend.ground.access.queries import identity_of, lines_about, list_kept
from duizend.ground.access.rules import ring
from duizend.ground.access.rules.ring import HALF_YEAR
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families.models import Family
from rooms.desk import builder

Browse = Callable[[User], Client]


class Undo(Exception):
    """Ends one of two worlds that are compared."""


@pytest.fixture
def lead() -> User:
    return builder.make_account("safeguarding_lead", name="Tineke de Ruiter")


@pytest.fixture
def family() -> Family:
    with builder.everything():
        return builder.make_family(surname="Haddou")


def page(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200
    # The token of a form is another one each time.
    return re.sub(r'"\w{64}"', '""', answer.content.decode())


def readers(client: Client, family: Family) -> str:
    return page(client, f"/gezinnen/{family.public_id}/wie-keek-mee")


def work_on_a_meldcode(lead: User, nurse: User, family: Family, browse: Browse) -> None:
    """Open pages as the lead, and note lines of a trail as a nurse and as the system, also of something refused."""
    for path in ("", "/wie-keek-mee", "/afgeschermd", "/mensen"):
        browse(lead).get(f"/gezinnen/{family.public_id}{path}")
    browse(lead).get("/gezinnen")
    with acting(identity_of(nurse, purpose="safeguarding")):
        note_read("family.read", [family.public_id])
        note("trail.tried", "E", [family.public_id], outcome="refused")
    with builder.everything():
        # Whatever the page says of its purpose, an event of the meldcode is guarded.
        note("meldcode.opened", "C", [family.public_id])


def test_the_familys_list_is_the_same_to_the_byte_before_and_after_a_meldcode_was_worked_on(
    browse: Browse, lead: User, family: Family
) -> None:
    nurse, professional = builder.make_nurse()
    with builder.everything():
        builder.make_trajectory(family, to=professional)
    coordinator = browse(builder.make_account("coordinator"))
    page(browse(nurse), f"/gezinnen/{family.public_id}")
    worlds = []
    for happens in (False, True):
        # Looking is a line of the list too: both worlds are looked at once, from the same beginning.
        try:
            with transaction.atomic():
                if happens:
                    work_on_a_meldcode(lead, nurse, family, browse)
                    assert (
                        lines_about([family.public_id], viewer=identity_of(lead)).filter(purpose="safeguarding").count()
                        >= 6
                    )
                listed = list_lines_about(family.public_id)
                worlds.append((listed, readers(coordinator, family)))
                raise Undo
        except Undo:
            pass
    assert "Lotte Zandstra" in worlds[0][1]
    assert worlds[0] == worlds[1]


def test_released_lines_come_on_the_list_of_that_family_alone_and_up_to_that_moment(
    browse: Browse, lead: User, family: Family
) -> None:
    with builder.everything():
        other = builder.make_family(surname="Bakker")
    with acting(identity_of(lead)):
        note_read("family.list", [family.public_id, other.public_id])
    moment = clock.real_now()
    with acting(identity_of(lead)):
        release_ring(family.public_id, until=moment, reason="family_informed")
    with acting(identity_of(lead)):
        note_read("family.read", [family.public_id])
    assert [(line.name, line.event) for line in list_lines_about(family.public_id) if line.name == lead.name] == [
        (lead.name, "family.list")
    ]
    assert all(line.name != lead.name for line in list_lines_about(other.public_id))
    # The family sees it on the page, whoever shows it.
    assert lead.name in readers(browse(builder.make_account("coordinator")), family)


def test_the_keeper_of_the_log_sees_that_a_line_is_there_and_not_of_whom_or_what(
    browse: Browse, lead: User, family: Family
) -> None:
    keeper = browse(builder.make_account("log_keeper", name="Ferdi Kok"))
    page(browse(lead), f"/gezinnen/{family.public_id}")
    line = LogLine.objects.latest("sequence")
    assert line.purpose == "safeguarding"
    shown = page(keeper, "/logboek")
    assert f'<td class="number">{line.sequence}</td>' in shown
    assert "Afgeschermd: voor wie de meldcode behandelt" in shown
    assert lead.name not in shown
    for asked in ({"account": lead.public_id}, {"over": family.public_id}, {"geweigerd": "1"}):
        narrowed = page(keeper, "/logboek", **asked)
        assert "Afgeschermd: voor wie" not in narrowed
        assert lead.name not in narrowed
        assert f'<td class="number">{line.sequence}</td>' not in narrowed


def test_a_released_line_shows_the_keeper_only_the_family_it_was_released_for(
    browse: Browse, lead: User, family: Family
) -> None:
    with builder.everything():
        other = builder.make_family(surname="Bakker")
    with acting(identity_of(lead)):
        note_read("family.list", [family.public_id, other.public_id])
    keeper = browse(builder.make_account("log_keeper"))
    with acting(identity_of(lead)):
        release_ring(family.public_id, until=clock.real_now(), reason="trail_closed")
    for asked in ({"account": lead.public_id}, {"over": family.public_id}):
        shown = page(keeper, "/logboek", **asked)
        assert lead.name in shown
        assert family.public_id in shown
        assert other.public_id not in shown


def test_the_lead_releases_or_keeps_from_her_own_page_and_both_are_dated(
    browse: Browse, lead: User, family: Family
) -> None:
    client, path = browse(lead), f"/gezinnen/{family.public_id}/afgeschermd"
    page(client, f"/gezinnen/{family.public_id}")
    assert "Gezin bekeken" in page(client, path)
    assert client.post(path, {}).status_code == 422
    tomorrow = (clock.local_day(clock.real_now()) + timedelta(days=1)).isoformat()
    answer = client.post(path, {"decision": "released.trail_closed", "until": tomorrow})
    assert answer.status_code == 422
    assert "niet vooruit" in answer.content.decode()
    assert client.post(path, {"decision": "kept.safety"}).status_code == 302
    assert client.post(path, {"decision": "released.trail_closed"}).status_code == 302
    shown = page(client, path)
    assert "Nog afgeschermd: om de veiligheid van het kind" in shown
    assert "Vrijgegeven tot en met" in shown
    with acting(identity_of(lead)):
        decided = {(one.kind, one.decided_by) for one in queries.list_ring_decisions(family.public_id)}
    assert decided == {("kept", lead.public_id), ("released", lead.public_id)}


@pytest.mark.parametrize("role", ["nurse", "coordinator", "log_keeper", "administrator", "analyst", "municipality"])
def test_nobody_else_opens_what_is_guarded_or_decides_about_it(role: str, browse: Browse, family: Family) -> None:
    account = builder.make_account(role)
    client = browse(account)
    for path in (f"/gezinnen/{family.public_id}/afgeschermd", "/afgeschermd"):
        assert client.get(path).status_code in (403, 404)
    assert client.post(
        f"/gezinnen/{family.public_id}/afgeschermd", {"decision": "released.trail_closed"}
    ).status_code in (403, 404)
    for reading in (release_ring, keep_ring):
        told = {"until": clock.real_now()} if reading is release_ring else {}
        with pytest.raises(ActionRefused), acting(identity_of(account)):
            reading(family.public_id, reason="safety", **told)


def test_what_is_kept_is_due_after_half_a_year_and_a_decision_begins_it_anew(
    browse: Browse, lead: User, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting(identity_of(lead)):
        note_read("family.read", [family.public_id])
    line = LogLine.objects.latest("sequence")
    shown = page(browse(lead), "/afgeschermd")
    assert "Later" in shown
    assert "Nu bekijken" not in shown
    with monkeypatch.context() as patched:
        patched.setattr(ring, "HALF_YEAR", timedelta(0))
        shown = page(browse(lead), "/afgeschermd")
    assert "Nu bekijken" in shown
    assert f"/gezinnen/{family.public_id}/afgeschermd" in shown
    with acting(identity_of(lead)):
        before = next(one for one in list_kept() if one.subject == family.public_id)
        decided = keep_ring(family.public_id, reason="trail_open")
        after = next(one for one in list_kept() if one.subject == family.public_id)
    assert before.due_at == line.at + HALF_YEAR
    assert after.due_at == decided.decided_at + HALF_YEAR > before.due_at


def test_that_lines_are_kept_is_no_row_for_anybody_outside_the_ring(lead: User, family: Family) -> None:
    nurse, _professional = builder.make_nurse()
    with acting(identity_of(lead)):
        keep_ring(family.public_id, reason="safety")
        release_ring(family.public_id, until=clock.real_now(), reason="trail_closed")
        assert RingDecision.objects.count() == 2
    for who in (nurse, builder.make_account("coordinator"), builder.make_account("log_keeper")):
        with acting(identity_of(who)):
            assert list(RingDecision.objects.values_list("kind", flat=True)) == ["released"]


def test_the_number_of_queries_does_not_grow_with_what_is_kept(browse: Browse, lead: User, family: Family) -> None:
    client, paths = browse(lead), (f"/gezinnen/{family.public_id}/afgeschermd", "/afgeschermd")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            for path in paths:
                page(client, path)
        return len(asked)

    cost()
    few = cost()
    with builder.everything():
        more = [builder.make_family(surname=f"Meer {number}").public_id for number in range(3)]
    for _ in range(4):
        with acting(identity_of(lead)):
            note_read("family.read", [family.public_id, *more])
    assert cost() == few
