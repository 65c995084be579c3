# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a machine that watches may ask: alive, ready, how much; never who."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client

from duizend.doors.desk.views import watching
from rooms.desk import builder

TOKEN = "metingen-van-een-verzonnen-bewaker-0001"
NAMES = {
    "duizend_database_bytes", "duizend_database_connections", "duizend_database_up", "duizend_log_lines",
    "duizend_memory_peak_bytes", "duizend_migrations_pending",
}  # fmt: skip


def surroundings(monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    monkeypatch.setattr(settings, "DUIZEND", replace(settings.DUIZEND, **changes))


def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise DatabaseError("could not find Verzonnen")

    monkeypatch.setattr(connection, "cursor", gone)


@pytest.fixture(autouse=True)
def _built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path)


def test_it_is_ready_with_its_tables_and_its_style_sheets() -> None:
    answer = Client().get("/klaar")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_it_is_not_ready_without_style_sheets(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").unlink()
    answer = Client().get("/klaar")
    assert (answer.status_code, answer.content) == (503, b"static files not built\n")


def test_it_is_not_ready_before_its_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = watching._expected_migrations() | {("access", "9999_of_tomorrow")}
    monkeypatch.setattr(watching, "_expected_migrations", lambda: ahead)
    answer = Client().get("/klaar")
    assert (answer.status_code, answer.content) == (503, b"1 migrations not applied\n")
    assert "duizend_migrations_pending 1\n" in Client().get("/metingen").content.decode()


def test_without_a_database_it_is_not_ready_and_says_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch)
    answer = Client().get("/klaar")
    assert (answer.status_code, answer.content) == (503, b"no database\n")
    measured = Client().get("/metingen").content.decode()
    assert "duizend_database_up 0\n" in measured
    assert "Verzonnen" not in measured


def test_metrics_are_a_fixed_list_of_numbers_and_nothing_of_a_person(browse: object) -> None:
    account = builder.make_account("nurse")
    browse(account).get("/vandaag")
    lines = Client().get("/metingen").content.decode().splitlines()
    values = [line.split(" ") for line in lines if not line.startswith("#")]
    assert {name for name, _ in values} == NAMES
    assert all(value.isdigit() for _, value in values)
    assert [line for line in lines if line.startswith("#")] == [f"# TYPE {name} gauge" for name in sorted(NAMES)]


def test_metrics_are_for_this_machine_when_there_is_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get("/metingen").status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metingen").status_code == 404
    assert Client().get("/metingen", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
    surroundings(monkeypatch, behind_proxy=True)
    assert Client().get("/metingen").status_code == 404


def test_metrics_are_for_who_has_the_token_when_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    surroundings(monkeypatch, metrics_token=TOKEN, behind_proxy=True)
    asked = Client(REMOTE_ADDR="192.0.2.7")
    assert asked.get("/metingen").status_code == 404
    assert asked.get("/metingen", headers={"Authorization": "Bearer x"}).status_code == 404
    assert asked.get("/metingen", headers={"Authorization": f"Bearer {TOKEN}é"}).status_code == 404
    assert asked.get("/metingen", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize("address", ["/klaar", "/metingen"])
def test_nobody_has_to_log_in_and_nothing_is_written(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert Client().post(address).status_code in {403, 405}
