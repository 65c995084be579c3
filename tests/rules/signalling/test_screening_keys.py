# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A key of screening names nobody: no name, no citizen service number, no birth date."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.record.signalling.rules.screening import find_person_in_key, is_bsn

# Numbers that pass the eleven-test and were given to nobody.
BSN = "111222333"


@pytest.mark.parametrize(
    "key",
    ["K-000123", "k1", "000017", "kind-0042", "dossier:12", "a3f9c2", "9f86d081884c7d65", "S2020.0001",
     "550e8400-e29b-41d4-a716-446655440000", "Zk3nQ8vT1xW6bM4pR7cY2"],
)  # fmt: skip
def test_a_number_or_a_hash_is_a_key(key: str) -> None:
    assert find_person_in_key(key) == ""


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("Samira", "name"), ("samira-osman", "name"), ("Osman1998", "name"), ("DEVRIES12", "name"), ("jansen.3", "name"),
        (BSN, "bsn"), ("BSN-111222333", "bsn"), ("111.222.333", "bsn"), ("11122234", ""),
        ("14-03-1998", "birth_date"), ("1998-03-14", "birth_date"), ("19980314", "birth_date"), ("14031998", "birth_date"),
        ("k-20200601", "birth_date"), ("Samira Osman", "form"), ("sámira1", "form"), ("", "form"), ("1" * 65, "form"),
        ("-1", "form"),
    ],
)  # fmt: skip
def test_what_can_be_a_person_is_no_key(key: str, why: str) -> None:
    assert find_person_in_key(key) == why


@given(st.binary(min_size=1))
def test_no_hash_is_ever_taken_for_a_person(anything: bytes) -> None:
    assert find_person_in_key(hashlib.sha256(anything).hexdigest()) == ""


@given(st.integers(10_000_000, 999_999_999))
def test_every_number_that_passes_the_eleven_test_is_refused(number: int) -> None:
    if is_bsn(str(number)):
        assert find_person_in_key(str(number)) in ("bsn", "birth_date")
        assert find_person_in_key(f"kind-{number}") in ("bsn", "birth_date")


@pytest.mark.parametrize("digits", ["", "000000000", "1234567", "11122233a", "1112223330"])
def test_what_has_another_form_is_no_citizen_service_number(digits: str) -> None:
    assert not is_bsn(digits)


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2030, 1, 1)))
def test_every_birth_date_is_refused_however_it_is_written(day: date) -> None:
    for pattern in ("%d-%m-%Y", "%Y-%m-%d", "%Y%m%d", "%d%m%Y"):
        assert find_person_in_key(day.strftime(pattern)) in ("birth_date", "bsn")
