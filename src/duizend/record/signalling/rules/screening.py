# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What screening of everyone can come to, and what may not stand in a key that should name nobody."""

from __future__ import annotations

import re
from datetime import date

RESULTS = ("eligible", "not_eligible", "not_asked", "not_filled_in")
LONGEST_KEY = 64

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
_DIGITS = re.compile(r"[0-9]+")
# The weights of the eleven-test that every citizen service number (BSN) passes.
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
BSN_LENGTHS = (8, 9)
# Words that keys are made with, beside a number.
KEY_WORDS = frozenset({
    "dossier", "hash", "child", "kind", "pseudo", "pseudoniem", "pseudonym", "screening", "sleutel", "code", "line",
    "regel", "case", "record", "nummer", "number",
})  # fmt: skip
HASH_LENGTH, TOKEN_LENGTH = 16, 20
_HEX = re.compile(r"[0-9A-Fa-f]+")
# A day as digits: year, month, day.
_DATE_FORM = (4, 2, 2)
# Years in which somebody in a child dossier can have been born.
EARLIEST_YEAR, LATEST_YEAR = 1920, 2100


def find_person_in_key(key: str) -> str:
    """Find why a key cannot be a pseudonym: "form", "name", "bsn" or "birth_date"; "" when nothing speaks against it.

    A key is a number, a hash, or a short word such as "kind" with a number. A word that is not among KEY_WORDS is taken
    for a name, digits that pass the eleven-test for a BSN, digits that make a day for a birth date: better one export
    made anew than one person let in. A hash of sixteen signs or more is let through: any digits occur in those.
    Source: the eleven-test of the citizen service number (Besluit burgerservicenummer).
    """
    if not _KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        return "form"
    bare = re.sub(r"[._:-]", "", key)
    if not bare.isdigit() and ((len(bare) >= HASH_LENGTH and _HEX.fullmatch(bare)) or _is_random(key)):
        return ""
    if not any(c.isdigit() for c in key) or _holds_a_word(key):
        return "name"
    groups = [*_DIGITS.findall(key), *([bare] if bare.isdigit() else [])]
    if any(is_bsn(group) for group in groups):
        return "bsn"
    return "birth_date" if _holds_a_day(key, groups) else ""


def is_bsn(digits: str) -> bool:
    """Say whether eight or nine digits pass the eleven-test of a citizen service number.

    Source: Besluit burgerservicenummer.
    """
    if len(digits) not in BSN_LENGTHS or not digits.isascii() or not digits.isdigit() or not int(digits):
        return False
    return sum(weight * int(d) for weight, d in zip(_WEIGHTS, digits.zfill(9), strict=True)) % 11 == 0


def _is_random(key: str) -> bool:
    """Say whether a key is long and mixes capitals, small letters and digits without a break, as made keys do."""
    kinds = (str.isupper, str.islower, str.isdigit)
    return len(key) >= TOKEN_LENGTH and key.isalnum() and all(any(kind(c) for c in key) for kind in kinds)


def _holds_a_word(key: str) -> bool:
    """Say whether a run of letters in it reads as a word that no key has."""
    words = (word.casefold() for word in re.findall(r"[A-Za-z]{4,}", key))
    return any(word not in KEY_WORDS and any(vowel in word for vowel in "aeiouy") for word in words)


def _holds_a_day(key: str, groups: list[str]) -> bool:
    parts = _DIGITS.findall(key)
    if len(parts) == len(_DATE_FORM) and _is_day([int(part) for part in parts]):
        return True
    return any(
        _is_day([int(group[:4]), int(group[4:6]), int(group[6:])])
        or _is_day([int(group[:2]), int(group[2:4]), int(group[4:])])
        for group in groups
        if len(group) == sum(_DATE_FORM)
    )


def _is_day(parts: list[int]) -> bool:
    year, month, day = parts if parts[0] > 31 else (parts[2], parts[1], parts[0])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
