# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a family lives and who its people are: moving, living apart, authority, what was wrong put right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duizend.ground.kernel.announcements import HouseholdMoved
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.region.models import Municipality
from duizend.record.families import actions
from duizend.record.families.actions import NewParent, Residence
from duizend.record.families.models import Family, Household, Parent, ParentalAuthority
from duizend.record.families.queries import get_family, household_of, list_authorities, list_households_now
from rooms.desk import builder
from rooms.desk.builder import TODAY


def elsewhere() -> Municipality:
    return Municipality.objects.get_or_create(
        code="GM9902", defaults={"name": "Lindehoven", "valid_from": date(2000, 1, 1)}
    )[0]


def two_parents() -> Family:
    family = builder.make_family()
    actions.add_parent(family, NewParent("Wout", "van den Berg"))
    return get_family(family.public_id)


def home_of(family: Family) -> Household:
    return Household.objects.get(family=family, valid_until=None)


def moves(told: list) -> list[HouseholdMoved]:
    return [one for one in told if isinstance(one, HouseholdMoved)]


def test_a_move_ends_one_address_begins_another_and_is_told_once(told: list) -> None:
    with builder.everything():
        family = two_parents()
        old, residence = home_of(family), Residence(elsewhere(), None, TODAY, "Kade 1")
        moved = [actions.move(Household.objects.get(pk=old.pk), residence=residence) for _twice in range(2)]
        assert moved[0] == moved[1]
        with pytest.raises(ContradictsRecord):
            actions.move(old, residence=Residence(elsewhere(), None, TODAY, "Kade 2"))
        found = get_family(family.public_id)
        assert [home.street for home in list_households_now(found, TODAY)] == ["Kade 1"]
        assert len(list_households_now(found, TODAY - timedelta(days=1))) == 1
        assert {household_of(parent).pk for parent in found.parents.all()} == {moved[0].pk}
    assert moves(told) == [HouseholdMoved(family.pk, moved[0].pk, TODAY)]


def test_a_move_before_the_address_began_is_refused_with_that_day() -> None:
    with builder.everything():
        family = builder.make_family()
        home = home_of(family)
        with pytest.raises(ActionRefused) as refusal:
            actions.move(home, residence=Residence(elsewhere(), None, home.valid_from, "Kade 1"))
    assert f"{home.valid_from:%d-%m-%Y}" in refusal.value.reason


def test_a_family_that_leaves_the_region_has_no_household_now(told: list) -> None:
    with builder.everything():
        family = builder.make_family()
        home = home_of(family)
        for _twice in range(2):
            actions.move_away(home, on=TODAY)
        found = get_family(family.public_id)
        assert list_households_now(found, TODAY) == []
        assert [household_of(parent) for parent in found.parents.all()] == [None]
    assert moves(told) == [HouseholdMoved(family.pk, home.pk, TODAY)]


def test_parents_live_apart_and_come_together_again(told: list) -> None:
    with builder.everything():
        family = two_parents()
        wout = family.parents.all()[1]
        residence = Residence(elsewhere(), None, TODAY - timedelta(days=30), "", has_fixed_address=False)
        apart = [actions.open_household(family, residence=residence, parents=[wout]) for _twice in range(2)]
        assert apart[0] == apart[1]
        assert not apart[0].has_fixed_address
        found = get_family(family.public_id)
        assert len(list_households_now(found, TODAY)) == 2
        assert [household_of(parent).pk == apart[0].pk for parent in found.parents.all()] == [False, True]
        first = list_households_now(found, TODAY)[0]
        for _twice in range(2):
            actions.come_together(first, on=TODAY)
        again = get_family(family.public_id)
        assert [home.pk for home in list_households_now(again, TODAY)] == [first.pk]
        assert {household_of(parent).pk for parent in again.parents.all()} == {first.pk}
        with pytest.raises(ContradictsRecord):
            actions.come_together(apart[0], on=TODAY)
    assert moves(told) == [HouseholdMoved(family.pk, first.pk, TODAY)]


def test_a_wrong_address_is_put_right_without_a_move_and_told_only_for_another_municipality(told: list) -> None:
    with builder.everything():
        family = builder.make_family()
        home = home_of(family)
        actions.correct_address(home, residence=Residence(home.municipality, None, TODAY, "Rietveld 1a"))
        assert moves(told) == []
        actions.correct_address(home, residence=Residence(elsewhere(), None, TODAY, "Rietveld 1a"))
    stands = Household.objects.get(family=family)
    assert (stands.street, stands.valid_from, stands.valid_until) == ("Rietveld 1a", home.valid_from, None)
    assert moves(told) == [HouseholdMoved(family.pk, home.pk, home.valid_from)]


def test_a_parent_is_put_right_and_the_log_says_what_not_how(lines: object) -> None:
    with builder.everything():
        family = builder.make_family()
        parent = family.parents.all()[0]
        actions.correct_parent(parent, {"phone": "+31 6 1234 5678", "family_name": "Berg", "name_prefix": "van den"})
        actions.correct_parent(parent, {"phone": "0612345678"})
        actions.complete_parent(parent, {"language": "ti"})
    stands = Parent.objects.get(pk=parent.pk)
    assert (stands.phone, stands.full_name, stands.language) == ("06-12345678", "Samira van den Berg", "ti")
    assert Family.objects.get(pk=family.pk).search_name == "samira van den berg noor"
    corrected = [line.detail for line in lines() if line.event == "parent.corrected"]
    assert corrected == ["phone, family_name, name_prefix"]


def test_a_parent_added_twice_is_one(lines: object) -> None:
    with builder.everything():
        family = builder.make_family()
        made = [
            actions.add_parent(family, NewParent("Wout", "van den Berg", phone="06 12 34 56 78")) for _twice in range(2)
        ]
    assert made[0] == made[1]
    assert made[0].phone == "06-12345678"
    assert [line.event for line in lines()].count("parent.added") == 1


def test_authority_is_dated_and_what_stood_before_is_kept() -> None:
    with builder.everything():
        family = two_parents()
        wout, child = family.parents.all()[1], family.children.all()[0]
        for _twice in range(2):
            actions.set_authority(wout, child, holds=True, on=child.birth_date)
        actions.set_authority(wout, child, holds=False, on=TODAY)
        assert list_authorities(family)[wout.pk, child.pk].holds is False
        actions.set_authority(wout, child, holds=True, on=TODAY)
        actions.set_authority(wout, child, holds=None, on=TODAY)
        assert list_authorities(family) == {}
        other = builder.make_family(surname="Visser")
        with pytest.raises(ActionRefused):
            actions.set_authority(other.parents.all()[0], child, holds=True, on=TODAY)
    rows = ParentalAuthority.objects.order_by("id").values_list("holds", "valid_from", "valid_until")
    assert list(rows) == [(True, child.birth_date, TODAY), (False, TODAY, TODAY), (True, TODAY, TODAY)]


def test_a_parent_is_put_in_the_right_household_of_the_same_family_only() -> None:
    with builder.everything():
        family, other = two_parents(), builder.make_family(surname="Visser")
        wout = family.parents.all()[1]
        second = actions.open_household(family, residence=Residence(elsewhere(), None, TODAY, "Kade 1"), parents=[])
        actions.live_in(wout, second)
        with pytest.raises(ActionRefused):
            actions.live_in(wout, home_of(other))
    assert Parent.objects.get(pk=wout.pk).household_id == second.pk


def test_a_family_that_is_entered_twice_stands_once() -> None:
    told = actions.FamilyTold(
        on=TODAY, residence=Residence(builder.make_place(), None, TODAY), parents=(NewParent("Samira", "Haddou"),),
        birth_date=TODAY, child_names=("Noor", "Fien"),
    )  # fmt: skip
    with builder.everything():
        made = [actions.enter_family(told, public_id="bcdfghjkmnpqrs") for _twice in range(2)]
        assert made[0] == made[1]
        family = get_family("bcdfghjkmnpqrs")
        assert [child.given_name for child in family.children.all()] == ["Noor", "Fien"]
        assert len(family.parents.all()) == len(family.households.all()) == 1
