# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""By when a recording has to be gone, and what words about it may not hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.video.rules.consents import Said
from duizend.delivery.video.rules.destroying import (
    BECAUSE,
    Destroy,
    Ended,
    Term,
    destroy_on,
    is_overdue,
    remind_from,
)
from duizend.delivery.video.rules.phrases import names_a_file
from duizend.ground.kernel.rules.points import Point, add_point

MADE = date(2026, 3, 10)
TERM = Term(Point("birth", 3, 0), "look_back")
AYLIN = ("parent", "aylin")


def on(days: int) -> date:
    return MADE + timedelta(days=days)


def yes(day: date = MADE, *, by: date | None = None) -> Said:
    return Said(AYLIN, "yes", day, 0, frozenset({"look_back"}), by)


def back(day: date) -> Said:
    return Said(AYLIN, "withdrawn", day, 1)


@pytest.mark.parametrize(
    ("said", "ended", "due"),
    [
        ([yes()], None, Destroy(date(2026, 6, 10), "term")),
        ([], None, Destroy(date(2026, 6, 10), "term")),
        ([yes(by=on(20))], None, Destroy(on(20), "agreed")),
        ([yes(by=on(200))], None, Destroy(date(2026, 6, 10), "term")),
        ([yes(), back(on(9))], None, Destroy(on(9), "withdrawn")),
        ([yes(by=on(20)), back(on(30))], None, Destroy(on(20), "agreed")),
        ([back(on(30))], None, Destroy(on(30), "withdrawn")),
        ([yes()], Ended(on(40)), Destroy(on(40), "ended")),
        ([yes()], Ended(on(40), with_loss=True), Destroy(on(40), "loss")),
        ([yes(), back(on(40))], Ended(on(40)), Destroy(on(40), "withdrawn")),
        ([yes(by=on(40))], Ended(on(40)), Destroy(on(40), "ended")),
        ([yes()], Ended(on(-3)), Destroy(MADE, "ended")),
    ],
)
def test_the_soonest_reason_gives_the_last_day(said: list[Said], ended: Ended | None, due: Destroy) -> None:
    assert destroy_on(MADE, term=TERM, said=said, ended=ended) == due


DAYS = st.integers(-30, 300).map(on)


@given(DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS)
def test_a_recording_is_never_there_longer_than_the_term_nor_gone_before_it_was_made(
    said_on: date, by: date | None, withdrawn_on: date | None, ended_on: date | None
) -> None:
    said = [yes(said_on, by=by), *([back(withdrawn_on)] if withdrawn_on else [])]
    due = destroy_on(MADE, term=TERM, said=said, ended=Ended(ended_on) if ended_on else None)
    assert MADE <= due.on <= add_point(MADE, TERM.within)
    assert due.because in BECAUSE


def test_a_professional_is_reminded_a_week_before_and_a_coordinator_the_day_after() -> None:
    assert remind_from(on(7)) == MADE
    assert not is_overdue(MADE, today=MADE)
    assert is_overdue(MADE, today=on(1))


@pytest.mark.parametrize(
    "text",
    [
        "bezoek3.mp4", "zie opname.MOV op de laptop", r"C:\\films\\mila", r"\\\\server\\video", "/home/lotte/films/3",
        "staat in ~/films/", "https://video.example/3", "www.films.example", "IMG_2034", "DSC00123", "MVI0001",
        "file://opname", "./films/mila", "kaart.zip",
    ],
)  # fmt: skip
def test_a_text_that_names_a_file_is_refused(text: str) -> None:
    assert names_a_file(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Mila kijkt naar mama en lacht.", "om 10.30 uur", "spelen en/of eten", "7/8 keer", "Samen gekeken: fijn.",
        "De kaart is gewist. Movie night was leuk.", "oma van moeders kant", "3 minuten film",
    ],
)  # fmt: skip
def test_plain_words_pass(text: str) -> None:
    assert not names_a_file(text)


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Zs"]), max_size=60))
def test_words_without_signs_pass(text: str) -> None:
    assert not names_a_file(text)
