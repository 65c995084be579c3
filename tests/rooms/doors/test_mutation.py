# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""No cell of the policy can change without a door or a sentence noticing. A sample always; all of them with --long."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from duizend.ground.access.rules.policy import POLICY
from rooms.doors.mutation import Mutant, all_mutants, run
from rooms.doors.world import World

# Of every so many changes one is tried each time.
EACH = 25


@pytest.fixture(autouse=True)
def _key_of_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DUIZEND", replace(settings.DUIZEND, log_key=secrets.token_urlsafe(48)))


def test_a_sample_of_changed_cells_is_noticed(world: World, tmp_path: Path) -> None:
    done = run(world, all_mutants()[::EACH], tmp_path, told=print)
    assert done.tried > 20
    assert not done.survived, f"{done}: {[str(one) for one in done.survived]}"


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("DUIZEND_LONG"), reason="all cells are changed with --long; some are each time")
def test_every_changed_cell_is_noticed(world: World, tmp_path: Path) -> None:
    done = run(world, all_mutants(), tmp_path, told=print)
    print(done)  # noqa: T201 - the figures of the run
    assert not done.survived, f"{done}: {[str(one) for one in done.survived]}"


def test_a_change_that_makes_no_difference_would_survive(world: World, tmp_path: Path) -> None:
    cells = POLICY["family.list"]
    same = Mutant("family.list", "nurse", cells["nurse"], cells["nurse"])
    assert run(world, [same], tmp_path, told=print).survived == [same]
    with same.planted():
        pass
    assert POLICY["family.list"] == cells
