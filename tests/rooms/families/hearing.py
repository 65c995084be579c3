# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An ear for what families announce."""

from __future__ import annotations

from duizend.ground.kernel.announcements import Announcement

HEARD: list[Announcement] = []


def hear(announcement: Announcement) -> None:
    """Keep what was announced."""
    HEARD.append(announcement)
