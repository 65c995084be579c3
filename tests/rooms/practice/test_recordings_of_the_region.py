# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The families with recordings in the practice region: each is there for its reason, whatever the day."""

from __future__ import annotations

from datetime import date

import pytest

from duizend.delivery.video.models import RecordingConsent, RecordingDue, RecordingStep
from duizend.delivery.video.queries import list_overdue
from duizend.doors.practice.actions import make_practice_region
from duizend.doors.practice.beside import video
from duizend.doors.practice.beside.setting import Setting
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places
from duizend.record.trajectories.models import Standing


@pytest.mark.parametrize(("on", "region"), [(date(2026, 3, 10), "maasland"), (date(2026, 11, 22), "waterkant")])
def test_the_stories_of_recordings_are_told_to_their_end(on: date, region: str) -> None:
    company = make_practice_region(on=on, seed=1, families=0, progress=lambda line: None, region=region)
    with acting(system_identity("practice")):
        places = read_places()
    video.make(Setting(company, places, on))
    clock.set_practice_date(on)
    with acting(system_identity("test")):
        said = list(RecordingConsent.objects.order_by("id").values_list("answer", flat=True))
        assert {"yes", "no", "withdrawn"} == set(said)
        kinds = list(RecordingStep.objects.filter(withdrawn=False).values_list("kind", flat=True))
        assert kinds.count("made") == 12
        assert kinds.count("reviewed") == 9
        assert kinds.count("handed_over") == 2
        assert kinds.count("destroyed") == 7
        late = list_overdue(on).get()
        assert late.because == "agreed"
        assert RecordingDue.objects.count() == 3
        states = sorted(Standing.objects.values_list("state", flat=True))
        assert states == ["ended", "ended", "running", "running", "waiting"]
        assert Standing.objects.exclude(state="ended").exclude(professional=None).count() == 3
