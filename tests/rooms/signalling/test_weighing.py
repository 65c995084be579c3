# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is weighed is added, never changed: factors, a judgement and a decision, each by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

import characters
from duizend.catalogue.queries import get_vocabulary
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.models import Family
from duizend.record.families.queries import get_family
from duizend.record.signalling.actions.weighing import (
    note_factor,
    note_factors,
    record_judgement,
    record_shared_decision,
    withdraw_factor,
    withdraw_judgement,
    withdraw_shared_decision,
)
from duizend.record.signalling.models import FactorNoted, Judgement, SharedDecision
from duizend.record.signalling.queries.weighing import Weighing, fits_of, weighing_of
from duizend.record.signalling.rules.weighing import OWN_STRENGTH, OWN_WORDS, Fit
from rooms.signalling import weighed
from rooms.signalling.weighed import ON


@pytest.fixture
def family() -> Iterator[Family]:
    with weighed.everything():
        yield weighed.make_family()


def risk(number: int = 0) -> str:
    return get_vocabulary().ids("risk")[number]


def strength(number: int = 0) -> str:
    return get_vocabulary().ids("protective")[number]


def refused(call: object, *args: object, **said: object) -> str:
    with pytest.raises(ActionRefused) as refusal, transaction.atomic():
        call(*args, **said)
    return refusal.value.code


def programme() -> str:
    return characters.programme().programme


def test_a_word_is_noted_with_day_author_and_who_said_it(family: Family) -> None:
    parent = family.parents.all()[0]
    note_factor(family, risk(), on=ON, said_by="parent", parent=parent, words="het geld is op")
    note_factor(family, strength(), on=ON)
    weighing = weighing_of(family)
    (weighs,), (strong,) = weighing.on_side("weighs"), weighing.on_side("strong")
    assert (weighs.fact.words, weighs.parent, weighs.fact.happened_on) == ("het geld is op", parent, ON)
    assert strong.fact.entered_by.name
    assert not strong.is_said_by_a_parent


def test_own_words_need_no_word_of_the_field(family: Family) -> None:
    note_factor(family, OWN_STRENGTH, on=ON, words="oma en tante in de buurt")
    note_factor(family, OWN_WORDS, on=ON, said_by="parent", parent=family.parents.all()[0], words="ik wil slapen")
    weighing = weighing_of(family)
    assert [one.fact.words for one in weighing.on_side("strong")] == ["oma en tante in de buurt"]
    assert [one.fact.words for one in weighing.on_side("said")] == ["ik wil slapen"]


def test_another_spelling_is_noted_as_the_word_of_the_list(family: Family) -> None:
    factor = next(factor for factor in get_vocabulary().factors if factor.aliases)
    assert note_factor(family, factor.aliases[0], on=ON).factor == factor.id


def test_the_same_once_more_changes_nothing_and_other_words_replace_it(family: Family) -> None:
    first = note_factor(family, risk(), on=ON, words="krap")
    assert note_factor(family, risk(), on=ON, words="krap") == first
    assert note_factor(family, risk(), on=ON) == first
    second = note_factor(family, risk(), on=ON, words="heel krap")
    assert second.corrects == first
    assert [one.fact.words for one in weighing_of(family).noted] == ["heel krap"]
    assert FactorNoted.objects.filter(family=family).count() == 2


def test_what_two_people_say_of_the_same_stands_side_by_side(family: Family) -> None:
    note_factor(family, risk(), on=ON, said_by="parent", parent=family.parents.all()[0])
    note_factor(family, risk(), on=ON)
    assert {one.fact.said_by for one in weighing_of(family).noted} == {"parent", "professional"}


def test_what_cannot_be_noted_is_refused_and_nothing_of_it_stays(family: Family) -> None:
    tomorrow = ON + timedelta(days=1)
    with weighed.everything():
        stranger = weighed.make_family("Tirza").parents.all()[0]
    assert refused(note_factors, family, [risk(), "verzonnen-woord"], on=ON) == "unknown_factor"
    assert refused(note_factor, family, OWN_STRENGTH, on=ON, words="  ") == "no_words"
    assert refused(note_factor, family, risk(), on=tomorrow) == "day_to_come"
    assert refused(note_factor, family, risk(), on=ON, said_by="parent", parent=stranger) == "not_of_this_family"
    assert refused(note_factor, family, risk(), on=ON, said_by="neighbour") == "who_said_it"
    assert refused(note_factor, family, risk(), on=ON, parent=family.parents.all()[0]) == "who_said_it"
    assert refused(note_factors, family, [], on=ON) == "nothing_noted"
    assert weighing_of(family) == Weighing((), (), (), (), ())


def test_what_was_noted_can_be_taken_back_and_stays_in_the_record(family: Family) -> None:
    noted = note_factor(family, risk(), on=ON)
    taken_back = withdraw_factor(noted)
    assert weighing_of(family).noted == ()
    assert (taken_back.corrects, taken_back.withdrawn) == (noted, True)
    assert refused(withdraw_factor, noted) == "no_longer_stands"
    assert note_factor(family, risk(), on=ON).pk not in (noted.pk, taken_back.pk)


def test_a_judgement_needs_no_score_and_keeps_its_name_and_day(family: Family) -> None:
    record_judgement(family, "useful", on=ON - timedelta(days=8), words="warm contact")
    record_judgement(family, "unsure", on=ON)
    assert [one.judgement for one in weighing_of(family).judgements] == ["unsure", "useful"]
    assert weighing_of(family).judgement.judgement == "unsure"


def test_a_judgement_of_the_same_day_replaces_itself_and_leaves_another_persons_alone(family: Family) -> None:
    first = record_judgement(family, "useful", on=ON)
    assert record_judgement(family, "useful", on=ON) == first
    with acting(identity_of(characters.coordinator())):
        record_judgement(family, "not_now", on=ON)
    record_judgement(family, "unsure", on=ON)
    assert sorted(one.judgement for one in weighing_of(family).judgements) == ["not_now", "unsure"]
    assert refused(record_judgement, family, "high", on=ON) == "no_judgement"
    assert refused(record_judgement, family, "useful", on=ON + timedelta(days=1)) == "day_to_come"


def test_nobody_takes_back_the_judgement_of_another(family: Family) -> None:
    own = record_judgement(family, "useful", on=ON)
    with acting(identity_of(characters.coordinator())):
        assert refused(withdraw_judgement, own) == "of_somebody_else"
    assert withdraw_judgement(own).withdrawn
    assert weighing_of(family).judgement is None


def test_a_decision_is_the_parents_in_their_words_and_two_may_differ(family: Family) -> None:
    parent = family.parents.all()[0]
    record_shared_decision(family, "offer", on=ON, programme=programme(), words="graag iemand om mee te praten")
    record_shared_decision(family, "think", on=ON, parent=parent, words="eerst slapen")
    assert {(one.decision, one.parent_id) for one in weighing_of(family).decisions} == {
        ("offer", None), ("think", parent.pk),
    }  # fmt: skip
    again = record_shared_decision(family, "nothing_now", on=ON, parent=parent)
    assert again.corrects.decision == "think"
    assert record_shared_decision(family, "nothing_now", on=ON, parent=parent) == again
    assert withdraw_shared_decision(again).withdrawn
    assert [one.decision for one in weighing_of(family).decisions] == ["offer"]


def test_a_decision_that_does_not_hang_together_is_refused(family: Family) -> None:
    assert refused(record_shared_decision, family, "offer", on=ON) == "offer_of_what"
    assert refused(record_shared_decision, family, "offer", on=ON, programme="verzonnen") == "unknown_programme"
    assert refused(record_shared_decision, family, "nothing_now", on=ON, programme=programme()) == "nothing_is_nothing"
    assert refused(record_shared_decision, family, "perhaps", on=ON) == "no_decision"
    assert refused(record_shared_decision, family, "think", on=ON + timedelta(days=1)) == "day_to_come"
    assert not SharedDecision.objects.filter(family=family).exists()


def test_each_deed_is_a_line_in_the_log_with_the_family_and_no_words() -> None:
    with weighed.everything():
        family = weighed.make_family()
    account = weighed.make_nurse_of(family)
    with acting(identity_of(account)):
        withdraw_factor(note_factor(family, risk(), on=ON, words="het geld is op"))
        record_judgement(family, "useful", on=ON, words="warm contact")
        record_shared_decision(family, "nothing_now", on=ON)
    lines = list(LogLine.objects.filter(account=account.public_id).order_by("sequence"))
    assert [(line.event, line.action) for line in lines] == [
        ("factor.noted", "C"), ("factor.withdrawn", "U"), ("judgement.recorded", "C"), ("decision.recorded", "C"),
    ]  # fmt: skip
    assert all(line.subjects == [family.public_id] and line.detail == "" for line in lines)


def test_only_those_who_care_for_the_family_see_or_write_what_is_weighed() -> None:
    with weighed.everything():
        family = weighed.make_family()
        note_factor(family, risk(), on=ON)
        record_judgement(family, "useful", on=ON)
        record_shared_decision(family, "think", on=ON)
    stranger, _professional = characters.nurse("Vreemd")
    with acting(identity_of(stranger)):
        weighing = weighing_of(family)
        assert (weighing.noted, weighing.judgements, weighing.decisions) == ((), (), ())
    for account in (stranger, characters.analyst(), characters.policy_officer()):
        for deed in (
            lambda: note_factor(family, risk(), on=ON), lambda: record_judgement(family, "useful", on=ON),
            lambda: record_shared_decision(family, "think", on=ON),
        ):  # fmt: skip
            with pytest.raises(NotPermitted), acting(identity_of(account)):
                deed()
    own = weighed.make_nurse_of(family)
    with acting(identity_of(own)):
        assert len(weighing_of(family).noted) == 1


def test_the_application_cannot_change_or_remove_what_was_weighed(family: Family) -> None:
    note_factor(family, risk(), on=ON)
    record_judgement(family, "useful", on=ON)
    record_shared_decision(family, "think", on=ON)
    for model in (FactorNoted, Judgement, SharedDecision):
        for sql in (f"UPDATE {model._meta.db_table} SET words = ''", f"DELETE FROM {model._meta.db_table}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)


def fit_of(family: Family, weighing: Weighing) -> Fit:
    """Give how one of the programmes fits: that of home visits for families with a load."""
    return next(fit for fit in fits_of(family, weighing, ON) if fit.programme.id == "stevig-ouderschap")


def test_what_fits_follows_from_dates_and_words_with_reason_and_source(family: Family) -> None:
    note_factor(family, "schulden", on=ON)
    fit = fit_of(family, weighing_of(family))
    assert fit.word == "fits"
    assert all(reason.source for reason in fit.because)
    old = weighed.make_family("Tirza", weeks_old=170)
    fit = fit_of(get_family(old.public_id), weighing_of(old))
    assert (fit.word, [reason.id for reason in fit.against]) == ("not_now", ["target_window"])


def test_without_a_word_noted_a_programme_could_fit_and_nothing_counts_against(family: Family) -> None:
    fit = fit_of(family, weighing_of(family))
    assert fit.word == "could_fit"
    assert fit.unknown
    assert fit.against == ()


def test_the_number_of_queries_does_not_depend_on_what_was_weighed(family: Family) -> None:
    from django.test.utils import CaptureQueriesContext

    weighing_of(family)
    with CaptureQueriesContext(connection) as few:
        weighing_of(family)
    for number in range(6):
        note_factor(family, risk(number), on=ON)
        record_judgement(family, "useful", on=ON - timedelta(days=number))
        record_shared_decision(family, "think", on=ON - timedelta(days=number))
    with CaptureQueriesContext(connection) as many:
        assert len(weighing_of(family).noted) == 6
    assert len(many) == len(few) == 5
