# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log's own page: everything that was read or done, by whom, and no family's name."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.doors.desk.queries import log
from duizend.ground.access.models import LogLine, User
from rooms.desk.builder import TODAY, everything, make_account, make_family, make_nurse, make_trajectory

Browse = Callable[[User], Client]
PATH = "/logboek"


@pytest.fixture
def keeper(browse: Browse) -> Client:
    return browse(make_account("log_keeper", name="Ferdi Kok"))


def page(client: Client, **asked: str) -> str:
    answer = client.get(PATH, asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_log_tells_who_looked_at_whom_by_id_and_names_no_family(keeper: Client, browse: Browse) -> None:
    account, nurse = make_nurse("Lotte Zandstra")
    with everything():
        family = make_family(surname="Haddou")
        make_trajectory(family, to=nurse)
    browse(account).get(f"/gezinnen/{family.public_id}")
    shown = page(keeper, account=account.public_id)
    assert "Lotte Zandstra" in shown
    assert family.public_id in shown
    assert "Gezin bekeken" in shown
    assert "Haddou" not in shown
    assert "Samira" not in shown


def test_refusals_can_be_asked_for_alone(keeper: Client, browse: Browse) -> None:
    analyst = make_account("analyst", name="Ans Alist")
    browse(analyst).get("/wachtrij")
    shown = page(keeper, geweigerd="1")
    assert "Ans Alist" in shown
    assert "Geweigerd" in shown
    assert page(keeper, account=analyst.public_id, over="2222222222222x").count("Ans Alist") == 0


def test_a_day_an_account_and_a_family_narrow_it_and_nonsense_is_told(keeper: Client) -> None:
    assert "Geen regels met dit filter" in page(keeper, dag="2001-01-01")
    assert "Logboek" in page(keeper, dag="gisteren", account="Jansen", over="<script>", voor="-1")
    assert "Jansen" not in page(keeper, dag="2001-01-01").split("<main")[0]


def test_older_lines_are_a_page_away(keeper: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "PAGE", 2)
    for _ in range(3):
        page(keeper)
    shown = page(keeper)
    assert "Oudere regels" in shown
    last = LogLine.objects.order_by("-sequence").values_list("sequence", flat=True)[3]
    assert "Naar het begin" in page(keeper, voor=str(last))


def test_only_its_keeper_reads_the_log_and_that_is_in_it(keeper: Client, browse: Browse) -> None:
    for role in ("nurse", "coordinator", "analyst", "administrator", "sender"):
        assert browse(make_account(role)).get(PATH).status_code == 403
    page(keeper)
    assert LogLine.objects.filter(event="log.read", outcome="done").exists()


def test_the_number_of_queries_does_not_grow_with_the_log(keeper: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(keeper, dag=TODAY.isoformat())
        return len(asked)

    page(keeper)
    few = cost()
    for _ in range(6):
        page(keeper)
    assert cost() == few


def test_the_log_goes_out_as_a_file_by_its_keeper_alone_and_that_is_a_line(keeper: Client, browse: Browse) -> None:
    account, nurse = make_nurse("Lotte Zandstra")
    with everything():
        family = make_family(surname="Haddou")
        make_trajectory(family, to=nurse)
    browse(account).get(f"/gezinnen/{family.public_id}")
    lead = make_account("safeguarding_lead", name="Tineke de Ruiter")
    browse(lead).get(f"/gezinnen/{family.public_id}")
    guarded = LogLine.objects.latest("sequence")
    answer = keeper.get("/logboek/csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = {row["sequence"]: row for row in csv.DictReader(io.StringIO(answer.content.decode()))}
    assert rows[str(guarded.sequence - 1)]["account"] == account.public_id
    assert {name: value for name, value in rows[str(guarded.sequence)].items() if value} == {
        "sequence": str(guarded.sequence), "at": guarded.at.isoformat(), "purpose": "safeguarding", "digest": guarded.digest,
    }  # fmt: skip
    assert "Haddou" not in answer.content.decode()
    line = LogLine.objects.latest("sequence")
    assert (line.event, line.action) == ("log.exported", "E")
    for role in ("nurse", "coordinator", "administrator", "safeguarding_lead"):
        assert browse(make_account(role)).get("/logboek/csv").status_code == 403


def test_everybody_reads_her_own_log_and_nobody_elses(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    lead, other = make_account("safeguarding_lead", name="Tineke de Ruiter"), make_account("coordinator")
    with everything():
        family = make_family(surname="Haddou")
    browse(lead).get(f"/gezinnen/{family.public_id}")
    browse(other).get("/wachtrij")
    hers, his = (browse(one).get("/mijn-log").content.decode() for one in (lead, other))
    assert "Gezin bekeken" in hers
    assert family.public_id not in hers
    assert "Gezin bekeken" not in his
    assert "Haddou" not in hers
    line = LogLine.objects.latest("sequence")
    assert (line.event, line.account) == ("log.own", other.public_id)
    assert "Eigen log bekeken" in browse(other).get("/mijn-log").content.decode()
    monkeypatch.setattr(log, "PAGE", 1)
    shown = browse(other).get("/mijn-log").content.decode()
    assert "Oudere regels" in shown
    assert "Naar het begin" in browse(other).get("/mijn-log", {"voor": str(line.sequence)}).content.decode()
