# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a visit comes out as, and how the next window is drawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.contacts.rules import Window
from duizend.delivery.visits.rules import (
    Recorded,
    SummaryWords,
    TopicSaid,
    lay_out_window,
    same_words,
    summary_text,
    visit_number,
)

WORDS = SummaryWords(
    topics="Onderwerpen", also="Ook", goes_well="Gaat goed", talked_about="Besproken", agreements="Afspraken",
    outcomes={"discussed": "besproken", "later": "later", "not_needed": "hoeft niet meer"},
)  # fmt: skip


def test_the_summary_puts_the_parents_words_first_and_leaves_out_what_is_empty() -> None:
    recorded = Recorded(
        heading="10-03-2026, bezoek.", topics=(TopicSaid("Hoe kom ik de nacht door", "discussed"),), goes_well="Lacht veel",
        talked_about="  ", agreements="Belt oma ", next_contact="Volgend bezoek: woensdag.", also=("Steun", "Eten"),
    )  # fmt: skip
    assert summary_text(recorded, WORDS).split("\n\n") == [
        "10-03-2026, bezoek.",
        "Onderwerpen:\n- “Hoe kom ik de nacht door”: besproken",
        "Ook: Steun, Eten",
        "Gaat goed: Lacht veel",
        "Afspraken: Belt oma",
        "Volgend bezoek: woensdag.",
    ]


def test_an_empty_visit_is_its_heading_only() -> None:
    assert summary_text(Recorded("kop", (), "", "", "", ""), WORDS) == "kop"


TEXT = st.text(alphabet="abc <&", max_size=12)


@given(TEXT, TEXT, TEXT, st.lists(st.tuples(TEXT, st.sampled_from(["discussed", "later", "not_needed"])), max_size=3))
def test_the_summary_holds_what_was_typed_and_fixed_words_only(
    goes_well: str, talked_about: str, agreements: str, topics: list[tuple[str, str]]
) -> None:
    said = tuple(TopicSaid(*topic) for topic in topics)
    rest = summary_text(Recorded("kop", said, goes_well, talked_about, agreements, ""), WORDS)
    fixed = ["kop", "Onderwerpen", "Gaat goed", "Besproken", "Afspraken", *WORDS.outcomes.values()]
    typed = sorted((goes_well, talked_about, agreements, *(topic.words for topic in said)), key=len, reverse=True)
    for piece in [*(text.strip() for text in typed if text.strip())]:
        assert piece in rest
    for piece in [*fixed, *(text.strip() for text in typed)]:
        rest = rest.replace(piece, "")
    assert set(rest) <= set(" :“”-.\n<&abc")


def test_a_window_is_drawn_from_its_first_day_to_its_last() -> None:
    window = Window("m", date(2026, 4, 1), date(2026, 4, 16), date(2026, 5, 2), 60)
    drawn = lay_out_window(window, [date(2026, 4, 1), date(2026, 5, 1), date(2027, 1, 1)])
    assert (drawn.from_percent, drawn.target_percent, drawn.until_percent) == (18.0, 50.0, 82.0)
    assert drawn.days_percent == (18.0, 82.0, 98.0)


@given(st.integers(1, 400), st.integers(-900, 900))
def test_nothing_is_drawn_outside_the_line(length: int, offset: int) -> None:
    start = date(2026, 1, 1)
    window = Window("m", start, start, start + timedelta(days=length), 60)
    drawn = lay_out_window(window, [start + timedelta(days=offset)])
    assert 0 <= drawn.days_percent[0] <= 100
    assert drawn.from_percent <= drawn.target_percent <= drawn.until_percent


@pytest.mark.parametrize(
    ("moments", "key", "place"),
    [
        ([("a", True), ("b", True)], "b", (2, 2)),
        ([("x", False), ("a", True), ("b", True)], "a", (1, 2)),
        ([("x", False), ("a", True)], "x", None),
        ([("x", False), ("y", False)], "y", (2, 2)),
        ([], "x", None),
    ],
)
def test_visits_are_counted_among_the_obligatory_ones(
    moments: list[tuple[str, bool]], key: str, place: tuple[int, int] | None
) -> None:
    assert visit_number(moments, key) == place


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a b", " a\r\nb ", True), ("", "  ", True), ("a", "b", False), ("a b", "b a", False)],
)
def test_white_space_makes_no_other_words(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same
