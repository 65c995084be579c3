# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from duizend.ground.kernel.rules.points import parse_point
from duizend.record.trajectories.rules.asking import answer_due_on, list_ask_again

TODAY = date(2026, 11, 17)
ALL = ("birth", "six_weeks", "date")


@pytest.mark.parametrize(
    ("birth", "moments"),
    [
        (date(2026, 12, 1), (("birth", date(2026, 12, 1)), ("six_weeks", date(2027, 1, 12)), ("date", None))),
        (date(2026, 11, 17), (("six_weeks", date(2026, 12, 29)), ("date", None))),
        (date(2026, 1, 1), (("date", None),)),
        (None, (("date", None),)),
    ],
)
def test_only_moments_that_still_come_are_offered(birth: date | None, moments: tuple) -> None:
    assert list_ask_again(ALL, birth_on=birth, today=TODAY) == moments


def test_a_programme_without_moments_offers_none() -> None:
    assert list_ask_again((), birth_on=TODAY, today=TODAY) == ()


def test_an_answer_is_awaited_until_the_programmes_term() -> None:
    assert answer_due_on(TODAY, parse_point("2w")) == date(2026, 12, 1)
