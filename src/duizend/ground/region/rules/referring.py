# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The terms that a region sets for its social map and its referrals: `[referrals]` of its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duizend.ground.kernel.rules.reading import Section

LONGEST_DAYS = 730


@dataclass(frozen=True, slots=True)
class ReferralTerms:
    """Whole days: after how many a service is looked at again, and within how many a partner answers a referral."""

    check_days: int = 180
    answer_days: int = 14


USUAL_TERMS = ReferralTerms()


def read_referral_terms(root: Section) -> ReferralTerms:
    """Read `[referrals]`: `check_days = 180`, `answer_days = 14`; each may be left out, and then is as everywhere."""
    part = root.find_section("referrals")
    if part is None:
        return USUAL_TERMS
    return ReferralTerms(
        _days(part, "check_days", USUAL_TERMS.check_days), _days(part, "answer_days", USUAL_TERMS.answer_days)
    )


def _days(part: Section, key: str, usual: int) -> int:
    days = part.find_whole(key, least=1)
    if days is not None and days > LONGEST_DAYS:
        part.fault("too_long", key, expected=f"a number of days, at most {LONGEST_DAYS}")
    return usual if days is None else days
