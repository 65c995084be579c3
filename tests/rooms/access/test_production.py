# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Production starts with its own secrets and addresses only, and with everything that Django asks of it."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from duizend.project.environment import database_settings, kept_secret, practice_secrets, production_problems

OURS = (
    "DUIZEND_MODE",
    "DUIZEND_SECRET_KEY",
    "DUIZEND_FACT_KEY",
    "DUIZEND_POSTGRES",
    "DUIZEND_PRACTICE_DATE",
    "DATABASE_OWNER_URL",
)


def run(variables: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    around = {name: value for name, value in os.environ.items() if name not in OURS}
    around["DJANGO_SETTINGS_MODULE"] = "duizend.project.settings"
    return subprocess.run(
        [sys.executable, "-W", "error", *words],
        env={**around, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_what_it_needs(production: dict[str, str]) -> None:
    assert production_problems(production) == []
    done = run(production, "-c", "import django; django.setup()")
    assert done.returncode == 0, done.stderr


CHANGES = {
    "no secret": ({"DUIZEND_SECRET_KEY": ""}, "DUIZEND_SECRET_KEY"),
    "short secret": ({"DUIZEND_SECRET_KEY": "kR7-short"}, "DUIZEND_SECRET_KEY"),
    "one letter": ({"DUIZEND_FACT_KEY": "a" * 60}, "DUIZEND_FACT_KEY"),
    "few letters": ({"DUIZEND_FACT_KEY": "changeme" * 8}, "DUIZEND_FACT_KEY"),
    "equal secrets": ({"DUIZEND_FACT_KEY": "SAME"}, "must differ"),
    "no hosts": ({"DUIZEND_HOSTS": ""}, "DUIZEND_HOSTS is not set"),
    "localhost": ({"DUIZEND_HOSTS": "duizend.example.org, LOCALHOST"}, "DUIZEND_HOSTS must"),
    "this machine": ({"DUIZEND_HOSTS": "127.0.0.1"}, "DUIZEND_HOSTS must"),
    "this machine, six": ({"DUIZEND_HOSTS": "[::1]"}, "DUIZEND_HOSTS must"),
    "any host": ({"DUIZEND_HOSTS": "*"}, "DUIZEND_HOSTS must"),
    "any name": ({"DUIZEND_HOSTS": "*.example.org"}, "DUIZEND_HOSTS must"),
    "no origins": ({"DUIZEND_ORIGINS": ""}, "DUIZEND_ORIGINS is not set"),
    "origin without TLS": ({"DUIZEND_ORIGINS": "http://duizend.example.org"}, "DUIZEND_ORIGINS must"),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
    "no report role": ({"DATABASE_REPORT_URL": ""}, "DATABASE_REPORT_URL is not set"),
    "report as application": ({"DATABASE_REPORT_URL": "postgresql://duizend_app@db/duizend"}, "another database role"),
    "application as owner": ({"DATABASE_OWNER_URL": "postgresql://duizend_app@db/duizend"}, "another database role"),
    "the day set": ({"DUIZEND_PRACTICE_DATE": "2026-03-01"}, "DUIZEND_PRACTICE_DATE belongs"),
    "practice PostgreSQL": ({"DUIZEND_POSTGRES": "/usr/lib/postgresql/15"}, "DUIZEND_POSTGRES belongs"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_production_refuses_to_start(kind: str, production: dict[str, str]) -> None:
    change, said = CHANGES[kind]
    if change == {"DUIZEND_FACT_KEY": "SAME"}:
        change = {"DUIZEND_FACT_KEY": production["DUIZEND_SECRET_KEY"]}
    problems = production_problems(production | change)
    assert len(problems) == 1, problems
    assert said in problems[0]
    for name in ("DUIZEND_SECRET_KEY", "DUIZEND_FACT_KEY"):
        assert production[name] not in problems[0]


def test_a_refusal_to_start_names_every_problem_and_shows_no_secret(production: dict[str, str]) -> None:
    bad = production | {
        "DUIZEND_HOSTS": "localhost",
        "DUIZEND_FACT_KEY": "te-kort-geheim",
        "DUIZEND_PRACTICE_DATE": "2026-03-01",
    }
    done = run(bad, "-c", "import django; django.setup()")
    assert done.returncode == 1
    assert [line[4:].split()[0] for line in done.stderr.splitlines() if line.startswith("  - ")] == [
        "DUIZEND_FACT_KEY", "DUIZEND_HOSTS", "DUIZEND_PRACTICE_DATE",
    ]  # fmt: skip
    assert "te-kort-geheim" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mode_that_is_neither_is_refused() -> None:
    done = run({"DUIZEND_MODE": "productie"}, "-c", "import django; django.setup()")
    assert done.returncode == 1
    assert "expected 'practice' or 'production'" in done.stderr


def test_production_has_no_practice_pages_and_no_one_click_login(production: dict[str, str]) -> None:
    look = (
        "import django; django.setup(); from django.conf import settings; from django.urls import get_resolver;"
        "print([a for a in settings.INSTALLED_APPS if 'practice' in a],"
        "[str(p.pattern) for p in get_resolver().url_patterns if 'practice' in str(getattr(p, 'urlconf_name', ''))])"
    )
    done = run(production, "-c", look)
    assert done.stdout.strip() == "[] []", done.stderr


def test_django_has_nothing_to_say_about_production(production: dict[str, str]) -> None:
    done = run(production, "-m", "django", "check", "--deploy", "--fail-level", "INFO")
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_practice_makes_its_own_secrets_for_its_owners_eyes_only(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: kept_secret(tmp_path, "duizend_fact_key"), range(16)))
    (secret,) = made
    assert len(secret) >= 40
    folder = tmp_path / "secrets"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {(path.name, path.stat().st_mode & 0o777) for path in folder.iterdir()} == {("duizend_fact_key", 0o600)}


def test_a_secret_that_others_can_read_is_closed_to_them(tmp_path: Path) -> None:
    secret = kept_secret(tmp_path, "duizend_secret_key")
    path = tmp_path / "secrets" / "duizend_secret_key"
    path.chmod(0o644)
    assert kept_secret(tmp_path, "duizend_secret_key") == secret
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_secrets_of_a_practice_region_are_not_taken_over(tmp_path: Path, production: dict[str, str]) -> None:
    secret = kept_secret(tmp_path, "duizend_secret_key")
    assert practice_secrets(production, tmp_path) == []
    (problem,) = practice_secrets(production | {"DUIZEND_SECRET_KEY": secret}, tmp_path)
    assert secret not in problem


def test_what_an_address_asks_of_the_connection_is_kept() -> None:
    made = database_settings("postgresql://duizend_app:p%40ss@db.example.org:6432/duizend?sslmode=verify-full")
    assert (made["HOST"], made["PORT"], made["USER"], made["PASSWORD"], made["NAME"]) == (
        "db.example.org", "6432", "duizend_app", "p@ss", "duizend",
    )  # fmt: skip
    assert made["OPTIONS"]["sslmode"] == "verify-full"


@pytest.mark.parametrize("minutes", ["", "9", "121", "een half uur", "30.5", "-30"])
def test_an_idle_end_that_is_no_sensible_number_of_minutes_is_refused(minutes: str, production: dict[str, str]) -> None:
    done = run(production | {"DUIZEND_IDLE_MINUTES": minutes}, "-c", "import django; django.setup()")
    assert done.returncode == 1
    assert "DUIZEND_IDLE_MINUTES" in done.stderr
    assert "from 10 to 120" in done.stderr


def test_the_idle_end_is_what_the_surroundings_say(production: dict[str, str]) -> None:
    look = "import django; django.setup(); from django.conf import settings; print(settings.SESSION_COOKIE_AGE)"
    assert run(production, "-c", look).stdout.strip() == "1800"
    assert run(production | {"DUIZEND_IDLE_MINUTES": "15"}, "-c", look).stdout.strip() == "900"
