# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dutch names: written with their prefix, found without accents."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
FOLDED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ĳ": "ij", "þ": "th"})
PREFIXES = (
    "van den", "van der", "van de", "van het", "van 't", "in 't", "in het", "in de", "op 't", "op de", "op den",
    "aan de", "aan den", "uit de", "uit den", "von der", "de la", "van", "de", "den", "der", "het", "'t", "ter",
    "ten", "te", "von", "el", "al", "ben", "bin", "da", "di", "du", "le", "la",
)  # fmt: skip


def searchable(*parts: str) -> str:
    """Return names in small letters without accents or punctuation, one space between words.

    Used both for what is stored and for what is asked, so that "Yilmaz" finds "Yılmaz".
    """
    text = " ".join(parts).casefold().translate(FOLDED)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def split_prefix(family_name: str) -> tuple[str, str]:
    """Split "van den Berg" into prefix and name: ("van den", "Berg"); no prefix gives ("", name)."""
    name = " ".join(family_name.split())
    lowered = name.casefold()
    for prefix in PREFIXES:
        if lowered.startswith(prefix + " ") and len(name) > len(prefix) + 1:
            return name[: len(prefix)], name[len(prefix) + 1 :]
    return "", name
