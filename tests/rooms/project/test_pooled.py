# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Behind a pooler in transaction mode nothing is kept for a connection: the next transaction has another."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LOOK = """
import django; django.setup()
from django.db import connection
from duizend.ground.access.queries import get_system_account
for _ in range(8):
    get_system_account()
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_prepared_statements")
    print(cursor.fetchone()[0] > 0, connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"])
"""


@pytest.mark.parametrize(("pooled", "said"), [("false", "True False"), ("true", "False True")])
def test_statements_are_kept_for_a_connection_unless_a_pooler_shares_it(pooled: str, said: str) -> None:
    around = os.environ | {"DUIZEND_POOLED": pooled, "DJANGO_SETTINGS_MODULE": "duizend.project.settings"}
    done = subprocess.run([sys.executable, "-c", LOOK], env=around, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == said, done.stderr
