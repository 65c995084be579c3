# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The target-trial card: what is asked and how it will be answered, written down before outcomes are opened.

Source: TARGET statement, BMJ 2025 (doi 10.1136/bmj-2025-087179).
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date

TIME_ZERO = "indication"


@dataclass(frozen=True, slots=True)
class Card:
    """One evaluation, as it was meant. `digest` changes with any word of it; a changed card is a new version.

    Units: `smallest_worthwhile` in the outcome's unit, `certainty` and `level` as chances, `grace_days` after indication.
    """

    programme: str
    eligibility: str
    strategies: tuple[str, str]
    assignment: str
    follow_up: str
    outcome: str
    better: str
    estimand: str
    comparison: str
    covariates: tuple[str, ...]
    subgroups: tuple[str, ...]
    smallest_worthwhile: float
    certainty: float = 0.95
    level: float = 0.95
    grace_days: int = 0
    time_zero: str = TIME_ZERO
    registered_on: date | None = None
    version: int = 1
    follows: str = ""

    @property
    def digest(self) -> str:
        """The card's SHA-256 over its fields in a fixed order, as 64 hexadecimal digits."""
        return digest_of(asdict(self))

    def changed(self, **fields: object) -> "Card":
        """Give the next version with other fields; it names the digest of this one. The card itself never changes."""
        changed: Card = replace(self, **fields, version=self.version + 1, follows=self.digest)  # type: ignore[arg-type]
        return changed


def digest_of(fields: dict[str, object]) -> str:
    """Give the SHA-256 of any card's fields, whatever their order: 64 hexadecimal digits."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
