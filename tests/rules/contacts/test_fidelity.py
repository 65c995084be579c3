# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planned beside received: what was asked by a day, what took place, in time, by whom, and why the rest did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.contacts.rules.dialling import Dial, Range, ask_by_dials
from duizend.delivery.contacts.rules.fidelity import (
    NOTHING_RECORDED,
    PAUSED,
    Kept,
    Pause,
    Received,
    Share,
    Watched,
    add_up,
    explain_missed,
    list_pauses,
    measure_fidelity,
)
from duizend.delivery.contacts.rules.protocol import Taken
from duizend.delivery.contacts.rules.windows import Window

START = date(2026, 1, 5)
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def weeks(number: int) -> date:
    return START + number * WEEK


def row(least: int, most: int, *, phase: str = "a", first: int = 0) -> list[Window]:
    return [
        Window(f"{phase}.{n + 1}", weeks(first + n), weeks(first + n), weeks(first + n + 1), 60, n < least, phase=phase)
        for n in range(most)
    ]


WINDOWS = row(3, 4) + row(2, 3, phase="b", first=4)


def watch(*received: Received, on: date, **more: object) -> list[Kept]:
    return measure_fidelity(Watched(WINDOWS, WINDOWS, received, {}, on, **more))


def test_asked_is_what_was_over_by_then_and_what_took_place_already() -> None:
    first, second = watch(Received("a.1", weeks(0)), Received("a.3", weeks(2)), on=weeks(2))
    assert (first.phase, first.asked, first.had, first.received) == ("a", 3, 2, 2)
    assert first.reasons == ((NOTHING_RECORDED, 1),)
    assert first.missed == 1
    assert (second.asked, second.received, second.reasons) == (0, 0, ())


def test_what_nobody_asked_counts_as_received_and_never_as_missed() -> None:
    (first, _second) = watch(*(Received(f"a.{n}", weeks(n - 1)) for n in (1, 2, 3, 4)), on=weeks(9))
    assert (first.asked, first.had, first.received, first.missed) == (3, 3, 4, 0)
    assert first.allowed == Range(3, 4)


def test_what_was_over_before_the_parents_said_yes_was_never_asked() -> None:
    first, second = watch(on=weeks(9), since=weeks(2))
    assert (first.asked, first.allowed) == (1, Range(1, 2))
    assert (second.asked, second.allowed) == (2, Range(2, 3))
    assert [one.phase for one in watch(on=weeks(9), since=weeks(4))] == ["b"]


def test_a_contact_of_a_later_day_than_is_looked_at_is_not_there_yet() -> None:
    assert watch(Received("a.1", weeks(3)), on=weeks(2))[0].received == 0


def test_time_person_and_training_are_shares_of_what_took_place() -> None:
    received = (
        Received("a.1", weeks(0)),
        Received("a.2", weeks(5), by_own=False),
        Received("a.3", weeks(2), was_trained=False),
    )
    first = watch(*received, on=weeks(9))[0]
    assert (first.on_time, first.by_own, first.trained) == (Share(2, 3), Share(2, 3), Share(2, 3))
    assert Share(0, 0).ratio is None
    assert Share(1, 4).ratio == 0.25


def test_what_was_dialled_down_is_not_asked_and_not_missed() -> None:
    asked = ask_by_dials(WINDOWS, [Dial("a", "fewer", weeks(0))], held=[Taken("a.1", weeks(0))])
    kept = measure_fidelity(Watched(WINDOWS, asked, [Received("a.1", weeks(0))], {}, weeks(9)))[0]
    assert kept.asked == 3
    fewer = [replace(one, obligatory=one.moment == "a.1", asked=one.moment == "a.1") for one in WINDOWS]
    kept = measure_fidelity(Watched(WINDOWS, fewer, [Received("a.1", weeks(0))], {}, weeks(9)))[0]
    assert (kept.asked, kept.had, kept.missed, kept.allowed) == (1, 1, 0, Range(3, 4))


def test_the_reasons_stand_beside_the_misses_the_most_frequent_first() -> None:
    reasons = {"a.1": "with_notice", "a.2": "with_notice", "b.1": "without_notice"}
    kept = measure_fidelity(Watched(WINDOWS, WINDOWS, [], reasons, weeks(9)))
    assert kept[0].reasons == (("with_notice", 2), (NOTHING_RECORDED, 1))
    total = add_up(kept)
    assert total.reasons == ((NOTHING_RECORDED, 2), ("with_notice", 2), ("without_notice", 1))
    assert (total.asked, total.allowed) == (5, Range(5, 7))
    assert add_up([]) == Kept(None, Range(0, 0), 0, 0, 0, Share(0, 0), Share(0, 0), Share(0, 0), ())


def test_what_closed_in_a_pause_rested_unless_something_else_was_recorded() -> None:
    pauses = list_pauses([
        ("accepted", weeks(0)), ("started", weeks(0)), ("paused", weeks(1)), ("resumed", weeks(3)), ("paused", weeks(5)),
    ])  # fmt: skip
    assert pauses == [Pause(weeks(1), weeks(3)), Pause(weeks(5))]
    assert list_pauses([("paused", weeks(1)), ("ended", weeks(2))]) == [Pause(weeks(1), weeks(2))]
    assert list_pauses([("started", weeks(1)), ("ended", weeks(2))]) == []
    told = explain_missed(WINDOWS, recorded={"a.2": "with_notice"}, pauses=pauses)
    assert told == {"a.2": "with_notice", "a.3": PAUSED, "b.2": PAUSED, "b.3": PAUSED}


RECEIVED = st.lists(
    st.builds(
        Received, st.sampled_from([one.moment for one in WINDOWS]), st.dates(START, weeks(10)), st.booleans(),
        st.booleans(),
    ),
    unique_by=lambda one: one.moment,
)  # fmt: skip


@given(RECEIVED, st.dates(START, weeks(12)))
def test_what_was_asked_was_had_or_missed_for_a_reason(received: list[Received], on: date) -> None:
    for kept in watch(*received, on=on):
        assert 0 <= kept.had <= min(kept.asked, kept.received)
        assert sum(number for _reason, number in kept.reasons) == kept.missed
        assert kept.on_time.of == kept.by_own.of == kept.trained.of == kept.received
        assert kept.asked <= kept.allowed.least or kept.allowed.least == 0
