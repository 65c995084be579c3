# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Volunteers and the families that ask for one, as the practice region has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duizend.doors.practice.beside.setting import Setting


def make(setting: Setting) -> None:
    """Make what the practice region has of it."""
