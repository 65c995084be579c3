# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A decision is a value: allowed, or refused with the reason a person can read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowed:
    """The answer is yes."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer is no: a code for machines, a reason for people, and where that comes from."""

    code: str
    reason: str
    source: str = ""

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Refused
