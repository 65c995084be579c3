# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a visit comes out as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.visits.rules import Recorded, SummaryWords, TopicSaid, same_words, summary_text

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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a b", " a\r\nb ", True), ("", "  ", True), ("a", "b", False), ("a b", "b a", False)],
)
def test_white_space_makes_no_other_words(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same
