# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A share with its interval, only from counts that may be read."""

from __future__ import annotations

from math import sqrt

from duizend.insight.disclosure.rules import Protected, Shown

_Z_95 = 1.959963984540054


def share_of(part: Protected | None, whole: Protected | None) -> float | None:
    """Give part / whole as a fraction; none unless both may be read and there is a whole."""
    if isinstance(part, Shown) and isinstance(whole, Shown) and whole.value:
        return part.value / whole.value
    return None


def wilson(part: int, whole: int, *, z: float = _Z_95) -> tuple[float, float]:
    """Give the Wilson score interval of part / whole, as fractions.

    Only for counts that are shown: the interval gives both of them away.
    Raises: ValueError unless 0 <= part <= whole and whole > 0.
    Source: E.B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212.
    """
    if not 0 <= part <= whole or whole == 0:
        raise ValueError("a share needs 0 <= part <= whole, and a whole")
    share, weight = part / whole, z * z / whole
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / whole + weight / (4 * whole)) / (1 + weight)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return (low if part else 0.0), (high if part < whole else 1.0)
