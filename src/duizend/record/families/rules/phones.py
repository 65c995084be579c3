# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telephone numbers written one way, so that "06 12 34 56 78" and "+31 6 12345678" are the same."""

from __future__ import annotations

import re

# Dutch area codes of three digits; all others have four. Source: Nummerplan telefoon- en ISDN-diensten.
# fmt: off
SHORT_AREA_CODES = frozenset({
    "010", "013", "015", "020", "023", "024", "026", "030", "033", "035", "036", "038", "040", "043", "045", "046", "050",
    "053", "055", "058", "070", "071", "072", "073", "074", "075", "076", "077", "078", "079",
})
# fmt: on
DIGITS_OF_A_NUMBER = 10
# Numbers of services and of machines are longer or shorter; a person is not reached there.
FEWEST_ABROAD, MOST_ABROAD = 7, 15
_DUTCH = re.compile(r"^(?:\+31|0031)\(?0?\)?")
_PUNCTUATION = re.compile(r"[\s().\-/\u2010-\u2015]")


def write_phone(text: str) -> str:
    """Return a telephone number as it is kept: "06-12345678", "010-1234567", "+4915112345678"; "" when it is none.

    Reads 06…, +31 6…, 0031 6…, +31 (0)6… with any spaces, dots, hyphens or brackets.
    """
    typed = text.strip()
    plain = _PUNCTUATION.sub("", typed)
    dutch = _DUTCH.sub("0", plain)
    if not re.fullmatch(r"\+?[0-9]+", dutch):
        return ""
    if dutch.startswith(("+", "00")):
        abroad = dutch[1:] if dutch.startswith("+") else dutch[2:]
        return f"+{abroad}" if FEWEST_ABROAD <= len(abroad) <= MOST_ABROAD and abroad[0] != "0" else ""
    if len(dutch) != DIGITS_OF_A_NUMBER or dutch[0] != "0":
        return ""
    cut = 2 if dutch.startswith("06") else 3 if dutch[:3] in SHORT_AREA_CODES else 4
    return f"{dutch[:cut]}-{dutch[cut:]}"
