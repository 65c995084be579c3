# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A decision is a value: allowed, or refused with the reason a person can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Return the text as it is; marks a sentence of a rule for the translators, who look for this name."""
    return text


@dataclass(frozen=True, slots=True)
class Allowed:
    """The answer is yes."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer is no: a code for machines, a reason for people, and where that comes from.

    `reason` is a sentence with places for `values` ("%(count)d keer"), so that it can be translated before they are
    filled in.
    """

    code: str
    reason: str
    source: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Refused
