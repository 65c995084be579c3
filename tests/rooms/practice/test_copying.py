# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A large region is copied, and what is copied is what the actions write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

# Every scene that there is, and some families over the years.
STORIES = 45
# Sign-ups that nobody handled yet are no family.
NO_FAMILY_YET = 2
# What a story always writes. A room that gets a table of its own is compared without standing here.
ALWAYS = {
    "access.User", "workforce.Professional", "workforce.Certificate", "families.Family", "families.Household",
    "families.Parent", "families.Pregnancy", "families.Child", "families.CareRelation", "signalling.SignUp",
    "trajectories.Trajectory", "trajectories.TrajectoryChild", "trajectories.Step", "trajectories.Assignment",
    "trajectories.ParentAnswer", "trajectories.Plan", "trajectories.Standing", "contacts.Appointment",
    "contacts.AppointmentTime", "contacts.Contact", "contacts.ContactDue", "contacts.Draft", "visits.Visit",
    "visits.Topic", "visits.TopicOutcome", "facts.StepFact", "facts.ContactFact", "facts.PlannedFact",
    "log",
}  # fmt: skip


@pytest.mark.slow
def test_copying_writes_the_rows_that_the_actions_write_for_the_same_seed(own_database: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("both_ways.py")), own_database["DUIZEND_TEST_ADMIN_URL"], "1000",
         str(STORIES)],
        env={**os.environ, **own_database}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["different"] == {}
    assert set(found["rows"]) >= ALWAYS
    assert found["rows"]["families.Family"] == STORIES - NO_FAMILY_YET
    assert found["log"] == []
    _check_that_nothing_points_nowhere(own_database["DUIZEND_TEST_ADMIN_URL"])


def _check_that_nothing_points_nowhere(address: str) -> None:
    keys = (
        "SELECT conrelid::regclass::text, a.attname, confrelid::regclass::text, b.attname FROM pg_constraint"
        " JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]"
        " JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = confkey[1] WHERE contype = 'f'"
    )
    with psycopg.connect(address) as database:
        for table, column, target, key in database.execute(keys).fetchall():
            lost = database.execute(
                f'SELECT count(*) FROM {table} t WHERE t."{column}" IS NOT NULL AND NOT EXISTS'
                f' (SELECT FROM {target} f WHERE f."{key}" = t."{column}")'
            ).fetchone()[0]
            assert lost == 0, (table, column)
