# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file is handed over to somebody with a name, and it is asked whether it arrived."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duizend.doors.rights.rules.moving import DAYS_FOR_RECEIPT, ask_after, awaits_receipt, may_move, may_receive
from duizend.doors.rights.rules.requests import REQUEST_KINDS, StepTaken, is_open
from duizend.ground.kernel.rules.decisions import Refused

DAY = date(2026, 3, 2)
OUT, IN = StepTaken("released"), StepTaken("received")


@pytest.mark.parametrize("kind", REQUEST_KINDS)
def test_only_a_move_names_who_takes_over(kind: str) -> None:
    assert bool(may_move(kind, "GGD Elders")) == (kind == "moving")
    assert bool(may_move(kind, "  ")) == (kind != "moving")


@pytest.mark.parametrize(
    ("kind", "steps", "after", "released_on", "expected"),
    [
        ("moving", [OUT], 3, DAY, ""),
        ("moving", [OUT], 0, DAY, ""),
        ("copy", [OUT], 3, DAY, "no_move"),
        ("moving", [], 3, None, "not_released"),
        ("moving", [OUT, IN], 3, DAY, "received_before"),
        ("moving", [OUT], -1, DAY, "not_that_day"),
        ("moving", [OUT], 11, DAY, "not_that_day"),
    ],
)
def test_a_receipt_is_of_a_file_that_went_out_and_comes_once(
    kind: str, steps: list[StepTaken], after: int, released_on: date | None, expected: str
) -> None:
    on, today = DAY + timedelta(days=after), DAY + timedelta(days=10)
    found = may_receive(kind, steps, on=on, released_on=released_on, today=today)
    assert (found.code if isinstance(found, Refused) else "") == expected


def test_a_file_that_went_out_waits_for_its_receipt_though_the_request_is_answered() -> None:
    assert not awaits_receipt("moving", [StepTaken("checked")])
    assert awaits_receipt("moving", [OUT])
    assert not is_open([OUT])
    assert not awaits_receipt("moving", [OUT, IN])
    assert not awaits_receipt("copy", [OUT])


def test_after_two_weeks_somebody_asks() -> None:
    assert ask_after(DAY) == DAY + timedelta(days=14) == DAY + timedelta(days=DAYS_FOR_RECEIPT)
