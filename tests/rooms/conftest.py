# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rooms are tested on real PostgreSQL, as the role `app`, on tables made by the real migrations."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections

from database_per_process import PRISTINE, copy_database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> None:
    """Use the database that tests/with_database.py made; one connection, so that a test can be rolled back."""
    with django_db_blocker.unblock():
        connections["report"] = connections["owner"] = connections["default"]


@pytest.fixture(autouse=True)
def _no_practice_date_left(monkeypatch: pytest.MonkeyPatch) -> object:
    """Let no test begin with the day, the language of the last page, or the name of the region of the one before."""
    from django.utils import translation

    from duizend.doors.desk import surroundings
    from duizend.ground.kernel import clock

    monkeypatch.setattr(surroundings, "_region", (0.0, ""))
    clock.set_practice_date(None)
    translation.deactivate()
    yield
    clock.set_practice_date(None)


@pytest.fixture(scope="session")
def separate_database() -> Iterator[dict[str, str]]:
    """Yield the variables of a fresh, migrated database of its own, for what commits or runs beside itself.

    Hand them to a subprocess, or connect to an address with psycopg; Django in this process does not use it.
    """
    with _copied("separate") as variables:
        yield variables


@pytest.fixture
def own_database() -> Iterator[dict[str, str]]:
    """Yield the variables of a fresh, migrated database that no other test reads, for what fills it."""
    with _copied("own") as variables:
        yield variables


@pytest.fixture
def copied_database(separate_database: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield the variables of a copy of `separate_database`, to spoil; nobody may be connected to that one."""
    with _copied("copy", separate_database["DATABASE_URL"].rpartition("/")[2]) as variables:
        yield variables


@contextmanager
def _copied(kind: str, original: str = PRISTINE) -> Iterator[dict[str, str]]:
    """Make a database in the throw-away cluster, and drop it at the end, whoever is still connected."""
    admin = os.environ["DUIZEND_TEST_ADMIN_URL"]
    name = f"{kind}_{secrets.token_hex(4)}"
    variables = copy_database(name, original)
    variables["DUIZEND_TEST_ADMIN_URL"] = f"{admin.rpartition('/')[0]}/{name}"
    try:
        yield variables
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
