# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a card is, when it may be registered or changed, in which group somebody counts, and what may be told outside."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.kernel.rules.decisions import Allowed, Refused
from duizend.insight.evaluation.rules.spec import read_spec
from duizend.insight.trials.rules.asking import HEADER, Followed, group_of, rows_for, specification_of
from duizend.insight.trials.rules.card import (
    COMPARISONS,
    CONTRASTS,
    COVARIATES,
    ESTIMANDS,
    METHODS,
    Card,
    came_after,
    may_be_changed,
    may_be_registered,
    read_card,
)
from duizend.insight.trials.rules.telling import Counts, may_tell

DAY = date(2026, 11, 17)
CARD = Card(
    programme="p", municipality="", indicated_from=date(2024, 1, 1), indicated_until=date(2025, 12, 31), contrast="offered",
    comparison="not_declined", grace_days=42, assignment="Er was geen plek.", outcome="risk", better="lower", follow_up=(365, 550),
    method="aipw", estimand="att", covariates=("first_score", "children"), subgroups=("first_child",), smallest_worthwhile=0.1,
    level=0.95, registered_on=DAY,
)  # fmt: skip
OTHER: dict[str, object] = {
    "programme": "q", "municipality": "GM1", "indicated_from": date(2024, 1, 2), "indicated_until": DAY, "contrast": "started",
    "comparison": "everybody", "grace_days": 7, "assignment": "Anders.", "outcome": "rest", "better": "higher", "follow_up": (365, 551),
    "method": "ipw", "estimand": "ate", "covariates": ("children",), "subgroups": (), "smallest_worthwhile": None, "level": 0.9,
    "registered_on": DAY + timedelta(days=1), "time_zero": "start", "version": 2, "follows": "a" * 64,
}  # fmt: skip
ONE = Followed(1, "GM1", 2024, 1, 10, 20, None, 0.0, 12.0)


def test_every_word_of_a_card_is_in_its_fingerprint() -> None:
    assert set(OTHER) == {one.name for one in fields(Card)}
    digests = {replace(CARD, **{name: value}).digest for name, value in OTHER.items()}
    assert len(digests | {CARD.digest}) == len(OTHER) + 1


@pytest.mark.parametrize("name", sorted(OTHER))
def test_a_card_that_was_kept_reads_back_as_it_was(name: str) -> None:
    card = replace(CARD, **{name: OTHER[name]})
    assert read_card(card.as_data()) == card


def test_a_changed_card_is_the_next_version_and_names_the_one_before() -> None:
    later = CARD.changed(smallest_worthwhile=0.02)
    assert (later.version, later.follows) == (2, CARD.digest)
    with pytest.raises(AttributeError):
        CARD.outcome = "other"


@pytest.mark.parametrize(("other", "code"), [
    ({"indicated_until": date(2023, 1, 1)}, "period_backwards"),
    ({"indicated_from": DAY + timedelta(days=1), "indicated_until": DAY + timedelta(days=9)}, "period_in_the_future"),
    ({"follow_up": (550, 365)}, "follow_up_backwards"), ({"follow_up": (0, 365)}, "follow_up_backwards"),
    ({"grace_days": 365}, "grace_too_long"), ({"method": "match", "estimand": "ate"}, "not_together"),
    ({"method": "crude"}, "not_together"), ({"covariates": ()}, "not_together"),
])  # fmt: skip
def test_a_question_that_cannot_be_answered_is_not_registered(other: dict[str, object], code: str) -> None:
    decision = may_be_registered(replace(CARD, **other), today=DAY)
    assert isinstance(decision, Refused)
    assert decision.code == code


def test_a_good_question_is_registered() -> None:
    assert isinstance(may_be_registered(CARD, today=DAY), Allowed)


@pytest.mark.parametrize(("opened", "replaced", "code"), [
    (False, False, None), (True, False, "outcomes_opened"), (False, True, "card_replaced"), (True, True, "outcomes_opened"),
])  # fmt: skip
def test_a_plan_changes_only_while_its_outcomes_are_closed(opened: bool, replaced: bool, code: str | None) -> None:
    assert getattr(may_be_changed(opened=opened, replaced=replaced), "code", None) == code


@pytest.mark.parametrize(("other", "after"), [
    ({}, True), ({"outcome": "rest"}, False), ({"programme": "q"}, False), ({"municipality": "GM1"}, True),
    ({"indicated_from": date(2026, 1, 1), "indicated_until": DAY}, False),
])  # fmt: skip
def test_a_card_about_families_whose_outcome_was_seen_is_marked(other: dict[str, object], after: bool) -> None:
    assert came_after(replace(CARD, grace_days=30, **other), [CARD]) is after
    assert not came_after(CARD, [CARD])


@pytest.mark.parametrize(("contrast", "comparison", "days", "group"), [
    ("offered", "not_declined", (42, None, None), True), ("offered", "not_declined", (43, 60, None), False),
    ("offered", "not_declined", (None, None, None), False), ("offered", "not_declined", (5, None, 20), True),
    ("started", "not_declined", (5, 42, None), True), ("started", "not_declined", (5, 43, None), False),
    ("started", "not_declined", (5, None, 20), None), ("started", "not_declined", (5, None, 60), False),
    ("started", "everybody", (5, None, 20), False),
    # Who said no and began within the days all the same, began.
    ("started", "not_declined", (5, 40, 20), True),
])  # fmt: skip
def test_the_group_is_decided_by_what_happened_within_the_days_of_grace(
    contrast: str, comparison: str, days: tuple[int | None, int | None, int | None], group: bool | None
) -> None:
    one = replace(ONE, offered_after=days[0], started_after=days[1], declined_after=days[2])
    assert group_of(one, replace(CARD, comparison=comparison), contrast) is group


def test_a_table_is_counted_from_indication_in_both_groups() -> None:
    rows = rows_for([ONE, replace(ONE, family=2, offered_after=None, started_after=90, value=None)], CARD, "offered")
    assert [tuple(row) for row in rows] == [HEADER, HEADER]
    assert [(row["group"], row["time_zero"], row["start"], row["value"]) for row in rows] == [
        ("1", "0", "20", "0"), ("0", "0", "", ""),
    ]  # fmt: skip


@given(
    st.sampled_from(METHODS), st.sampled_from(ESTIMANDS), st.lists(st.sampled_from(COVARIATES), unique=True),
    st.none() | st.floats(0.01, 5), st.integers(1, 2),
)  # fmt: skip
def test_every_card_that_may_be_registered_asks_what_evaluation_can_read(
    method: str, estimand: str, covariates: list[str], smallest: float | None, different: int
) -> None:
    card = replace(CARD, method=method, estimand=estimand, covariates=tuple(covariates), smallest_worthwhile=smallest)
    if not isinstance(may_be_registered(card, today=DAY), Allowed):
        return
    other = replace(ONE, family=2, municipality="GM2", indicated_year=2025, children=2, first=3.0, offered_after=None)
    rows = rows_for([ONE, other][:different], card, "offered")
    found = read_spec(specification_of(card, rows), "card")
    assert found.faults == ()
    assert found.value.card == card.digest
    assert found.value.method == (method if different == 2 else "crude")


def test_a_card_asks_one_of_the_contrasts_and_comparisons_there_are() -> None:
    assert CARD.contrast in CONTRASTS
    assert CARD.comparison in COMPARISONS


@pytest.mark.parametrize(("with_", "without", "told"), [
    (Counts(20, 25, 10), Counts(30, 30, 15), True), (Counts(20, 25, 9), Counts(30, 30, 15), False),
    (Counts(20, 25, 11), Counts(30, 30, 15), False), (Counts(20, 25, 10), Counts(9, 30, None), False),
    (Counts(10, 25, None), Counts(10, 30, None), True),
])  # fmt: skip
def test_an_effect_is_told_outside_only_where_no_small_count_follows_from_it(
    with_: Counts, without: Counts, told: bool
) -> None:
    assert may_tell({"with": with_, "without": without}, 10) is told
