# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who acts in the safeguarding ring, and how far that reaches."""

from __future__ import annotations

import pytest

from duizend.ground.access.rules.policy import ROLES, SAFEGUARDING, Identity


def identity(*roles: str, purpose: str = "care") -> Identity:
    return Identity(account_id=1, public_id="a", roles=frozenset(roles), purpose=purpose)


def test_whatever_the_lead_does_is_guarded_for_every_purpose() -> None:
    assert identity("safeguarding_lead").guarded
    assert identity("safeguarding_lead", purpose="login").guarded
    assert identity("safeguarding_lead", "nurse").guarded


@pytest.mark.parametrize("role", [role for role in ROLES if role != "safeguarding_lead"])
def test_others_act_guarded_for_that_purpose_only_and_then_alone_have_a_reach_in_the_ring(role: str) -> None:
    assert not identity(role).guarded
    assert identity(role).guarded_reach == "none"
    assert identity(role, purpose=SAFEGUARDING).guarded


def test_the_ring_is_own_for_a_nurse_whole_for_the_lead_and_closed_for_all_others() -> None:
    reach = {role: identity(role, purpose=SAFEGUARDING).guarded_reach for role in ROLES}
    assert {role: far for role, far in reach.items() if far != "none"} == {
        "nurse": "own", "safeguarding_lead": "region", "system": "region",
    }  # fmt: skip
    assert identity(purpose=SAFEGUARDING).guarded_reach == "none"
