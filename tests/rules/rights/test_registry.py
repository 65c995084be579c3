# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What belongs to a file follows from the foreign keys, also for a table that nobody thought of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duizend.doors.rights.rules.registry import Arrow, tables_of

ARROWS = (
    Arrow("visit", "family_id", "family"), Arrow("visit", "account_id", "account"), Arrow("topic", "visit_id", "visit"),
    Arrow("alias", "into_id", "family"), Arrow("cohort", "place_id", "place"), Arrow("visit", "corrects_id", "visit"),
)  # fmt: skip


def test_a_table_with_a_family_and_what_hangs_under_it_belong_to_the_file_and_others_do_not() -> None:
    assert tables_of("family", ARROWS) == ("alias", "topic", "visit", "family")


@given(st.text("abcdef", min_size=1, max_size=5))
def test_a_new_table_with_a_family_is_in_the_file_at_once(name: str) -> None:
    assert name in tables_of("family", (*ARROWS, Arrow(name, "family_id", "family")))
