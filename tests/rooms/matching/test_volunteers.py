# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of volunteers: what was seen and told is added, her state follows, her link opens her own page alone."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import characters
from duizend.delivery.matching.actions import (
    OwnWords,
    VolunteerTold,
    ask_to_stop,
    begin_pause,
    change_own_words,
    correct_volunteer,
    end_pauses,
    end_volunteer,
    handle_said,
    record_check,
    register_volunteer,
    renew_link,
    take_back_stop,
    tell_times,
    tell_worry,
    undo_end,
    withdraw_check,
    withdraw_link,
)
from duizend.delivery.matching.models import (
    VolunteerCheck,
    VolunteerLink,
    VolunteerPause,
    VolunteerSaid,
    VolunteerTimes,
)
from duizend.delivery.matching.queries import (
    facts_of,
    find_link,
    find_open_link,
    get_volunteer,
    list_lapsing,
    list_to_look_back,
    list_unhandled,
    list_volunteers,
    needs_of,
    standing_of,
)
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord, NotFound, NotPermitted
from rooms.matching import volunteers
from rooms.matching.volunteers import BEFORE, ON, coordinator, system, version, volunteer


def stands(who: object) -> str:
    with coordinator():
        return standing_of(get_volunteer(who.public_id), ON)


def told(**other: object) -> VolunteerTold:
    place = characters.region().find_municipality("Oudrade")
    return VolunteerTold(**{"given_name": "Tom", "family_name": "van der Peters", "municipality": place, **other})


def test_a_volunteer_is_registered_under_her_name_without_its_prefix() -> None:
    made = volunteer("Bea van der Meer", ready=False)
    assert (made.name_prefix, made.family_name, made.full_name) == ("van der", "Meer", "Bea van der Meer")
    assert stands(made) == "registered"


def test_what_was_seen_makes_her_available_and_the_document_is_nowhere() -> None:
    made = volunteer()
    assert stands(made) == "available"
    assert {f.name for f in VolunteerCheck._meta.get_fields() if f.concrete} == {
        "id", "volunteer", "kind", "seen_by", "valid_until", "happened_on", "entered_at", "entered_by", "corrects",
        "withdrawn",
    }  # fmt: skip


def test_a_check_that_is_taken_back_stands_no_more_and_both_rows_are_kept() -> None:
    made = volunteer()
    with coordinator():
        check = made.checks.get(kind="vog")
        withdraw_check(check)
        with pytest.raises(ContradictsRecord, match="taken_back_before"):
            withdraw_check(check)
        assert VolunteerCheck.objects.filter(volunteer=made, kind="vog").count() == 2
    assert stands(made) == "checking"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"seen_on": ON + timedelta(days=1), "valid_until": ON + timedelta(days=9)}, "day_in_the_future"),
        ({"seen_on": ON}, "needs_last_day"),
        ({"seen_on": ON, "valid_until": ON}, "period_in_order"),
    ],
)  # fmt: skip
def test_a_check_that_cannot_be_is_refused_with_what_to_do(said: dict, code: str) -> None:
    made = volunteer(ready=False)
    with pytest.raises(ActionRefused, match=code) as refused, coordinator():
        record_check(made, "vog", **said)
    assert refused.value.reason


def test_a_volunteer_of_a_programme_without_matching_is_refused() -> None:
    with pytest.raises(ActionRefused, match="no_matching"), coordinator():
        register_volunteer(told(), programme=characters.programme().programme, on=ON)
    assert needs_of("none") == ()


def test_ages_that_cannot_be_are_refused() -> None:
    with pytest.raises(ActionRefused, match="ages_in_order"), coordinator():
        register_volunteer(told(age_from=6, age_until=6), programme=version().programme, on=ON)
    with coordinator():
        made = correct_volunteer(volunteer(), told(age_from=6, age_until=9))
        assert (made.given_name, made.age_from) == ("Tom", 6)
    with pytest.raises(ActionRefused, match="ages_in_order"), coordinator():
        change_own_words(made, OwnWords(age_from=3, age_until=2))


def test_times_are_told_anew_and_the_last_ones_hold() -> None:
    made = volunteer(half_days=None)
    assert facts_of(made).half_days is None
    with coordinator():
        tell_times(made, ["fri_morning", "mon_evening", "night"], on=ON)
        tell_times(made, [], on=ON)
        assert facts_of(get_volunteer(made.public_id)).half_days == frozenset()
        assert VolunteerTimes.objects.order_by("id").first().half_days == ["mon_evening", "fri_morning"]


def test_a_pause_begins_and_ends_by_new_facts() -> None:
    made = volunteer()
    with coordinator():
        begin_pause(made, from_on=ON)
        assert stands(made) == "paused"
        end_pauses(made, on=ON)
        end_pauses(made, on=ON)
        assert VolunteerPause.objects.count() == 2
    assert stands(made) == "available"


@pytest.mark.parametrize(
    ("until", "code"), [(BEFORE, "day_has_passed"), (BEFORE - timedelta(days=2), "period_in_order")]
)
def test_a_pause_that_is_over_is_refused(until: object, code: str) -> None:
    made = volunteer()
    with pytest.raises(ActionRefused, match=code), coordinator():
        begin_pause(made, from_on=BEFORE - timedelta(days=1), until_on=until)


def test_a_worry_and_the_wish_to_stop_wait_for_the_coordinator() -> None:
    made = volunteer()
    with coordinator():
        worry = tell_worry(made, " Sami slaapt slecht. ")
        stop = ask_to_stop(made)
        assert ask_to_stop(made) == stop
        assert [(one.kind, one.words) for one in list_unhandled(5)] == [
            ("worry", "Sami slaapt slecht."),
            ("wants_to_stop", ""),
        ]
        assert stands(made) == "stopping"
        handle_said(worry, "Gebeld, komt maandag terug.")
        with pytest.raises(ContradictsRecord, match="handled_before"):
            handle_said(worry)
        assert list_unhandled(5) == [stop]
        take_back_stop(made)
        take_back_stop(made)
        assert list_unhandled(5) == []
    assert stands(made) == "available"
    with pytest.raises(ActionRefused, match="no_words"), coordinator():
        tell_worry(made, " ")


def test_who_stops_is_handled_her_link_closes_and_it_can_be_taken_back() -> None:
    made = volunteer()
    with coordinator():
        ask_to_stop(made)
        renew_link(made)
        end_volunteer(made, on=ON, words="Verhuist")
        assert (list_unhandled(5), find_open_link(made)) == ([], None)
        assert stands(made) == "ended"
        with pytest.raises(ContradictsRecord, match="ended_before"):
            end_volunteer(made, on=ON)
        with pytest.raises(ActionRefused, match="volunteer_stops"):
            renew_link(made)
        undo_end(made)
        with pytest.raises(ActionRefused, match="not_ended"):
            undo_end(made)
    assert stands(made) == "available"


def test_a_volunteer_with_an_open_match_does_not_just_stop() -> None:
    made = volunteer()
    volunteers.proposed(volunteers.family(), made)
    with pytest.raises(ActionRefused, match="match_is_open"), coordinator():
        end_volunteer(made, on=ON)


def test_of_a_link_only_a_digest_is_kept_and_a_new_one_lets_the_old_one_go() -> None:
    made = volunteer()
    with coordinator():
        first, word = renew_link(made)
        assert word not in {str(getattr(first, f.name)) for f in VolunteerLink._meta.fields}
        assert find_link(word) == first
        assert find_link(word[:-1] + "2" if word[-1] != "2" else word[:-1] + "3") is None
        second, _word = renew_link(made)
        first.refresh_from_db()
        assert first.withdrawn_at is not None
        assert find_open_link(made) == second
        withdraw_link(made)
        withdraw_link(made)
        assert find_open_link(made) is None


def test_what_lapses_within_the_horizon_is_told_unless_something_newer_was_seen_or_she_stopped() -> None:
    soon, late, renewed, ended = (volunteer(name, ready=False) for name in ("A Soon", "B Late", "C Renewed", "D Ended"))
    with coordinator():
        for who, days in ((soon, 59), (late, 61), (renewed, 10), (ended, 10)):
            record_check(who, "vog", seen_on=BEFORE, valid_until=ON + timedelta(days=days))
        record_check(renewed, "vog", seen_on=ON, valid_until=ON + timedelta(days=800))
        end_volunteer(ended, on=ON)
        until = ON + timedelta(days=60)
        assert [row.volunteer for row in list_lapsing(ON, until, 9)] == [soon]
        assert list_lapsing(ON, until, 9, municipality_id=-1) == []
        assert list_unhandled(9, municipality_id=-1) == list_to_look_back(until, 9, municipality_id=-1) == []


def test_the_register_is_searched_by_name_and_by_state_and_hides_who_stopped() -> None:
    ready, new, gone = volunteer("Harriët Vos"), volunteer("Tom Peters", ready=False), volunteer("Ans Bos")
    with coordinator():
        end_volunteer(gone, on=ON)
        page = list_volunteers(on=ON)
        assert [who for who, _ in page.rows] == [ready, new]
        assert page.counts == {"available": 1, "registered": 1, "ended": 1}
        assert [who for who, _ in list_volunteers(on=ON, words="vos harri").rows] == [ready]
        assert list_volunteers(on=ON, state="ended").rows == [(gone, "ended")]
        with pytest.raises(NotFound):
            get_volunteer("nobody")


def test_the_number_of_queries_does_not_grow_with_the_register() -> None:
    def asked() -> int:
        with coordinator(), CaptureQueriesContext(connection) as found:
            list_volunteers(on=ON)
        return len(found)

    volunteer("A A")
    one = asked()
    volunteers.proposed(volunteers.family(), volunteer("B B"))
    volunteer("C C")
    assert asked() == one


@pytest.mark.parametrize("role", ["nurse", "sender", "analyst", "municipality", "administrator", "log_keeper"])
def test_nobody_but_the_coordinator_writes_or_sees_volunteers(role: str, lines) -> None:
    made = volunteer()
    code = characters.region().find_municipality("Oudrade").code
    stranger = characters.account(f"{role}@example.org", role, municipality=code if role == "municipality" else "")
    with acting(identity_of(stranger)):
        assert list_volunteers(on=ON).rows == []
        assert VolunteerSaid.objects.count() == VolunteerCheck.objects.count() == 0
    with pytest.raises(NotPermitted), acting(identity_of(stranger)):
        tell_times(made, [], on=ON)
    assert (lines()[-1].outcome, lines()[-1].subjects) == ("refused", [made.public_id])


def test_what_is_written_is_logged_with_the_volunteers_opaque_id(lines) -> None:
    made = volunteer()
    with coordinator():
        tell_worry(made, "Ik maak me zorgen.")
    events = [(line.event, line.subjects[0]) for line in lines() if line.event.startswith("volunteer.")]
    assert ("volunteer.registered", made.public_id) in events
    assert ("volunteer.worry_told", made.public_id) in events
    assert "zorgen" not in "".join(str(line.detail) for line in lines())


def test_the_pages_own_words_are_few(lines) -> None:
    assert {f.name for f in fields(OwnWords)} == {"phone", "email", "about", "age_from", "age_until"}
    made = volunteer()
    with system():
        change_own_words(made, OwnWords(phone="06-00111111"))
    assert lines()[-1].event == "volunteer.corrected"
