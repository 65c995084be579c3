# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which files are one family."""

from __future__ import annotations

from duizend.record.families.rules.merging import group_families


def test_files_are_one_family_with_what_they_were_taken_into_and_with_all_that_were() -> None:
    aliases = [(1, 3), (2, 3), (7, 8)]
    together = frozenset({1, 2, 3})
    assert group_families([1, 3, 7, 9], aliases) == {
        1: together, 3: together, 7: frozenset({7, 8}), 9: frozenset({9})
    }  # fmt: skip
    assert group_families([], aliases) == {}
