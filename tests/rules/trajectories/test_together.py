# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a family was asked in another of its files."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duizend.record.trajectories.rules.states import StepTaken
from duizend.record.trajectories.rules.together import Elsewhere, OtherFile, add_elsewhere

DAY = date(2026, 3, 10)


def other(*kinds: str, no_is_theirs: bool = True) -> OtherFile:
    steps = tuple(StepTaken(kind, DAY + timedelta(n), n) for n, kind in enumerate(kinds))
    return OtherFile(steps, no_is_theirs)


ASKED = ("indicated", "offered")


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((), Elsewhere()),
        ((other("indicated"),), Elsewhere()),
        ((other(*ASKED),), Elsewhere(1)),
        ((other(*ASKED, "not_yet", "offered"), other(*ASKED)), Elsewhere(3)),
        ((other(*ASKED, "declined"),), Elsewhere(1, said_no=True)),
        ((other(*ASKED, "declined", no_is_theirs=False),), Elsewhere(1)),
        ((other(*ASKED, "accepted", "ended"),), Elsewhere()),
        ((other("not_indicated"),), Elsewhere()),
    ],
)
def test_what_was_asked_in_another_file_counts_unless_it_is_over(others: tuple, expected: Elsewhere) -> None:
    assert add_elsewhere(others) == expected
