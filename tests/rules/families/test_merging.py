# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When two families may be taken together, and who then sees which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.rules.merging import Merging, lend_relations, may_merge


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Merging(1, 2), ""), (Merging(1, 1), "same_family"), (Merging(1, 2, family_is_part_of=3), "merged_before"),
        (Merging(1, 2, into_is_part_of=3), "into_is_merged"), (Merging(1, 2, absorbed_by_family=1), "has_absorbed"),
    ],
)  # fmt: skip
def test_no_family_is_merged_with_itself_or_into_a_chain(asked: Merging, code: str) -> None:
    decision = may_merge(asked)
    assert (decision.code if isinstance(decision, Refused) else "") == code
    assert not isinstance(decision, Refused) or decision.reason


def test_who_cares_for_one_sees_the_other() -> None:
    assert lend_relations({1, 2, 3}, {7: {1}, 8: {2, 3}, 9: {4}}) == {(2, 7), (3, 7), (1, 8)}
    assert lend_relations({1}, {7: {1}}) == frozenset()


@given(st.sets(st.integers(1, 6), min_size=1), st.dictionaries(st.integers(10, 14), st.sets(st.integers(1, 8))))
def test_after_lending_everybody_of_the_group_sees_all_of_it_and_nobody_else_does(
    group: set[int], own: dict[int, set[int]]
) -> None:
    lent = lend_relations(group, own)
    for professional, families in own.items():
        seen = {family for family, one in lent if one == professional} | families
        assert (group <= seen) if families & group else not any(one == professional for _family, one in lent)
        assert not any((family, professional) in lent for family in families)
