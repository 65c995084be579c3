# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from duizend.doors.desk.rules.course import Closing, find_closing

TODAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("until", "closing"),
    [
        (date(2026, 12, 3), None),
        (date(2026, 12, 2), Closing(date(2026, 12, 1), 14)),
        (date(2026, 11, 24), Closing(date(2026, 11, 23), 6)),
        (date(2026, 11, 18), Closing(TODAY, 0)),
        (date(2026, 11, 13), Closing(date(2026, 11, 12), -5)),
    ],
)
def test_a_window_closes_on_its_last_day_and_is_told_two_weeks_ahead(until: date, closing: Closing | None) -> None:
    assert find_closing(until, today=TODAY) == closing
