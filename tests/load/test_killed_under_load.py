# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kill -9 of application and database at a random moment of a mixed load: what was acknowledged is there, nothing in half.

DUIZEND_LONG=1 kills two hundred times instead of ten, DUIZEND_ROUNDS so many times; DUIZEND_SEED repeats what everybody enters and when it is killed
(which of the threads was first remains the machine's).
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter

import pytest
from ledger import DONE, FAILED, REFUSED, SENT, contradictions
from mixed import Crowd, end, tables
from running import Product, begin_product

FEW, MANY = 10, 200
FAMILIES = 24
# Killed once so many writes were acknowledged, and within so many seconds; most rounds while everybody writes.
ACKNOWLEDGED = (0, 30)
PATIENCE = 12


@pytest.mark.slow
def test_what_was_acknowledged_survives_a_kill_of_application_and_database_at_any_moment() -> None:
    seed = int(os.environ.get("DUIZEND_SEED") or random.SystemRandom().randrange(10**6))
    rounds = int(os.environ.get("DUIZEND_ROUNDS") or (MANY if os.environ.get("DUIZEND_LONG") else FEW))
    moments = random.Random(seed)  # noqa: S311 - when to kill
    counted: Counter = Counter()
    began = time.monotonic()
    with begin_product(families=FAMILIES) as product:
        crowd = Crowd(product.home, seed)
        for number in range(1, rounds + 1):
            counted += kill_once(product, crowd, number, order=moments)
            if number % 10 == 0:
                say(f"{number} of {rounds} rounds, seed {seed}, {time.monotonic() - began:.0f} s: {tell(counted)}")
    assert counted[DONE, "there"] >= 3 * rounds, f"too little was entered to say anything: {tell(counted)}"
    assert counted[SENT, "absent"] + counted[SENT, "there"], "no kill came while somebody waited for an answer"


def kill_once(product: Product, crowd: Crowd, number: int, *, order: random.Random) -> Counter:
    """Let everybody enter, kill everything, start again, and compare; returns how many writes were said and are what."""
    wanted, people = order.randint(*ACKNOWLEDGED), crowd.begin(product, number)
    began = time.monotonic()
    while crowd.work.ledger.acknowledged() < wanted and time.monotonic() < began + PATIENCE:
        time.sleep(0.02)
    # Anywhere within the next write.
    time.sleep(order.uniform(0, 0.3))
    killed_at = time.monotonic()
    product.kill(order)
    end(people, killed_at=killed_at)
    product.start()
    with tables(product) as connection:
        faults = crowd.work.ledger.look_back(connection) + contradictions(connection)
    verified = product.command("log", "verify")
    told = f"round {number}, seed {crowd.seed}, killed after {wanted} writes"
    assert faults == [], f"{told}: " + "\n".join(faults)
    assert verified.returncode == 0, f"{told}: {verified.stdout} {verified.stderr}"
    return crowd.work.ledger.counted


def tell(counted: Counter) -> str:
    words = {
        DONE: "acknowledged",
        SENT: "unanswered",
        FAILED: "answered with an error",
        REFUSED: "refused",
        "draft": "drafts",
    }
    kinds = ", ".join(f"{what} {number}" for (said, what), number in sorted(counted.items()) if said == "kind")
    figures = "; ".join(
        f"{words[saying]} {found}: {number}" for (saying, found), number in sorted(counted.items()) if saying in words
    )
    return f"{figures} ({kinds})"


def say(text: str) -> None:
    """Say how far it is."""
    sys.stderr.write(f"  · {text}\n")
    sys.stderr.flush()
