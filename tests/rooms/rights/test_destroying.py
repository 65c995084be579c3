# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file goes whole, after its term or when it is asked, with four eyes, and a receipt without content stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

import characters
from characters import ON
from duizend.doors.rights.actions import confirm_destruction, propose_destruction, withdraw_destruction
from duizend.doors.rights.models import Destruction, Receipt
from duizend.doors.rights.queries.due import list_due
from duizend.doors.rights.queries.registry import models_of, our_models
from duizend.doors.rights.rules.registry import FAMILY
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.insight.facts.models import StepFact
from duizend.insight.reports.queries import Question, _answers, get_account
from duizend.record.families.models import Family, Parent
from duizend.record.signalling.models import SenderLink, SignUp
from rooms.access.one_row_each import make_family_with_one_row_each, models_of_a_family
from rooms.rights.files import destroy, first, look_at_foreign_keys, one, other, places_with, ring, second, system
from rooms.signalling.senders import midwife, sent

YEAR = dt.timedelta(days=366)


@pytest.fixture(autouse=True)
def _on_the_day() -> None:
    clock.set_practice_date(ON)


def due() -> dict[str, str]:
    with system():
        return {found.public_id: found.ground for found in list_due(clock.today())}


def test_a_nee_is_gone_after_its_term_and_not_a_day_before() -> None:
    with system():
        tirza = characters.says_no()
    family = tirza.family.public_id
    assert len(places_with("Tirza")) >= 2
    clock.set_practice_date(ON.replace(year=ON.year + 1) - dt.timedelta(days=1))
    assert family not in due()
    with one(), pytest.raises(ActionRefused, match="not_due"):
        propose_destruction(family)
    clock.set_practice_date(ON.replace(year=ON.year + 1))
    assert due()[family] == "declined"
    receipt = destroy(family)
    for words in ("Tirza", "Jong-Pinas", "tirza", "0600123456", "Veerstoep 7"):
        assert places_with(words) == [], words
    assert receipt.ground == "declined"
    assert due() == {}


def test_the_report_counts_the_same_before_and_after_and_facts_do_not_change() -> None:
    with system():
        tirza, merhawit = characters.says_no(), characters.not_yet()
        before = list(StepFact.objects.order_by("id").values())
        programme = tirza.trajectory.version.programme
    clock.set_practice_date(ON + YEAR)
    with system():
        question = Question(programme, ON.year, "analyst", "calendar_year", ON)
        told = get_account(question)
    destroy(tirza.family.public_id)
    # An answer that was kept would prove nothing.
    _answers.clear()
    with system():
        assert get_account(question) == told
        assert list(StepFact.objects.order_by("id").values()) == before
        assert Family.objects.filter(pk=merhawit.family.pk).exists()
    assert any(row["kind"] == "declined" for row in before)


def test_every_table_with_a_family_lets_its_rows_go_and_keeps_those_of_another() -> None:
    with ring():
        own, _ = make_family_with_one_row_each(1)
        kept, _ = make_family_with_one_row_each(2)
        tables = [model for model in models_of(FAMILY) if model is not Family]
        assert {model.__name__ for model in tables} >= {model.__name__ for model in models_of_a_family()} - {"Family"}
        SenderLink.objects.filter(pk=SenderLink.objects.first().pk).update(sign_up=SignUp.objects.get(family=own))
        before = {model: model._base_manager.count() for model in tables}
        row = Destruction.objects.filter(family=own).first()
        Destruction.objects.filter(pk=row.pk).update(proposed_by=first(), ground="care", withdrawn_at=None)
    with other():
        receipt = confirm_whatever(row)
        look_at_foreign_keys()
    with ring():
        assert not Family.objects.filter(pk=own.pk).exists()
        assert Family.objects.filter(pk=kept.pk).exists()
        left = {model: model._base_manager.count() for model in tables}
    same = [model.__name__ for model in tables if left[model] >= before[model] and model.__name__ != "CareRelation"]
    assert same == [], "rows of the family stayed"
    assert [model.__name__ for model in tables if left[model] == 0 and model.__name__ != "CareRelation"] == []
    assert set(receipt.counts) <= {model._meta.db_table for model in [*tables, Family]}


def confirm_whatever(row: Destruction) -> Receipt:
    """Confirm a proposal of which the term was not looked at: only the database's own side is tried here."""
    Destruction.objects.filter(pk=row.pk).update(confirmed_by=second())
    with connection.cursor() as cursor:
        cursor.execute("SELECT rights_destroy(%s, %s)", [row.pk, "2" * 14])
        return Receipt.objects.get(pk=cursor.fetchone()[0])


def test_the_receipt_says_who_when_why_and_how_much_and_nothing_of_whom() -> None:
    with system():
        tirza = characters.says_no()
    clock.set_practice_date(ON + YEAR)
    receipt = destroy(tirza.family.public_id)
    assert (receipt.proposed_by, receipt.confirmed_by) == (first(), second())
    assert receipt.destroyed_on == ON + YEAR
    assert receipt.number.startswith(f"{(ON + YEAR).year}-")
    assert receipt.basis == "art. 5 lid 1 onder e AVG"
    assert receipt.counts["families_parent"] == receipt.counts["families_child"] == 1
    assert receipt.counts["trajectories_step"] == 3
    said = str({field.name: getattr(receipt, field.name) for field in Receipt._meta.local_concrete_fields})
    for words in (tirza.family.public_id, "Tirza", "Bo'", str(tirza.children[0].birth_date)):
        assert words not in said
    line = LogLine.objects.get(event="rights.destroyed")
    assert (line.subjects, line.detail) == ([tirza.family.public_id], receipt.number)


def test_nobody_destroys_alone_and_the_database_says_so_too() -> None:
    with system():
        tirza = characters.says_no()
    clock.set_practice_date(ON + YEAR)
    with one():
        proposed = propose_destruction(tirza.family.public_id)
        with pytest.raises(ActionRefused, match="own_proposal"):
            confirm_destruction(proposed)
        for confirmed_by in (None, first(), second()):
            with pytest.raises(DatabaseError), transaction.atomic():
                destroy_behind_the_back(proposed, confirmed_by)
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute("DELETE FROM trajectories_step")
    with system():
        assert Parent.objects.filter(family=tirza.family).exists()


def destroy_behind_the_back(proposed: Destruction, confirmed_by: User | None) -> None:
    Destruction.objects.filter(pk=proposed.pk).update(confirmed_by=confirmed_by)
    connection.cursor().execute("SELECT rights_destroy(%s, %s)", [proposed.pk, "3" * 14])


@pytest.mark.parametrize("role", ["nurse", "administrator", "analyst", "municipality", "sender", "log_keeper"])
def test_only_a_coordinator_proposes_or_confirms(role: str) -> None:
    with system():
        tirza = characters.says_no()
    clock.set_practice_date(ON + YEAR)
    with one():
        proposed = propose_destruction(tirza.family.public_id)
    somebody = characters.account(f"{role}@example.org", role, municipality="GM9001" if role == "municipality" else "")
    for act in (lambda: propose_destruction(tirza.family.public_id), lambda: confirm_destruction(proposed)):
        with pytest.raises(NotPermitted), acting(identity_of(somebody)):
            act()
    assert LogLine.objects.filter(account=somebody.public_id, outcome="refused").count() == 2


def test_what_came_in_between_stops_it_and_a_proposal_can_be_taken_back() -> None:
    with system():
        tirza = characters.says_no()
    clock.set_practice_date(ON + YEAR)
    with one():
        proposed = propose_destruction(tirza.family.public_id)
        with pytest.raises(ActionRefused, match="proposed_before"):
            propose_destruction(tirza.family.public_id)
    with system():
        characters.record_sign_up(tirza.family, received_on=clock.today(), source="jgz", parents_know="agreed")
    with other():
        with pytest.raises(ActionRefused, match="changed_since"):
            confirm_destruction(proposed)
        withdraw_destruction(proposed)
    assert tirza.family.public_id not in due()
    with system():
        assert Parent.objects.filter(family=tirza.family).exists()


def test_a_family_that_is_helped_or_was_asked_to_wait_is_left_alone_and_care_is_kept_for_twenty_years() -> None:
    user, nurse = characters.nurse()
    with system():
        helped, again = characters.waiting(characters.twins(), nurse), characters.not_yet(ask_again_on=ON + 2 * YEAR)
        care = characters.waiting(characters.young_mother(), nurse)
    with acting(identity_of(user)):
        characters.visited(care, nurse, on=ON)
    with system():
        characters.trajectories.end(care.trajectory, on=ON, ending="stopped_by_family")
    clock.set_practice_date(ON + 2 * YEAR)
    assert due() == {}
    clock.set_practice_date(ON + 4 * YEAR)
    assert due() == {again.family.public_id: "unanswered"}
    clock.set_practice_date(ON.replace(year=ON.year + 20))
    assert due()[care.family.public_id] == "care"
    assert helped.family.public_id not in due()
    destroy(care.family.public_id)
    assert places_with("Fenna") == []


def test_a_sign_up_that_nothing_followed_on_goes_after_its_own_term() -> None:
    characters.region()
    sign_up = sent(midwife(), "Saskia")
    assert places_with("Saskia")
    clock.set_practice_date(ON + YEAR + dt.timedelta(days=40))
    assert due() == {sign_up.public_id: "sign_up"}
    destroy(sign_up.public_id)
    assert places_with("Saskia") == []
    with system():
        assert not SignUp.objects.exists()


def test_merged_families_are_one_file_and_go_together() -> None:
    with system():
        tirza, twice = characters.says_no(), characters.says_no(born_on=ON - dt.timedelta(weeks=13))
        characters.families.merge_families(twice.family, tirza.family, because="Twee keer ingeschreven")
    clock.set_practice_date(ON + YEAR)
    assert due() == {tirza.family.public_id: "declined"}
    destroy(tirza.family.public_id)
    with system():
        assert not Family.objects.exists()


def test_how_many_statements_the_list_takes_does_not_depend_on_how_many_are_due() -> None:
    from django.test.utils import CaptureQueriesContext

    counted = []
    for number in (1, 4):
        with system():
            for _ in range(number):
                characters.says_no()
        clock.set_practice_date(ON + YEAR)
        with system(), CaptureQueriesContext(connection) as queries:
            list_due(clock.today())
        counted.append(len(queries))
        clock.set_practice_date(ON)
    assert counted[0] == counted[1]


def test_no_table_with_persons_is_in_no_file_and_not_accounted_for() -> None:
    from duizend.doors.rights.rules.registry import KEPT, ROOTS

    in_a_file = {model._meta.db_table for root in ROOTS for model in models_of(root)}
    of_persons = {
        table for table, model in our_models().items()
        if any(one.privacy in ("identifying", "special", "free_text") for one in model.privacy.values())
    }  # fmt: skip
    assert of_persons - in_a_file - set(KEPT) == set(), "a table with persons that a destruction does not reach"
    assert set(KEPT) - of_persons == set(), "accounted for, and not there"
    assert in_a_file & set(KEPT) == set()
