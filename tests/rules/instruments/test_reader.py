# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An instrument file is read whole or refused with every mistake in it; its bands cover the scale once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.kernel.rules.decisions import Allowed, Refused
from duizend.ground.kernel.rules.reading import Fault
from duizend.record.instruments.rules.instrument import Instrument, Outcome, check_outcome, get_band, plain
from duizend.record.instruments.rules.reader import read_instrument

INSTRUMENTS = Path(__file__).parents[3] / "instruments"
TEXT = """
kind = "instrument"
id = "weerpraat"
name = { nl = "Weerpraat", en = "Weather Talk" }
version = "1"
valid_from = 2025-01-01
owner = "De Weerkamer"
licence = "eigen"
invented = true
source = "almanac"
respondents = ["each_parent"]
[scale]
min = 0
max = 10
step = 0.5
[[bands]]
from = 0
until = 4
text = { nl = "Mooi weer", en = "Fair" }
[[bands]]
from = 4
until = 7.5
text = { nl = "Wisselvallig", en = "Changeable" }
[[bands]]
from = 7.5
text = { nl = "Neem een jas mee", en = "Take a coat" }
[[missing]]
id = "refused"
text = { nl = "Liever niet", en = "Rather not" }
[[moments]]
id = "spring"
text = { nl = "in het voorjaar", en = "in spring" }
[[sources]]
key = "almanac"
title = "Almanak"
publisher = "De Weerkamer"
year = 2020
address = "https://example.org/almanak"
"""


def instrument(text: str = TEXT) -> Instrument:
    return read_instrument(text, "weerpraat.toml").require()


def faults(old: str, new: str) -> list[Fault]:
    assert old in TEXT
    reading = read_instrument(TEXT.replace(old, new, 1), "weerpraat.toml")
    assert reading.value is None
    return list(reading.faults)


def test_what_the_file_says_is_read() -> None:
    read = instrument()
    assert (read.id, read.version, read.invented, read.respondents) == ("weerpraat", "1", True, ("each_parent",))
    assert [(band.start, band.until, band.text.nl) for band in read.bands] == [
        (Decimal(0), Decimal(4), "Mooi weer"),
        (Decimal(4), Decimal("7.5"), "Wisselvallig"),
        (Decimal("7.5"), None, "Neem een jas mee"),
    ]
    assert read.source.citation.startswith("Almanak, De Weerkamer (2020)")
    assert (read.moments[0].text.nl, read.missing[0].id) == ("in het voorjaar", "refused")
    assert len(read.digest) == 64


@pytest.mark.parametrize("path", sorted(INSTRUMENTS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_file_that_ships_is_whole_invented_and_speaks_of_support_not_of_people(path: Path) -> None:
    read = read_instrument(path.read_text(encoding="utf-8"), path.name).require()
    assert read.id == path.stem
    assert read.invented, "what a real instrument asks or where it draws the line is never part of the product"
    words = " ".join(band.text.nl.lower() + band.text.en.lower() for band in read.bands)
    assert not any(word in words for word in ("risico", "risk", "gevaar", "danger"))


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "expected"),
    [
        ('id = "weerpraat"', "", "missing_key", "id", "an id"),
        ('kind = "instrument"', 'kind = "programme"', "unknown_choice", "kind", "instrument"),
        ('version = "1"', "version = 1", "wrong_type", "version", "text"),
        ("valid_from = 2025-01-01", 'valid_from = "soon"', "bad_date", "valid_from", "a date"),
        ('source = "almanac"', 'source = "diary"', "unknown_source", "source", "[[sources]]"),
        ('["each_parent"]', '["neighbour"]', "unknown_choice", "respondents[0]", "each_parent"),
        ('["each_parent"]', "[]", "empty_list", "respondents", "at least one"),
        ("min = 0\n", "", "missing_key", "scale.min", "a number"),
        ("max = 10", "max = 0", "bad_number", "scale.max", "above min"),
        ("max = 10", "max = 10.2", "bad_number", "scale.max", "steps of 0.5"),
        ("step = 0.5", "step = 0", "bad_number", "scale.step", "above 0"),
        ("[scale]\nmin = 0\nmax = 10\nstep = 0.5\n", "", "missing_key", "scale", "min, max and step"),
        ("from = 0\n", "from = 1\n", "gap", "bands[0].from", "where the scale begins"),
        ("from = 0\n", "from = -1\n", "overlap", "bands[0].from", "where the scale begins"),
        ("from = 0\n", "", "missing_key", "bands[0].from", "a number"),
        ("from = 4\n", "from = 5\n", "gap", "bands[1].from", "4, where the band before ends"),
        ("from = 4\n", "from = 3\n", "overlap", "bands[1].from", "4, where the band before ends"),
        ("until = 4\n", "", "overlap", "bands[1].from", "without until"),
        ("until = 4\n", "until = 4.2\n", "bad_number", "bands[0].until", "a step of the scale"),
        ("until = 4\n", "until = 0\n", "bad_number", "bands[0].until", "a step of the scale"),
        ("from = 7.5\n", "from = 7.5\nuntil = 9\n", "gap", "bands[2].until", "to the end of the scale"),
        ('id = "refused"', 'id = "forgotten"', "unknown_choice", "missing[0].id", "not_asked"),
        ('id = "spring"', 'id = "In Spring"', "bad_id", "moments[0].id", "small letters"),
        ("invented = true", "invented = true\ncut_off = 4", "unknown_key", "cut_off", "one of"),
        ("min = 0", "min = [", "bad_toml", "line", "valid TOML"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_key_and_what_is_expected(old: str, new: str, code: str, key: str, expected: str) -> None:
    found = [fault for fault in faults(old, new) if fault.code == code and fault.key.startswith(key)]
    assert found, faults(old, new)
    assert found[0].file == "weerpraat.toml"
    assert expected in found[0].expected


def test_bands_that_are_not_there_are_missed() -> None:
    bands = TEXT[TEXT.index("[[bands]]") : TEXT.index("[[missing]]")]
    assert "missing_key" in {fault.code for fault in faults(bands, "")}
    empty = TEXT.replace(bands, "").replace("[scale]", "bands = []\n[scale]")
    assert "empty_list" in {fault.code for fault in read_instrument(empty, "weerpraat.toml").faults}


@given(st.integers(min_value=0, max_value=20))
def test_every_score_on_the_scale_falls_in_exactly_one_band(steps: int) -> None:
    read, score = instrument(), Decimal(steps) / 2
    assert read.scale.has(score)
    assert sum(band.has(score) for band in read.bands) == 1
    assert get_band(read, score).has(score)


@given(st.lists(st.integers(min_value=1, max_value=30), min_size=0, max_size=6, unique=True), st.integers(31, 40))
def test_whatever_the_cut_offs_bands_in_order_partition_the_scale(cuts: list[int], most: int) -> None:
    edges = [0, *sorted(cuts)]
    tables = "".join(
        f'[[bands]]\nfrom = {start}\n{f"until = {until}" if until else ""}\ntext = {{ nl = "woorden" }}\n'
        for start, until in zip(edges, [*edges[1:], None], strict=True)
    )
    bands = TEXT[TEXT.index("[[bands]]") : TEXT.index("[[missing]]")]
    read = instrument(TEXT.replace(bands, tables).replace("max = 10", f"max = {most}").replace("0.5", "1"))
    for score in range(most + 1):
        assert sum(band.has(Decimal(score)) for band in read.bands) == 1


@pytest.mark.parametrize("score", ["-1", "10.5", "0.3", "99"])
def test_a_score_off_the_scale_has_no_band(score: str) -> None:
    with pytest.raises(ValueError, match="scale"):
        get_band(instrument(), Decimal(score))


@pytest.mark.parametrize(
    ("outcome", "has_parent", "code"),
    [
        (Outcome(Decimal(4)), True, ""), (Outcome(missing_because="refused"), True, ""),
        (Outcome(missing_because="refused"), False, ""), (Outcome(), True, "score_or_reason"),
        (Outcome(Decimal(4), "refused"), True, "score_or_reason"),
        (Outcome(missing_because="not_asked"), True, "unknown_reason"), (Outcome(Decimal(11)), True, "not_on_scale"),
        (Outcome(Decimal(4)), False, "whose_result"),
    ],
)  # fmt: skip
def test_an_outcome_is_a_score_on_the_scale_or_a_reason_of_the_file(
    outcome: Outcome, has_parent: bool, code: str
) -> None:  # fmt: skip
    decision = check_outcome(instrument(), outcome, has_parent=has_parent)
    if not code:
        assert decision == Allowed()
        return
    assert isinstance(decision, Refused)
    assert decision.code == code
    assert decision.source == "Weerpraat, versie 1"
    assert decision.reason % decision.values


def test_what_a_professional_fills_in_needs_no_parent() -> None:
    theirs = instrument(TEXT.replace('["each_parent"]', '["professional"]'))
    assert check_outcome(theirs, Outcome(Decimal(4)), has_parent=False) == Allowed()


@pytest.mark.parametrize(("number", "words"), [("4", "4"), ("4.50", "4,5"), ("10", "10"), ("0", "0"), ("1E+1", "10")])
def test_a_number_is_written_as_short_as_it_is(number: str, words: str) -> None:
    assert plain(Decimal(number)) == words
