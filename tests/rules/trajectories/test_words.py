# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a step was not taken is said in words, never in the keys of the program."""

from __future__ import annotations

from datetime import date

import pytest

from duizend.record.trajectories.rules.states import (
    STATE_WORDS,
    STEP_WORDS,
    STEPS,
    TRANSITIONS,
    StepTaken,
    may_take,
)

DAY = date(2026, 3, 10)


def test_every_step_and_every_state_has_its_words() -> None:
    assert set(STEP_WORDS) == set(STEPS)
    assert set(STATE_WORDS) == set(TRANSITIONS)


@pytest.mark.parametrize(
    ("standing", "step", "said"),
    [
        (["indicated"], "declined", "‘nee’ kan niet volgen op ‘komt in aanmerking’."),
        ([], "started", "‘gestart’ kan niet volgen op ‘nog niets vastgelegd’."),
        (
            ["indicated", "offered", "accepted"],
            "paused",
            "‘gepauzeerd’ kan niet volgen op ‘akkoord, nog niet gestart’.",
        ),
    ],
)
def test_a_step_that_does_not_fit_says_why_in_words(standing: list[str], step: str, said: str) -> None:
    steps = [StepTaken(kind, DAY, place) for place, kind in enumerate(standing)]
    refused = may_take(steps, StepTaken(step, DAY, len(steps)))
    assert refused.reason % refused.values == said
