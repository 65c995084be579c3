# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The year of the story has four trained, six asked and none matched, on whatever day of the year it is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duizend.delivery.matching.models import Match, MatchStep, NoMatch, VolunteerCheck
from duizend.delivery.matching.queries import list_lapsing, list_volunteers, match_rules
from duizend.doors.practice.actions import make_practice_region
from duizend.doors.practice.beside import matching
from duizend.doors.practice.beside.setting import Setting
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places
from duizend.record.trajectories.models import Trajectory

DAYS = (date(2026, 11, 22), date(2027, 2, 14), date(2026, 1, 1))
pytestmark = pytest.mark.usefixtures("_no_practice_date_left")


@pytest.fixture
def _on_the_day() -> None:
    """Another day than that of the characters: these make a region of their own."""


@pytest.mark.parametrize(("region", "on"), [*(("maasland", on) for on in DAYS), ("waterkant", DAYS[0])], ids=str)
def test_the_year_has_four_trained_six_asked_and_none_matched(region: str, on: date) -> None:
    company = make_practice_region(on=on, seed=1, families=0, progress=lambda line: None, region=region)
    setting = Setting(company, read_places(), on)
    matching.make(setting)
    clock.set_practice_date(on)
    this_year = {"happened_on__year": on.year, "happened_on__lte": on}
    with acting(system_identity("test")):
        assert VolunteerCheck.objects.filter(kind="training", **this_year).count() == 4
        asked = Trajectory.objects.filter(steps__kind="indicated", steps__happened_on__year=on.year)
        assert asked.count() == 6
        assert set(asked.values_list("municipality__code", flat=True)) == {setting.of_the_story()[0].municipality}
        assert not MatchStep.objects.filter(kind="trial_started").exists()
        found = list(NoMatch.objects.filter(**this_year))
        reasons = {reason.id for reason in match_rules(found[0].trajectory).reasons}
        assert len({one.reason for one in found}) == len(found) == 4
        assert {one.reason for one in found} <= reasons
        assert sorted(Match.objects.values_list("state", flat=True)) == [
            "parent_chose", "proposed", "proposed", "stopped", "stopped",
        ]  # fmt: skip
        assert list_volunteers(on=on).counts == {"available": 2, "chosen": 1, "paused": 1, "checking": 1}
        [lapsing] = list_lapsing(on, on + timedelta(days=31), 9)
        assert lapsing.volunteer.given_name == "Harriët"
