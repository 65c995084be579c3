# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One way to write a telephone number, however it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.record.families.rules.phones import write_phone


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("0612345678", "06-12345678"), ("06 12 34 56 78", "06-12345678"), ("06-12345678", "06-12345678"),
        ("+31 6 12345678", "06-12345678"), ("+31 (0)6 12 34 56 78", "06-12345678"), ("0031612345678", "06-12345678"),
        (" 06.12.34.56.78 ", "06-12345678"), ("06–12345678", "06-12345678"), ("010 123 45 67", "010-1234567"),
        ("(0118) 12 34 56", "0118-123456"), ("+31 118 123456", "0118-123456"), ("+49 151 1234 5678", "+4915112345678"),
        ("0049 151 12345678", "+4915112345678"), ("", ""), ("geen", ""), ("06 1234", ""), ("612345678", ""),
        ("1612345678", ""), ("06123456789", ""), ("+0612345678", ""), ("+49 12", ""), ("06 12 34 56 78 (moeder)", ""),
        ("+31", ""), ("++31612345678", ""),
    ],
)  # fmt: skip
def test_a_number_is_written_one_way_or_is_none(typed: str, written: str) -> None:
    assert write_phone(typed) == written


@given(st.from_regex(r"06[0-9]{8}", fullmatch=True), st.sampled_from(["", " ", "-", ".", " - "]))
def test_spaces_and_country_codes_make_no_difference(number: str, between: str) -> None:
    spaced = between.join((number[:2], number[2:5], number[5:]))
    abroad = f"+31{between}{number[1:]}"
    assert write_phone(number) == write_phone(spaced) == write_phone(abroad) == f"06-{number[2:]}"


@given(st.text(max_size=20))
def test_writing_it_again_changes_nothing(typed: str) -> None:
    written = write_phone(typed)
    assert write_phone(written) == written
