# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A replica that takes over in the middle of a mixed load, on the distribution's PostgreSQL: what was acknowledged is there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger import DONE, contradictions
from mixed import Crowd, end
from running import Product, begin_product
from standby import Standby

PREFIX = Path("/usr/lib/postgresql/15")
FAMILIES = 20
PATIENCE = 20
ENOUGH = 15

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (PREFIX / "bin/postgres").exists(), reason="there is no PostgreSQL 15 of the distribution here"
    ),
]


def promote_in_the_middle(product: Product, *, synchronous: bool) -> tuple[int, list[str], list[str]]:
    """Kill the primary under load and promote the replica; returns how much was acknowledged, what is lost, what is wrong."""
    standby = Standby(product, PREFIX)
    try:
        standby.follow(synchronous=synchronous)
        crowd = Crowd(product.home, random.SystemRandom().randrange(10**6))
        people = crowd.begin(product, 1)
        began = time.monotonic()
        while crowd.work.ledger.acknowledged() < ENOUGH and time.monotonic() < began + PATIENCE:
            time.sleep(0.02)
        killed_at = time.monotonic()
        product.kill()
        end(people, killed_at=killed_at)
        standby.promote()
        with standby.connect() as connection:
            faults = crowd.work.ledger.look_back(connection)
            wrong = contradictions(connection)
        verified = verify(product, standby)
        assert verified.returncode == 0, verified.stdout + verified.stderr
    finally:
        standby.throw_away()
    lost = [fault for fault in faults if f", {DONE}: absent" in fault or fault.startswith("a draft is at")]
    acknowledged = sum(number for (saying, _), number in crowd.work.ledger.counted.items() if saying == DONE)
    sys.stderr.write(
        f"  · {'with' if synchronous else 'without'} synchronous replication: {acknowledged} acknowledged, {len(lost)} lost\n"
    )
    return acknowledged, lost, wrong + [fault for fault in faults if fault not in lost]


def verify(product: Product, standby: Standby) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
    environment |= {"DUIZEND_HOME": str(product.home), "DATABASE_URL": standby.address()}
    words = [sys.executable, "-m", "duizend", "log", "verify"]
    return subprocess.run(words, capture_output=True, text=True, env=environment, check=False)


def test_no_acknowledged_write_is_lost_when_a_synchronous_replica_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIZEND_POSTGRES", str(PREFIX))
    with begin_product(families=FAMILIES) as product:
        acknowledged, lost, wrong = promote_in_the_middle(product, synchronous=True)
    assert acknowledged
    assert (lost, wrong) == ([], [])


def test_without_synchronous_replication_the_last_writes_may_be_lost_but_none_is_there_in_half(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DUIZEND_POSTGRES", str(PREFIX))
    with begin_product(families=FAMILIES) as product:
        acknowledged, lost, wrong = promote_in_the_middle(product, synchronous=False)
    assert acknowledged > len(lost)
    assert wrong == []
