# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Anchors: signed by who has the secret, checked by who has the public key, and misfitting a chain made anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.access.rules.anchors import Anchor, find_misfits, is_signed_by, public_key, read, sign, written

SECRET, OTHER = "s" * 20 + "e" * 20, "o" * 40
KEY = public_key(SECRET)
MOMENT = "2026-11-23T00:00:00+00:00"


def anchors() -> list[Anchor]:
    return [sign(line, f"{line:064d}", MOMENT, secret=SECRET) for line in (5, 9, 14)]


DIGESTS = {line: f"{line:064d}" for line in (5, 9, 14)}


def test_anchors_that_fit_are_no_break() -> None:
    assert find_misfits(anchors(), DIGESTS, key=KEY) == []
    assert find_misfits([], {}, key=KEY) == []


def test_a_chain_made_anew_is_placed_after_the_last_anchor_that_fits() -> None:
    found = find_misfits(anchors(), {**DIGESTS, 9: "0" * 64, 14: "0" * 64}, key=KEY)
    assert [one.sequence for one in found] == [9, 14]
    assert "lines 6 to 9" in found[0].problem


def test_an_anchored_line_that_is_gone_is_found() -> None:
    assert [one.sequence for one in find_misfits(anchors(), {5: DIGESTS[5], 9: DIGESTS[9]}, key=KEY)] == [14]


@given(
    field=st.sampled_from(["line", "digest", "at", "signature"]),
    text=st.text(max_size=70),
    number=st.integers(0, 10**9),
)
def test_an_anchor_that_was_changed_in_any_field_is_not_signed_any_more(field: str, text: str, number: int) -> None:
    whole = sign(7, "a" * 64, MOMENT, secret=SECRET)
    changed = replace(whole, **{field: number if field == "line" else text})
    assert is_signed_by(changed, KEY) == (changed == whole)


def test_who_has_another_secret_or_no_key_signs_nothing() -> None:
    forged = sign(5, "f" * 64, MOMENT, secret=OTHER)
    assert not is_signed_by(forged, KEY)
    assert not is_signed_by(forged, "nonsense")
    found = find_misfits([forged], {5: "f" * 64}, key=KEY)
    assert "was not signed" in found[0].problem


def test_a_file_is_read_as_it_was_written_and_a_line_that_is_no_anchor_is_named() -> None:
    text = "\n".join(written(one) for one in anchors())
    assert read(text + "\n\n") == anchors()
    for wrong in ("{", "[]", '{"line": "5", "digest": "a", "at": "b", "signature": "c"}', '{"line": 5}', "7"):
        with pytest.raises(ValueError, match="line 4"):
            read(f"{text}\n{wrong}")
