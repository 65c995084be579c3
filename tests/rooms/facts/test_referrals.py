# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What figures know of a referral: each step of one that rests on consent, without a name; of one in the ring nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duizend.ground.kernel import clock
from duizend.insight.facts.models import ReferralFact
from duizend.insight.facts.queries.referrals import Loop, ReferralsCounted, loops_by_municipality, referrals_by_place
from duizend.insight.facts.withholding import release, withhold
from duizend.safety.referrals.actions import ReferralSaid, propose, record_step, send, take_back
from duizend.safety.referrals.queries import get_referral, standing_steps
from rooms.consents.characters import TODAY
from rooms.contacts.characters import system
from rooms.referrals.characters import Scene, account, guarded, make_scene

YEAR = {"first": date(TODAY.year, 1, 1), "last": date(TODAY.year, 12, 31), "on": TODAY + timedelta(days=400)}


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def facts() -> list[tuple[str, bool]]:
    return list(ReferralFact.objects.order_by("id").values_list("step", "withdrawn"))


def after(scene: Scene, referral: object, days: int, kind: str) -> object:
    clock.set_practice_date(TODAY + timedelta(days=days))
    with scene.acts():
        return record_step(get_referral(referral.public_id), kind, on=clock.today())


def test_each_step_is_a_fact_with_the_kind_of_help_and_without_anybody(scene: Scene) -> None:
    referral = scene.sent()
    after(scene, referral, 6, "accepted")
    assert facts() == [("proposed", False), ("sent", False), ("accepted", False)]
    one = ReferralFact.objects.first()
    assert one.kind == "lighter"
    assert one.municipality == scene.family.family.households.get().municipality.code
    told = " ".join(str(value) for row in ReferralFact.objects.values_list() for value in row)
    assert not [name for name in ("Lotte", referral.public_id, scene.family.family.public_id) if name in told]


def test_the_loop_is_measured_from_the_first_sending(scene: Scene) -> None:
    referral = scene.sent()
    after(scene, referral, 15, "no_answer")
    after(scene, referral, 20, "accepted")
    after(scene, referral, 50, "done")
    place = scene.family.family.households.get().municipality.code
    assert referrals_by_place(**YEAR) == {(place, "lighter"): ReferralsCounted(1, 1, 1, 1)}
    loop = Loop(answered=1, days_to_answer=20, done=1, days_to_done=50)
    assert loops_by_municipality(**YEAR) == {place: loop, None: loop}
    assert referrals_by_place(**YEAR | {"on": TODAY + timedelta(days=19)}) == {
        (place, "lighter"): ReferralsCounted(1, 0, 0, 0)
    }
    assert referrals_by_place(**YEAR | {"first": TODAY + timedelta(days=1)}) == {}


def test_a_step_that_is_taken_back_does_not_count(scene: Scene) -> None:
    referral = scene.sent()
    after(scene, referral, 3, "rejected")
    with scene.acts():
        take_back(standing_steps(get_referral(referral.public_id))[-1])
    assert facts()[-1] == ("rejected", True)
    assert [counted.answered for counted in referrals_by_place(**YEAR).values()] == [0]


def test_of_a_referral_that_rests_on_the_meldcode_no_figure_knows(scene: Scene) -> None:
    lead = account("fatima@verzonnen.example", "safeguarding_lead")
    with guarded(lead):
        said = ReferralSaid(scene.service, ground_words="Besloten met Veilig Thuis", ground_on=TODAY)
        referral = propose(scene.family.family, said, on=TODAY)
        send(get_referral(referral.public_id), on=TODAY)
        withhold([scene.family.family.pk])
        release([scene.family.family.pk])
    assert facts() == []


def test_who_objects_is_in_no_figure_of_referrals_and_comes_back_as_it_was(scene: Scene) -> None:
    referral = scene.sent()
    before = list(ReferralFact.objects.order_by("id").values_list("fact_key", "step", "municipality", "happened_on"))
    with system():
        withhold([scene.family.family.pk])
    assert facts() == []
    after(scene, referral, 2, "accepted")
    assert facts() == []
    with system():
        release([scene.family.family.pk])
    rows = list(ReferralFact.objects.order_by("id").values_list("fact_key", "step", "municipality", "happened_on"))
    assert rows[:2] == before
    assert [row[1] for row in rows] == ["proposed", "sent", "accepted"]
