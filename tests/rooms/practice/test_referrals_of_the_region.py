# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The practice region has what referring is practised with: every state, an answer that is late, one in the ring."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from duizend.doors.practice.actions import FEWEST_WITH_SCREENING, make_practice_region
from duizend.doors.practice.cast import COORDINATOR, MAIN_NURSE
from duizend.ground.access.identity import act_for, acting
from duizend.ground.access.queries import find_account, identity_of
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.directory.queries import list_open_services, looks_stale
from duizend.safety.referrals.models import Referral
from duizend.safety.referrals.queries import list_to_chase, standing_steps

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("on", [date(2026, 11, 17), date(2027, 1, 2)], ids=str)
def test_the_region_has_a_referral_in_each_state_and_one_whose_answer_is_late(on: date) -> None:
    make_practice_region(on=on, seed=1000, families=FEWEST_WITH_SCREENING, progress=lambda line: None)
    with acting(identity_of(find_account(COORDINATOR))):
        states = Counter(standing_steps(one)[-1].kind for one in Referral.objects.all())
        assert states == {
            "proposed": 1, "sent": 2, "chased": 1, "accepted": 1, "rejected": 1, "done": 1, "withdrawn": 1,
        }  # fmt: skip
        assert [one.service.organisation for one in list_to_chase(on, 5)] == ["Budgethuis"]
        assert {looks_stale(one, on) for one in list_open_services()} == {True, False}
    with acting(identity_of(find_account(MAIN_NURSE))):
        act_for(SAFEGUARDING)
        assert Referral.objects.filter(ground="safeguarding").count() == 1
