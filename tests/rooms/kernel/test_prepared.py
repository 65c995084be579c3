# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A prepared read gives the rows of the queryset it was written with, every time, and one query each."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext

from duizend.ground.kernel.prepared import derived_once, prepared, rows_of
from duizend.ground.region.models import Municipality, Neighbourhood


@pytest.fixture(autouse=True)
def places() -> None:
    for number in range(4):
        place = Municipality.objects.create(code=f"GM970{number}", name=f"Plaats {number}", valid_from=date(2020, 1, 1))
        for part in range(number):
            Neighbourhood.objects.create(
                municipality=place, code=f"WK970{number}{part}", name=f"Buurt {part}", valid_from=date(2020, 1, 1)
            )


def queryset(code: object, *, size: int):
    own = Prefetch("neighbourhoods", Neighbourhood.objects.order_by("code"))
    return Municipality.objects.filter(code__gte=code).order_by("code").prefetch_related(own)[:size]


read = prepared(queryset)


@pytest.mark.parametrize("code", ["GM9700", "GM9702", "GM9799"])
@pytest.mark.parametrize("size", [1, 10])
def test_rows_and_what_is_read_along_are_those_of_the_queryset(code: str, size: int) -> None:
    plain = [(place, list(place.neighbourhoods.all())) for place in queryset(code, size=size)]
    for _again in range(2):
        assert [(place, list(place.neighbourhoods.all())) for place in read(code, size=size)] == plain


def test_a_second_read_with_another_value_asks_anew() -> None:
    read("GM9700", size=10)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = read("GM9703", size=10)
    assert [place.code for place in found] == ["GM9703"]
    assert len(asked) == 2


def test_a_row_that_was_read_can_be_changed_and_saved() -> None:
    place = read("GM9701", size=1)[0]
    place.name = "Anders"
    place.save(update_fields=["name"])
    assert Municipality.objects.get(code="GM9701").name == "Anders"


def test_rows_of_one_value_are_never_those_of_another() -> None:
    first, second = read("GM9700", size=1)[0], read("GM9701", size=1)[0]
    assert (first.code, second.code) == ("GM9700", "GM9701")
    assert first != second


def test_rows_read_along_are_those_of_the_manager_also_when_they_were_not_read_along() -> None:
    place, plain = read("GM9703", size=1)[0], Municipality.objects.get(code="GM9703")
    assert rows_of(place, "neighbourhoods") == list(place.neighbourhoods.all())
    assert sorted(one.code for one in rows_of(plain, "neighbourhoods")) == [
        one.code for one in rows_of(place, "neighbourhoods")
    ]


def test_what_is_derived_once_is_derived_anew_from_rows_that_were_read_anew() -> None:
    times = []

    @derived_once("neighbourhoods")
    def count(place: Municipality) -> int:
        times.append(place.code)
        return len(rows_of(place, "neighbourhoods"))

    place = read("GM9703", size=1)[0]
    assert (count(place), count(place), len(times)) == (3, 3, 1)
    place.neighbourhoods.first().delete()
    assert count(read("GM9703", size=1)[0]) == 2
    plain = Municipality.objects.get(code="GM9703")
    assert (count(plain), count(plain), len(times)) == (2, 2, 4)


def test_keys_of_any_size_and_none_at_all_find_their_rows() -> None:
    by_key = prepared(lambda keys: Municipality.objects.filter(pk__any_of=keys).order_by("code"))
    keys = list(Municipality.objects.order_by("code").values_list("pk", flat=True))
    assert [place.pk for place in by_key(keys)] == keys
    assert by_key([]) == []
    assert by_key([*keys[:1], 2**40]) == by_key(keys[:1])
