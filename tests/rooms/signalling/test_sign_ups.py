# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sign-ups: coming in, being handled, and what their senders may see of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError

import characters
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted
from duizend.ground.region.models import Organisation
from duizend.record.families.models import Family
from duizend.record.signalling.actions import (
    handle_sign_up,
    make_link,
    receive_by_link,
    receive_sign_up,
    register_from_sign_up,
    take_up,
    withdraw_link,
)
from duizend.record.signalling.models import SenderLink, SignUp, SignUpDetails, SignUpHandling
from duizend.record.signalling.queries.sign_ups import (
    Asked,
    count_unhandled,
    find_link,
    get_sign_up,
    list_own,
    list_sign_ups,
    list_unhandled,
)
from rooms.signalling.senders import DUE, midwife, sent, told


def test_a_sign_up_stands_with_its_sender_its_purpose_its_end_and_what_the_parents_know() -> None:
    sign_up = sent(midwife())
    with acting(identity_of(characters.coordinator())):
        kept = get_sign_up(sign_up.public_id)
        assert (kept.family, kept.source, kept.parents_know, kept.purpose) == (
            None,
            "midwife",
            "agreed",
            "Kijk samen wat past",
        )
        assert kept.ends_on == characters.ON.replace(year=characters.ON.year + 1)
        assert (kept.details.given_name, kept.details.due_date) == ("Samira", DUE)


@pytest.mark.parametrize("knows", ["told", "not_yet_told"])
def test_a_midwife_without_the_womans_agreement_is_refused_with_words_that_help(knows: str) -> None:
    with pytest.raises(ActionRefused) as refused, acting(identity_of(midwife())):
        receive_sign_up(told(parents_know=knows, not_told_because="geen tijd"), received_on=characters.ON)
    assert "akkoord" in refused.value.reason
    with acting(system_identity("test")):
        assert not SignUp.objects.exists()


def test_a_nursery_may_send_with_the_reason_why_the_parents_do_not_know_yet() -> None:
    sender = midwife()
    with pytest.raises(ActionRefused):
        sent(sender, source="nursery", parents_know="not_yet_told")
    kept = sent(sender, source="nursery", parents_know="not_yet_told", not_told_because="Ze zijn met vakantie")
    assert kept.not_told_because == "Ze zijn met vakantie"


def test_the_same_sign_up_sent_twice_on_a_day_is_one() -> None:
    sender = midwife()
    assert sent(sender).pk == sent(sender).pk
    assert sent(sender, "Noor").pk != sent(sender).pk


def test_a_sender_sees_her_own_sign_ups_and_what_was_told_and_nobody_elses() -> None:
    sender, other = midwife(), midwife("andere@brug.example")
    own, _theirs = sent(sender), sent(other, "Noor")
    with acting(identity_of(sender)):
        assert [s.pk for s in SignUp.objects.all()] == [own.pk]
        assert [d.given_name for d in SignUpDetails.objects.all()] == ["Samira"]
        assert [s.pk for s in list_own(sender.pk)] == [own.pk]
        assert not Family.objects.exists()


def test_a_sender_never_sees_the_family_that_her_sign_up_became() -> None:
    sender = midwife()
    own = sent(sender)
    with acting(identity_of(characters.coordinator())):
        register_from_sign_up(get_sign_up(own.public_id), on=characters.ON)
    with acting(identity_of(sender)):
        seen = SignUp.objects.get()
        assert seen.family_id is not None
        assert [h.outcome for h in SignUpHandling.objects.all()] == ["registered"]
        assert not Family.objects.exists()


@pytest.mark.parametrize("role", ["nurse", "analyst", "municipality", "administrator", "log_keeper"])
def test_who_is_no_coordinator_and_no_sender_sees_no_sign_up_at_all(role: str) -> None:
    sent(midwife())
    code = characters.region().find_municipality("Oudrade").code if role == "municipality" else ""
    account = characters.account(f"{role}@elders.example", role, municipality=code)
    with acting(identity_of(account)):
        assert not SignUp.objects.exists()
        assert not SignUpDetails.objects.exists()
    with pytest.raises(NotPermitted), acting(identity_of(account)):
        receive_sign_up(told(), received_on=characters.ON)


def test_a_sender_can_neither_handle_a_sign_up_nor_make_a_link() -> None:
    sender = midwife()
    own = sent(sender)
    with pytest.raises(NotPermitted), acting(identity_of(sender)):
        take_up(own)
    with pytest.raises(NotPermitted), acting(identity_of(sender)):
        handle_sign_up(own, "double")
    with pytest.raises(NotPermitted), acting(identity_of(sender)):
        make_link("midwife")


def test_a_sender_cannot_send_in_somebody_elses_name_past_the_action() -> None:
    sender, other = midwife(), midwife("andere@brug.example")
    with pytest.raises(DatabaseError), acting(identity_of(sender)):
        SignUp.objects.create(
            happened_on=characters.ON, entered_by=other, sender=other, source="midwife", ends_on=characters.ON
        )


def test_registering_makes_a_family_with_its_pregnancy_and_ends_the_sign_up() -> None:
    own = sent(midwife(), who=replace(told().who, safe_contact="Alleen overdag bellen", expected_children=2))
    with acting(identity_of(characters.coordinator())):
        family = register_from_sign_up(get_sign_up(own.public_id), on=characters.ON)
        assert SignUp.objects.get().family == family
        assert (family.pregnancies.get().due_date, family.pregnancies.get().expected_children) == (DUE, 2)
        assert family.parents.get().safe_contact == "Alleen overdag bellen"
        with pytest.raises(ActionRefused, match="already_handled"):
            register_from_sign_up(get_sign_up(own.public_id), on=characters.ON)


def test_a_sign_up_of_a_child_that_was_born_becomes_a_family_with_that_child() -> None:
    born = characters.ON - timedelta(weeks=3)
    who = replace(told().who, due_date=None, child_birth_date=born, child_name="Noor")
    own = sent(midwife(), who=who)
    with acting(identity_of(characters.coordinator())):
        family = register_from_sign_up(get_sign_up(own.public_id), on=characters.ON)
        assert [(c.given_name, c.birth_date) for c in family.children.all()] == [("Noor", born)]


def test_a_sign_up_is_linked_to_a_family_that_is_known_already() -> None:
    own = sent(midwife())
    with acting(system_identity("test")):
        family = characters.expecting().family
    with acting(identity_of(characters.coordinator())):
        handle_sign_up(own, "linked", family=family)
        assert own in family.sign_ups.all()


def test_what_was_handled_cannot_be_handled_again_and_taking_up_twice_is_once() -> None:
    own = sent(midwife())
    with acting(identity_of(characters.coordinator())):
        assert take_up(own).pk == take_up(own).pk
        handle_sign_up(own, "not_for_us", words_to_sender="Het buurtteam helpt hierbij.")
        for again in (lambda: take_up(own), lambda: handle_sign_up(own, "double")):
            with pytest.raises(ActionRefused, match="already_handled"):
                again()


def test_the_longest_waiting_come_first_and_handled_ones_stand_apart() -> None:
    sender = midwife()
    made = [
        sent(sender, name, on=characters.ON - timedelta(days=days)) for name, days in (("A", 2), ("B", 9), ("C", 5))
    ]
    with acting(identity_of(characters.coordinator())):
        assert [s.details.given_name for s in list_unhandled(10)] == ["B", "C", "A"]
        take_up(made[1])
        handle_sign_up(made[2], "double")
        assert [s.details.given_name for s in list_sign_ups(Asked()).sign_ups] == ["B", "A"]
        assert [s.details.given_name for s in list_sign_ups(Asked(handled=True)).sign_ups] == ["C"]
        assert count_unhandled() == 2


def test_pages_follow_each_other_without_a_gap_and_filters_keep_to_source_and_place() -> None:
    sender = midwife()
    for number in range(5):
        sent(sender, f"Ouder {number}", source="gp" if number == 3 else "midwife")
    with acting(identity_of(characters.coordinator())):
        first = list_sign_ups(Asked(), size=2)
        second = list_sign_ups(Asked(), after=first.next_after, size=2)
        third = list_sign_ups(Asked(), after=second.next_after, size=2)
        names = [s.details.given_name for page in (first, second, third) for s in page.sign_ups]
        assert names == [f"Ouder {number}" for number in range(5)]
        assert third.next_after is None
        assert [s.details.given_name for s in list_sign_ups(Asked(source="gp")).sign_ups] == ["Ouder 3"]
        assert list_sign_ups(Asked(municipality="GM9002")).sign_ups == []
        with pytest.raises(NotFound):
            list_sign_ups(Asked(), after="22222222222222")


def test_only_the_digest_of_a_links_word_is_kept() -> None:
    organisation = Organisation.objects.first()
    with acting(identity_of(characters.coordinator())):
        link, word = make_link("midwife", organisation=organisation)
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_jsonb(l)::text FROM signalling_senderlink l")
            assert word not in cursor.fetchone()[0]
        assert find_link(word) == link
        assert find_link(word[:-1] + ("2" if word[-1] != "2" else "3")) is None


def test_one_sign_up_per_link_logged_under_the_system_with_the_links_id(lines) -> None:
    with acting(identity_of(characters.coordinator())):
        link, word = make_link("midwife")
    with acting(system_identity("sign_up_link")):
        first = receive_by_link(word, told(), received_on=characters.ON)
        assert receive_by_link(word, told("Noor"), received_on=characters.ON).pk == first.pk
        assert SignUp.objects.get().sender_id is None
    (line,) = [line for line in lines() if line.event == "sign_up.received"]
    assert (line.roles, line.purpose, line.subjects) == ("system", "sign_up_link", [first.public_id, link.public_id])


def test_a_link_that_ran_out_or_was_withdrawn_takes_nothing_in() -> None:
    with acting(identity_of(characters.coordinator())):
        _late, late_word = make_link("midwife", days=1)
        gone, gone_word = make_link("gp")
        withdraw_link(gone)
        withdraw_link(SenderLink.objects.get(pk=gone.pk))
    clock.set_practice_date(characters.ON + timedelta(days=2))
    for word in (late_word, gone_word, "2" * 26):
        with pytest.raises(ActionRefused, match="link_ended"), acting(system_identity("sign_up_link")):
            receive_by_link(word, told(), received_on=clock.today())


def test_each_thing_that_is_done_is_a_line_in_the_log(lines) -> None:
    own = sent(midwife())
    with acting(identity_of(characters.coordinator())):
        take_up(own)
        family = register_from_sign_up(get_sign_up(own.public_id), on=characters.ON)
    events = {line.event: line.subjects for line in lines()}
    assert events["sign_up.received"] == events["sign_up.taken_up"] == [own.public_id]
    assert events["sign_up.handled"] == [own.public_id, family.public_id]
