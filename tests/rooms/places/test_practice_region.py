# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The year of the story has five families with ten children at a place, and one that left for compulsory help."""

from __future__ import annotations

from datetime import date

import pytest

from duizend.delivery.places.models import Arrangement
from duizend.delivery.places.queries import count_running, count_taking_part
from duizend.delivery.places.rules import Counted
from duizend.doors.practice.actions import make_practice_region
from duizend.doors.practice.beside import places
from duizend.doors.practice.beside.setting import Setting
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places
from duizend.record.trajectories.models import Step, Trajectory


@pytest.mark.usefixtures("_no_practice_date_left")
@pytest.mark.parametrize("on", [date(2026, 11, 22), date(2027, 2, 14), date(2026, 1, 1)], ids=str)
def test_the_year_has_five_families_ten_children_and_one_that_left(on: date) -> None:
    company = make_practice_region(on=on, seed=1, families=0, progress=lambda line: None)
    setting = Setting(company, read_places(), on)
    places.make(setting)
    clock.set_practice_date(on)
    with acting(system_identity("test")):
        [taking_part] = count_taking_part(on.year)
        # On the first day of the year whoever left that day had no whole day at a place.
        whole = Counted(families=5, children=10)
        assert taking_part.counted == (whole if on.timetuple().tm_yday > 1 else Counted(families=4, children=8))
        assert taking_part.municipality == setting.of_the_story()[0].municipality
        assert count_running() == Counted(families=4, children=8)
        begun = Arrangement.objects.current().filter(has_begun=True, withdrawn=False)
        assert {(row.from_on.year, row.from_on <= on) for row in begun} == {(on.year, True)}
        assert (begun.values("family").distinct().count(), begun.values("child").distinct().count()) == (5, 10)
        assert Trajectory.objects.count() == 5
        ends = list(Step.objects.filter(kind="ended").values_list("ending", "happened_on__year"))
        assert ends == [("compulsory_framework", on.year)]
