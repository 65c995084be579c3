# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A message goes to whom it may, says nothing, goes once; and where it may not go, somebody tells it herself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta

import pytest
from django.test import Client

from duizend.doors.messaging.actions import Sent, note_late_referrals, note_told, send_waiting
from duizend.doors.messaging.models import Message
from duizend.doors.messaging.providers import Console, Letter, ProviderFailed, chosen_provider
from duizend.doors.messaging.queries import list_messages, list_to_tell
from duizend.doors.messaging.rules import MOST_ATTEMPTS
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.models import Parent
from duizend.safety.referrals.actions import record_step, take_back, take_over
from duizend.safety.referrals.models import Referral
from duizend.safety.referrals.queries import get_referral, standing_steps
from rooms.consents.characters import TODAY
from rooms.contacts.characters import make_nurse, system
from rooms.referrals.characters import Scene, account, make_scene

PHONE = "06-00000042"


@dataclass
class Box:
    """A provider that keeps what it is given, or refuses it."""

    refuses: bool = False
    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        if self.refuses:
            raise ProviderFailed("busy")
        self.letters.append(letter)


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = make_scene()
    with system():
        Parent.objects.filter(pk=made.family.lotte.pk).update(phone=PHONE, safe_contact="", contact_by="any")
    later(0)
    yield made
    clock.hold(None)


def later(days: int, *, at: time = time(10)) -> None:
    clock.hold(clock.at(TODAY + timedelta(days=days), at))


def answered(scene: Scene, kind: str = "accepted") -> Referral:
    referral = scene.sent(tells=scene.family.lotte)
    with scene.acts():
        record_step(referral, kind, on=clock.today())
    return referral


def states() -> list[tuple[str, str]]:
    with system():
        return list(Message.objects.order_by("id").values_list("state", "because"))


# ── to a parent ──


@pytest.mark.parametrize("kind", ["accepted", "rejected"])
def test_a_parent_who_wants_to_hear_gets_one_message_that_says_nothing(scene: Scene, kind: str) -> None:
    answered(scene, kind)
    box = Box()
    assert send_waiting(box) == Sent(sent=1)
    assert send_waiting(box) == Sent()
    (letter,) = box.letters
    assert (letter.way, letter.address) == ("sms", PHONE)
    assert not [word for word in ("Lotte", "Budgethuis", "verwijz") if word in letter.text]
    assert states() == [("sent", "")]
    line = LogLine.objects.get(event="message.sent")
    assert scene.family.family.public_id in line.subjects


def test_who_did_not_ask_to_hear_is_told_nothing(scene: Scene) -> None:
    referral = scene.sent()
    with scene.acts():
        record_step(referral, "accepted", on=clock.today())
    assert states() == []


def test_safe_contact_that_was_agreed_after_the_answer_still_stops_it(scene: Scene) -> None:
    answered(scene)
    with system():
        Parent.objects.filter(pk=scene.family.lotte.pk).update(safe_contact="Alleen via haar zus")
    box = Box()
    assert send_waiting(box) == Sent(kept=1)
    assert box.letters == []
    assert states() == [("kept", "safe_contact")]
    assert LogLine.objects.get(event="message.kept").detail == "safe_contact"


def test_where_messages_are_off_everything_is_told_by_people(scene: Scene) -> None:
    answered(scene)
    assert send_waiting(None) == Sent(kept=1)
    assert states() == [("kept", "no_provider")]


def test_at_night_it_waits_for_the_morning(scene: Scene) -> None:
    answered(scene)
    later(0, at=time(22))
    assert send_waiting(Box()) == Sent(waiting=1)
    later(1, at=time(9))
    assert send_waiting(Box()) == Sent(sent=1)


def test_an_answer_that_is_taken_back_in_time_is_not_told(scene: Scene) -> None:
    referral = answered(scene)
    with scene.acts():
        take_back(standing_steps(get_referral(referral.public_id))[-1])
    assert send_waiting(Box()) == Sent()
    assert states() == [("dropped", "")]


def test_what_a_provider_refuses_is_tried_again_under_the_same_key_and_then_told_by_somebody(scene: Scene) -> None:
    answered(scene)
    for _ in range(MOST_ATTEMPTS - 1):
        assert send_waiting(Box(refuses=True)) == Sent(waiting=1)
    box = Box()
    with system():
        key = Message.objects.get().public_id
    assert send_waiting(Box(refuses=True)) == Sent(kept=1)
    assert send_waiting(box) == Sent()
    assert states() == [("failed", "failed")]
    assert key not in [letter.key for letter in box.letters]


def test_one_that_fails_does_not_keep_the_next_from_going(scene: Scene) -> None:
    answered(scene)
    answered(scene)

    class Picky(Box):
        def send(self, letter: Letter) -> None:
            with system():
                first = Message.objects.order_by("id").first().public_id
            self.refuses = letter.key == first
            super().send(letter)

    assert send_waiting(Picky()) == Sent(sent=1, waiting=1)


# ── to a colleague ──


def test_whoever_goes_after_a_late_answer_hears_once_for_each_term(scene: Scene) -> None:
    referral = scene.sent()
    later(15)
    with system():
        assert note_late_referrals(clock.today()) == 1
        assert note_late_referrals(clock.today()) == 0
    box = Box()
    assert send_waiting(box) == Sent(sent=1)
    assert (box.letters[0].way, box.letters[0].address) == ("email", scene.user.email)
    with scene.acts():
        record_step(get_referral(referral.public_id), "chased", on=clock.today())
    later(30)
    with system():
        assert note_late_referrals(clock.today()) == 1


def test_a_colleague_who_takes_over_hears_too(scene: Scene) -> None:
    referral = scene.sent()
    later(15)
    coordinator = account("nel@verzonnen.example", "coordinator")
    with system():
        note_late_referrals(clock.today())
    with acting(identity_of(coordinator)):
        take_over(get_referral(referral.public_id))
    with system():
        assert note_late_referrals(clock.today()) == 1


def test_a_late_message_that_still_waits_is_dropped_when_something_happens(scene: Scene) -> None:
    referral = scene.sent()
    later(15)
    with system():
        note_late_referrals(clock.today())
    with scene.acts():
        record_step(get_referral(referral.public_id), "chased", on=clock.today())
    assert states() == [("dropped", "")]


# ── telling it oneself ──


def test_the_day_of_whoever_goes_after_it_says_that_it_is_to_be_told(scene: Scene) -> None:
    answered(scene)
    send_waiting(None)
    with scene.acts():
        assert [one.parent.given_name for one in list_to_tell(5, owners=[scene.user.pk])] == ["Lotte"]
    client = Client()
    client.force_login(scene.user)
    assert "Vertel zelf wat het antwoord is" in client.get("/vandaag").content.decode()


def test_from_the_list_it_is_recorded_that_somebody_told_it(scene: Scene) -> None:
    answered(scene)
    send_waiting(None)
    client = Client()
    client.force_login(scene.user)
    page = client.get("/berichten", {"stand": "to_tell"}).content.decode()
    assert "Deze organisatie verstuurt geen berichten." in page
    address = re.search(r'action="(/berichten/\w+/verteld)"', page)[1]
    assert client.post(address, follow=True).status_code == 200
    assert states() == [("told", "no_provider")]
    with scene.acts():
        assert list_to_tell(5, owners=[scene.user.pk]) == []
    assert client.post(address).status_code == 409


def test_what_went_out_cannot_be_told_again(scene: Scene) -> None:
    answered(scene)
    send_waiting(Box())
    with scene.acts(), pytest.raises(ActionRefused):
        note_told(Message.objects.get())


def test_the_list_holds_what_one_may_see_and_can_be_narrowed(scene: Scene) -> None:
    referral = answered(scene)
    with scene.acts():
        assert len(list_messages().messages) == 1
        assert len(list_messages(referral=referral.public_id).messages) == 1
        assert list_messages("done").messages == []
    other = make_nurse("Wendy")
    with other.acts():
        assert list_messages().messages == []


def test_only_the_system_sends(scene: Scene) -> None:
    with scene.acts(), pytest.raises(NotPermitted):
        note_late_referrals(clock.today())


# ── the provider of practice ──


def test_the_console_says_neither_to_whom_nor_about_what(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    answered(scene)
    assert isinstance(chosen_provider(), Console)
    send_waiting(chosen_provider())
    printed = capsys.readouterr().out
    assert "Er is nieuws" in printed
    assert not [word for word in (PHONE, "Lotte", "Budgethuis", scene.family.family.public_id) if word in printed]
