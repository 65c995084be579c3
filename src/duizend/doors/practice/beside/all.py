# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""All forms of delivery beside home visits, in the order in which the region makes them."""

from __future__ import annotations

from duizend.doors.practice.beside import (
    community,
    conversations,
    decisions,
    dialled,
    evaluations,
    groups,
    matching,
    places,
    referrals,
    rights,
    social_map,
    video,
    worries,
)
from duizend.doors.practice.beside.setting import Setting
from duizend.doors.practice.performance import quick_statements

MAKERS = (
    groups.make, video.make, matching.make, places.make, conversations.make, community.make, dialled.make,
    worries.make, rights.make, social_map.make, referrals.make, decisions.make,
    evaluations.make,
)  # fmt: skip


def make_all(setting: Setting) -> None:
    """Make what the practice region has beside its home visits."""
    with quick_statements():
        for make in MAKERS:
            make(setting)
