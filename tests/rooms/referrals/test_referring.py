# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A referral is sent only where its ground covers it; its owner goes after the answer; nothing that was written is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import identity_of
from duizend.ground.directory.actions import close_service
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord, NotFound, NotPermitted
from duizend.record.consents.actions import withdraw
from duizend.record.consents.models import Consent, Sharing
from duizend.safety.referrals.actions import ReferralSaid, propose, record_step, send, take_back, take_over
from duizend.safety.referrals.models import Referral, ReferralStep
from duizend.safety.referrals.queries import Asked, get_referral, list_referrals, list_to_chase, standing_steps
from rooms.consents.characters import TODAY
from rooms.contacts.characters import make_nurse, system
from rooms.referrals.characters import Scene, account, guarded, make_scene, make_service


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def kinds(referral: Referral) -> list[str]:
    return [step.kind for step in standing_steps(get_referral(referral.public_id))]


def step(scene: Scene, referral: Referral, kind: str, **more: object) -> ReferralStep:
    with scene.acts():
        return record_step(get_referral(referral.public_id), kind, on=clock.today(), **more)


def later(days: int) -> None:
    clock.set_practice_date(TODAY + timedelta(days=days))


# ── on which ground ──


def test_without_consent_it_is_not_sent_and_the_refusal_says_who_to_ask(scene: Scene) -> None:
    referral = scene.propose()
    with scene.acts(), pytest.raises(ActionRefused) as refused:
        send(referral, on=TODAY)
    assert refused.value.code == "not_covered"
    assert "vraag Lotte" in refused.value.reason
    with scene.acts():
        assert kinds(referral) == ["proposed"]
        assert not Sharing.objects.exists()


def test_with_consent_it_is_sent_and_the_sharing_is_noted(scene: Scene) -> None:
    referral = scene.sent()
    with scene.acts():
        assert kinds(referral) == ["proposed", "sent"]
        shared = Sharing.objects.get()
        assert (shared.kind, shared.purpose, shared.recipient) == ("referral", "referral", scene.service.organisation)
    assert LogLine.objects.get(event="referral.sent").detail == "consent"


def test_a_yes_about_the_kind_of_help_covers_too_and_a_no_about_this_one_stands(scene: Scene) -> None:
    scene.agrees(to="debt_help")
    referral = scene.propose()
    scene.agrees(yes=False)
    with scene.acts(), pytest.raises(ActionRefused, match="not_covered"):
        send(referral, on=TODAY)
    scene.agrees(yes=True)
    with scene.acts():
        send(get_referral(referral.public_id), on=TODAY)


def test_a_yes_about_the_kind_alone_covers(scene: Scene) -> None:
    scene.agrees(to="debt_help")
    referral = scene.propose()
    with scene.acts():
        send(referral, on=TODAY)
        assert Sharing.objects.get().recipient == "debt_help"


def test_sending_again_asks_for_consent_again(scene: Scene) -> None:
    referral = scene.sent()
    with scene.acts():
        withdraw(Consent.objects.get(), on=TODAY)
        with pytest.raises(ActionRefused, match="not_covered"):
            send(get_referral(referral.public_id), on=TODAY)
        assert Sharing.objects.count() == 1


def test_of_the_whole_family_everybody_is_asked_about(scene: Scene) -> None:
    scene.agrees()
    referral = scene.propose(parent=None)
    with scene.acts(), pytest.raises(ActionRefused) as refused:
        send(referral, on=TODAY)
    assert "Over Wout: vraag Wout." in refused.value.reason
    assert "Over Noor" in refused.value.reason


def test_nobody_is_sent_to_what_is_closed(scene: Scene) -> None:
    scene.agrees()
    referral = scene.propose()
    with system():
        close_service(scene.service)
    with scene.acts(), pytest.raises(ActionRefused, match="service_closed"):
        send(get_referral(referral.public_id), on=TODAY)
    with pytest.raises(ActionRefused, match="service_closed"):
        scene.propose()


def test_only_somebody_of_this_family_is_referred(scene: Scene) -> None:
    other = make_scene("Wytske").family
    with scene.acts(), pytest.raises(ActionRefused, match="not_of_this_family"):
        propose(scene.family.family, ReferralSaid(scene.service, parent=other.lotte), on=TODAY)


# ── going after the answer ──


def test_after_its_term_the_owner_goes_after_the_answer(scene: Scene) -> None:
    referral = scene.sent()
    later(14)
    with scene.acts():
        assert list_to_chase(clock.today(), 10) == []
    later(15)
    with scene.acts():
        (found,) = list_to_chase(clock.today(), 10, owners=[scene.user.pk])
        assert (found.pk, found.due_on) == (referral.pk, TODAY + timedelta(days=14))
    step(scene, referral, "chased")
    with scene.acts():
        assert list_to_chase(clock.today(), 10) == []
    later(30)
    with scene.acts():
        assert len(list_to_chase(clock.today(), 10)) == 1
    step(scene, referral, "accepted")
    with scene.acts():
        assert list_to_chase(clock.today(), 10) == []


def test_the_lists_tell_the_states_apart(scene: Scene) -> None:
    scene.propose()
    waiting, accepted, done = scene.sent(), scene.sent(), scene.sent()
    step(scene, accepted, "accepted")
    step(scene, done, "done")

    def found(state: str) -> set[int]:
        with scene.acts():
            return {one.pk for one in list_referrals(Asked(state), today=clock.today()).referrals}

    assert len(found("")) == 4
    assert len(found("open")) == 3
    assert found("waiting") == {waiting.pk}
    assert found("done") == {done.pk}
    assert found("to_chase") == set()
    with scene.acts():
        assert list_referrals(Asked(kind="medical"), today=TODAY).referrals == []
        assert len(list_referrals(Asked(kind="lighter"), today=TODAY).referrals) == 4


def test_a_step_that_cannot_follow_and_a_day_that_cannot_be_are_refused(scene: Scene) -> None:
    referral = scene.propose()
    for kind, on, code in (
        ("accepted", TODAY, "step_cannot_follow"), ("withdrawn", TODAY + timedelta(days=1), "day_in_the_future"),
        ("withdrawn", TODAY - timedelta(days=1), "before_the_last"),
    ):  # fmt: skip
        with scene.acts(), pytest.raises(ActionRefused, match=code):
            record_step(get_referral(referral.public_id), kind, on=on)
    with scene.acts():
        assert kinds(referral) == ["proposed"]


def test_a_wrong_click_is_taken_back_by_a_new_fact(scene: Scene) -> None:
    referral = scene.sent()
    wrong = step(scene, referral, "rejected", words="Wachtlijst")
    with scene.acts():
        take_back(wrong)
        assert kinds(referral) == ["proposed", "sent"]
        assert ReferralStep.objects.filter(referral=referral).count() == 4
        with pytest.raises(ContradictsRecord):
            take_back(wrong)


def test_what_was_sent_stays_sent(scene: Scene) -> None:
    referral = scene.sent()
    with scene.acts(), pytest.raises(ActionRefused, match="stays"):
        take_back(standing_steps(referral)[-1])


def test_a_coordinator_takes_a_referral_over(scene: Scene) -> None:
    referral = scene.sent()
    coordinator = account("c@example.org", "coordinator")
    with acting(identity_of(coordinator)):
        take_over(get_referral(referral.public_id))
        assert get_referral(referral.public_id).owner_id == coordinator.pk


# ── who sees it ──


def rows_seen() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM referrals_referral), (SELECT count(*) FROM referrals_referralstep)"
        )
        return cursor.fetchone()


def guarded_referral(scene: Scene) -> Referral:
    said = ReferralSaid(scene.service, ground_words="Besloten in stap 5: hulp organiseren", ground_on=TODAY)
    with guarded(scene.user):
        return get_referral(propose(scene.family.family, said, on=TODAY).public_id)


def test_a_nurse_sees_the_referrals_of_her_families_and_no_others(scene: Scene) -> None:
    referral = scene.sent()
    other = make_nurse("Wytske").user
    with acting(identity_of(other)):
        assert rows_seen() == (0, 0)
        with pytest.raises(NotFound):
            get_referral(referral.public_id)
    with pytest.raises(NotPermitted), acting(identity_of(other)):
        propose(scene.family.family, ReferralSaid(scene.service), on=TODAY)
    with acting(identity_of(account("c@example.org", "coordinator"))):
        assert rows_seen() == (1, 2)
    for role in ("sender", "analyst", "administrator", "log_keeper"):
        with acting(identity_of(account(f"{role}@example.org", role))):
            assert rows_seen() == (0, 0), role


def test_one_that_rests_on_the_meldcode_is_seen_by_its_owner_and_the_lead_alone(scene: Scene) -> None:
    referral = guarded_referral(scene)
    lead = account("lead@example.org", "safeguarding_lead")
    for user in (scene.user, lead):
        with guarded(user):
            assert rows_seen() == (1, 1)
    with scene.acts():
        assert rows_seen() == (0, 0), "in her ordinary work its owner sees nothing of it either"
    for user in (make_nurse("Wytske").user, account("c@example.org", "coordinator")):
        for identity in (identity_of(user), identity_of(user, purpose="safeguarding")):
            with acting(identity):
                assert rows_seen() == (0, 0), user.name
    with system():
        assert rows_seen() == (0, 0)
    assert {line.purpose for line in LogLine.objects.filter(subjects__contains=[referral.public_id])} == {
        "safeguarding"
    }


def test_it_is_sent_without_consent_and_not_noted_among_what_was_shared(scene: Scene) -> None:
    referral = guarded_referral(scene)
    with guarded(scene.user):
        send(referral, on=TODAY)
        assert kinds(referral) == ["proposed", "sent"]
        assert not Sharing.objects.exists()
    assert LogLine.objects.get(event="referral.sent").detail == "safeguarding"


def test_such_a_ground_is_told_whole_or_not_at_all(scene: Scene) -> None:
    with guarded(scene.user), pytest.raises(ActionRefused, match="ground_by_half"):
        propose(scene.family.family, ReferralSaid(scene.service, ground_words="Besloten"), on=TODAY)


def test_a_coordinator_decides_nothing_by_the_meldcode(scene: Scene) -> None:
    said = ReferralSaid(scene.service, ground_words="Besloten", ground_on=TODAY)
    with pytest.raises(NotPermitted), acting(identity_of(account("c@example.org", "coordinator"))):
        propose(scene.family.family, said, on=TODAY)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE referrals_referralstep SET words = ''", "DELETE FROM referrals_referralstep", "DELETE FROM referrals_referral",
        "UPDATE referrals_referral SET ground = 'consent'", "UPDATE referrals_replylink SET digest = ''",
    ],
)  # fmt: skip
def test_what_was_written_cannot_be_changed_by_the_application(scene: Scene, statement: str) -> None:
    scene.sent()
    with scene.acts(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_another_service_of_the_same_kind_is_told_apart(scene: Scene) -> None:
    scene.agrees()
    other = make_service("Schuldhulp Zuid")
    with scene.acts():
        referral = propose(scene.family.family, ReferralSaid(other, parent=scene.family.lotte), on=TODAY)
        with pytest.raises(ActionRefused, match="not_covered"):
            send(get_referral(referral.public_id), on=TODAY)
