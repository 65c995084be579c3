# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rooms are tested on real PostgreSQL, as the role `app`, on tables made by the real migrations."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections

DATABASE_VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPORT_URL")


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
def _no_practice_date_left(tmp_path_factory: pytest.TempPathFactory) -> object:
    from duizend.ground.kernel import clock

    clock.set_practice_date(None)
    yield
    clock.set_practice_date(None)


@pytest.fixture(scope="session")
def separate_database() -> Iterator[dict[str, str]]:
    """Yield the variables of a fresh, migrated database of its own, for what commits or runs beside itself.

    Hand them to a subprocess, or connect to an address with psycopg; Django in this process does not use it.
    """
    with _migrated("separate") as variables:
        yield variables


@pytest.fixture
def own_database() -> Iterator[dict[str, str]]:
    """Yield the variables of a fresh, migrated database that no other test reads, for what fills it."""
    with _migrated("own") as variables:
        yield variables


@contextmanager
def _migrated(kind: str) -> Iterator[dict[str, str]]:
    name = f"{kind}_{secrets.token_hex(4)}"
    with _database(name, "OWNER duizend_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'") as variables:
        words = ["-m", "django", "migrate", "--database", "owner", "--settings", "duizend.project.settings"]
        done = subprocess.run(
            [sys.executable, *words], env={**os.environ, **variables}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield variables


@pytest.fixture
def copied_database(separate_database: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield the variables of a copy of `separate_database`, to spoil; nobody may be connected to that one."""
    original = separate_database["DATABASE_URL"].rpartition("/")[2]
    with _database(f"copy_{secrets.token_hex(4)}", f"OWNER duizend_owner TEMPLATE {original}") as variables:
        yield variables


@contextmanager
def _database(name: str, made_how: str) -> Iterator[dict[str, str]]:
    """Make a database in the throw-away cluster, and drop it at the end, whoever is still connected."""
    admin = os.environ["DUIZEND_TEST_ADMIN_URL"]
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {made_how}")
    variables = {v: os.environ[v].rpartition("/")[0] + f"/{name}" for v in DATABASE_VARIABLES}
    variables["DUIZEND_TEST_ADMIN_URL"] = f"{admin.rpartition('/')[0]}/{name}"
    try:
        yield variables
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
