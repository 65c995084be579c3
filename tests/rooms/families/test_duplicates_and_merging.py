# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking before registering, and two files that turn out to be one family."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families import actions
from duizend.record.families.models import LENT, CareRelation, FamilyAlias
from duizend.record.families.queries import (
    Asked,
    find_alias,
    get_family,
    has_care_relation,
    list_absorbed,
    list_families,
    list_likely_duplicates,
    resolve,
)
from rooms.desk import builder
from rooms.desk.builder import TODAY

BORN = date(1999, 3, 2)


def found(**asked: object) -> list[tuple[int, tuple[str, ...]]]:
    return [(likely.family.pk, likely.why) for likely in list_likely_duplicates(Asked(**asked))]


def test_likely_duplicates_come_with_their_reasons() -> None:
    with builder.everything():
        family = builder.make_family(surname="van den Berg", due=TODAY + timedelta(days=50))
        actions.correct_parent(family.parents.all()[0], {"phone": "0612345678"})
        builder.make_family(given="Fatima", surname="Smit")
        pk = family.pk
        assert found(given_name="Samira", family_name="Berg", birth_date=date(1999, 2, 3)) == [
            (
                pk,
                (
                    "Geboortedatum van een ouder met dag en maand verwisseld, en een naam die erop lijkt.",
                    "Zelfde voornaam en achternaam.",
                ),
            )
        ]
        assert found(phone="+31 6 12 34 56 78") == [(pk, ("Zelfde telefoonnummer.",))]
        [(key, why)] = found(given_name="S", family_name="Bergh", due_date=TODAY + timedelta(days=50))
        assert (key, why) == (pk, ("Zelfde uitgerekende datum, en een naam die erop lijkt.",))
        assert found(given_name="Samira", family_name="van den Berg") == [(pk, ("Zelfde voornaam en achternaam.",))]
        assert found(given_name="Joris", family_name="Kempen", birth_date=BORN) == []
        assert found() == []


def test_a_child_born_on_the_same_day_is_a_reason_too() -> None:
    with builder.everything():
        family = builder.make_family()
        born = family.children.all()[0].birth_date
        assert [key for key, _why in found(given_name="S", family_name="Hadou", child_birth_date=born)] == [family.pk]


def test_the_number_of_queries_does_not_depend_on_how_many_are_alike() -> None:
    asked = {"given_name": "Samira", "family_name": "Haddou", "birth_date": BORN, "phone": "0612345678"}
    with builder.everything():
        builder.make_family()
        found(**asked)
        counts = []
        for _more in range(2):
            for _number in range(3):
                builder.make_family()
            with CaptureQueriesContext(
                connection,
            ) as queries:
                found(**asked)
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_a_merged_family_is_hidden_but_its_names_lead_to_the_other() -> None:
    with builder.everything():
        one, other = builder.make_family(given="Samyra", surname="Hadou", child=""), builder.make_family()
        actions.merge_families(one, other, because="Gebeld")
        actions.merge_families(one, other)
        assert [family.pk for family in list_families().families] == [other.pk]
        assert [family.pk for family in list_families(words="samyra hadou").families] == [other.pk]
        assert resolve(one).pk == resolve(other).pk == other.pk
        assert [family.pk for family in list_absorbed(other)] == [one.pk]
        assert found(given_name="Samyra", family_name="Hadou") == [(other.pk, ("Zelfde voornaam en achternaam.",))]
        assert find_alias(one).because == "Gebeld"
        actions.undo_merge(one)
        actions.undo_merge(one)
        assert {family.pk for family in list_families().families} == {one.pk, other.pk}
        assert resolve(one).pk == one.pk
        assert find_alias(one) is None
    assert FamilyAlias.objects.count() == 1


def test_chains_and_itself_are_refused_with_the_reason() -> None:
    with builder.everything():
        a, b, c = (builder.make_family(surname=name) for name in ("Aa", "Bb", "Cc"))
        codes = []
        actions.merge_families(a, b)
        for one, into in ((c, c), (a, c), (c, a), (b, c)):
            with pytest.raises(ActionRefused) as refusal:
                actions.merge_families(one, into)
            codes.append(refusal.value.code)
        actions.merge_families(c, b)
    assert codes == ["same_family", "merged_before", "into_is_merged", "has_absorbed"]


def test_two_open_trajectories_in_one_programme_stand_in_the_way() -> None:
    with builder.everything():
        one, other = builder.make_family(), builder.make_family(surname="Hadou")
        for family in (one, other):
            builder.make_trajectory(family)
        with pytest.raises(ActionRefused) as refusal:
            actions.merge_families(one, other)
    assert refusal.value.code == "both_in_programme"
    assert "Beëindig er eerst één." in refusal.value.reason


def test_who_cares_for_either_sees_both_until_it_is_undone() -> None:
    first, lotte = builder.make_nurse()
    second, hanna = builder.make_nurse("Hanna de Wit")
    with builder.everything():
        one, other = builder.make_family(), builder.make_family(surname="Hadou")
        for family, professional in ((one, lotte), (other, hanna)):
            actions.open_care_relation(family, professional=professional, since=TODAY, ground="assignment")
        actions.merge_families(one, other)

        def sees() -> list[list[bool]]:
            return [[has_care_relation(f.pk, account.pk, TODAY) for f in (one, other)] for account in (first, second)]

        assert sees() == [[True, True], [True, True]]
        actions.open_care_relation(other, professional=lotte, since=TODAY, ground="assignment")
        actions.close_care_relation(one, professional=lotte, on=TODAY)
        assert sees() == [[True, True], [True, True]]
        actions.close_care_relation(other, professional=lotte, on=TODAY)
        assert sees() == [[False, False], [True, True]]
        actions.undo_merge(one)
        assert sees() == [[False, False], [False, True]]
        assert not CareRelation.objects.filter(ground=LENT, valid_until=None).exists()
    with acting(identity_of(second)):
        assert get_family(other.public_id)


def test_a_nurse_merges_nothing_and_the_attempt_is_kept(lines: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        one, other = builder.make_family(), builder.make_family()
        for family in (one, other):
            actions.open_care_relation(family, professional=lotte, since=TODAY, ground="assignment")
    with pytest.raises(NotPermitted), acting(identity_of(account)):
        actions.merge_families(one, other)
    last = lines()[-1]
    assert (last.event, last.outcome, last.subjects) == ("family.register", "refused", [one.public_id, other.public_id])
