# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one exception tree that actions raise and doors turn into a sentence for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from duizend.ground.kernel.rules.decisions import Refused


class ActionRefused(Exception):
    """An action was not done, and nothing was written. `reason` is a sentence for a person."""

    def __init__(self, code: str, reason: str, source: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason
        self.source = source

    @classmethod
    def because(cls, decision: Refused) -> ActionRefused:
        """Return the refusal of a decision, in the language of whoever acts."""
        values = {name: gettext(value) if isinstance(value, str) else value for name, value in decision.values.items()}
        reason = gettext(decision.reason)
        return cls(decision.code, reason % values if values else reason, decision.source)


class NotPermitted(ActionRefused):
    """This account may not do or see this. Recorded in the log after the rollback."""


class NotFound(ActionRefused):
    """What was named does not exist, or not for this account; the two are not told apart."""


class ContradictsRecord(ActionRefused):
    """What is said differs from what already stands; correct it where it stands."""
