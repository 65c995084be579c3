# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database of the version that landed before this one is brought up to date with everything that is in it."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

LANDED = Path(__file__).with_name("landed.toml")
MIGRATE = """
import json, sys
import django; django.setup()
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connections["owner"])
last = json.loads(sys.argv[1])
ours = {app for app, name in executor.loader.graph.leaf_nodes() if executor.loader.graph.nodes[app, name].__module__.startswith("duizend.")}
leaves = executor.loader.graph.leaf_nodes()
executor.migrate(leaves if not last else [*last.items(), *(leaf for leaf in leaves if leaf[0] not in ours)])
executor.loader.build_graph()
print(len(executor.migration_plan(leaves)))
"""
VERIFY = """
import django; django.setup()
from duizend.ground.access.queries import verify_log
print(verify_log())
"""
LINE = {"at": "2026-11-17T09:00:00Z", "event": "family.read", "action": "R", "outcome": "done", "account": "23456789bcdfgh",
        "roles": "nurse", "purpose": "care", "subjects": ["3456789bcdfghj"], "detail": ""}  # fmt: skip


@pytest.fixture
def empty_database() -> Iterator[dict[str, str]]:
    """Yield the variables of a database without a single table."""
    admin, name = os.environ["DUIZEND_TEST_ADMIN_URL"], f"older_{secrets.token_hex(4)}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER duizend_owner TEMPLATE template0")
    names = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPORT_URL", "DUIZEND_TEST_ADMIN_URL")
    try:
        yield {one: f"{os.environ[one].rpartition('/')[0]}/{name}" for one in names}
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def python(lines: str, *words: str, variables: dict[str, str]) -> str:
    around = os.environ | variables | {"DJANGO_SETTINGS_MODULE": "duizend.project.settings"}
    done = subprocess.run(
        [sys.executable, "-c", lines, *words], env=around, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def test_what_the_version_before_kept_is_there_after_the_upgrade(empty_database: dict[str, str]) -> None:
    last = tomllib.loads(LANDED.read_text(encoding="utf-8"))["last"]
    to_do = python(MIGRATE, json.dumps(last), variables=empty_database)
    assert int(to_do) > 0, "nothing is new since then: write landed.toml anew only when a version lands"
    with psycopg.connect(empty_database["DUIZEND_TEST_ADMIN_URL"]) as database:
        database.execute(
            "INSERT INTO families_family (public_id, registered_on, search_name) VALUES ('3456789bcdfghj', '2026-11-17', 'verzonnen')"
        )
        database.execute("SELECT access_append_log(%s)", [json.dumps([LINE, LINE | {"event": "family.changed"}])])

    assert python(MIGRATE, "{}", variables=empty_database) == "0"
    with psycopg.connect(empty_database["DUIZEND_TEST_ADMIN_URL"]) as database:
        assert database.execute("SELECT public_id, search_name FROM families_family").fetchall() == [
            ("3456789bcdfghj", "verzonnen")
        ]
    assert python(VERIFY, variables=empty_database) == "(2, [])"
    # As before, who is nobody sees no family; and the new tables are the application's to use.
    with psycopg.connect(empty_database["DATABASE_URL"]) as app:
        assert app.execute("SELECT count(*) FROM families_family").fetchone() == (0,)
        assert app.execute("SELECT count(*) > 0 FROM django_migrations").fetchone() == (True,)
