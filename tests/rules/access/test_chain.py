# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain of the log, on paper."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.access.rules.chain import Break, ChainedLine, find_breaks, line_digest

MOMENT = datetime(2026, 3, 1, 8, 30, 0, 123456, tzinfo=UTC)
FIELDS = ("event", "action", "outcome", "account", "roles", "purpose", "detail", "door")


def make_chain(length: int) -> list[ChainedLine]:
    lines: list[ChainedLine] = []
    previous = ""
    for number in range(1, length + 1):
        line = ChainedLine(
            sequence=number, at=MOMENT + timedelta(seconds=number), event="family.read", action="R", outcome="done",
            account=f"account-{number % 3}", roles="nurse", purpose="care", subjects=(f"family-{number}", "family-0"),
            detail="", previous=previous, digest="",
        )  # fmt: skip
        lines.append(replace(line, digest=line_digest(line)))
        previous = lines[-1].digest
    return lines


def head_of(lines: list[ChainedLine]) -> tuple[int, str]:
    return lines[-1].sequence, lines[-1].digest


def places(lines: list[ChainedLine], head: tuple[int, str]) -> list[int]:
    return [found.sequence for found in find_breaks(lines, head=head)]


def test_a_line_of_before_doors_were_told_keeps_the_digest_it_has() -> None:
    # Made by the first version of the chain, for exactly this line.
    line = make_chain(1)[0]
    text = "".join(f"{len(part)}:{part}" for part in (
        "", "1", "2026-03-01T08:30:01.123456Z", "family.read", "R", "done", "account-1", "nurse", "care",
        "family-1,family-0", "",
    ))  # fmt: skip
    assert line_digest(line) == hashlib.sha256(text.encode()).hexdigest()
    assert line_digest(replace(line, detail="page", door="")) != line_digest(replace(line, detail="", door="page"))


def test_an_empty_log_holds() -> None:
    assert find_breaks([], head=(0, "")) == []


def test_an_untouched_log_holds() -> None:
    lines = make_chain(6)
    assert find_breaks(iter(lines), head=head_of(lines)) == []


@given(number=st.integers(0, 5), field=st.sampled_from(FIELDS))
def test_any_changed_field_is_found_at_its_line(number: int, field: str) -> None:
    lines = make_chain(6)
    head = head_of(lines)
    lines[number] = replace(lines[number], **{field: "changed"})
    assert places(lines, head) == [number + 1]


@pytest.mark.parametrize("change", [{"at": MOMENT - timedelta(days=1)}, {"subjects": ("family-0",)}])
def test_a_changed_moment_or_subject_is_found(change: dict[str, object]) -> None:
    lines = make_chain(6)
    changed = [*lines[:3], replace(lines[3], **change), *lines[4:]]
    assert places(changed, head_of(lines)) == [4]


def test_a_changed_line_with_a_digest_to_match_is_found_at_the_line_after_it() -> None:
    lines = make_chain(6)
    changed = replace(lines[2], account="somebody-else")
    lines[2] = replace(changed, digest=line_digest(changed))
    assert places(lines, head_of(lines)) == [4]


def test_the_last_line_with_a_digest_to_match_is_found_by_the_head() -> None:
    lines = make_chain(6)
    head = head_of(lines)
    changed = replace(lines[5], account="somebody-else")
    lines[5] = replace(changed, digest=line_digest(changed))
    assert places(lines, head) == [6]


@given(first=st.integers(0, 5), last=st.integers(0, 5))
def test_deleted_lines_are_found_with_their_numbers(first: int, last: int) -> None:
    lines = make_chain(6)
    if first > last:
        first, last = last, first
    left = lines[:first] + lines[last + 1 :]
    found = find_breaks(left, head=head_of(lines))
    assert found[0].sequence == first + 1
    assert str(first + 1) in found[0].problem
    assert f"{last + 1} are missing" in found[0].problem or "cut off" in found[0].problem
    assert len(found) == 1


def test_a_log_that_is_emptied_is_found() -> None:
    assert places([], head_of(make_chain(6))) == [1]


def test_two_lines_that_changed_places_are_both_found() -> None:
    lines = make_chain(6)
    moved = list(lines)
    moved[1], moved[3] = replace(lines[3], sequence=2), replace(lines[1], sequence=4)
    assert {2, 4} <= set(places(moved, head_of(lines)))


def test_lines_put_after_the_end_are_found() -> None:
    lines = make_chain(6)
    assert places(lines, head_of(lines[:4])) == [5]


def test_a_line_before_the_first_is_found() -> None:
    lines = make_chain(3)
    assert places([replace(lines[0], sequence=0), *lines], head_of(lines)) == [0]


def test_a_chain_made_anew_to_its_end_is_seen_only_by_a_digest_kept_elsewhere() -> None:
    before = make_chain(6)
    anew = make_chain(5)
    assert find_breaks(anew, head=head_of(anew)) == []
    assert head_of(anew) != head_of(before)


def test_a_digest_does_not_depend_on_the_zone_a_moment_is_written_in() -> None:
    line = make_chain(1)[0]
    there = replace(line, at=line.at.astimezone(timezone(timedelta(hours=2))))
    assert line_digest(there) == line.digest


@given(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))
def test_moving_letters_from_one_field_to_the_next_changes_the_digest(a: str, b: str, c: str, d: str) -> None:
    line = make_chain(1)[0]
    one = line_digest(replace(line, purpose=a, subjects=(), detail=b))
    other = line_digest(replace(line, purpose=c, subjects=(), detail=d))
    assert (one == other) == ((a, b) == (c, d))


def test_a_break_says_where_and_what() -> None:
    lines = make_chain(3)
    assert find_breaks(lines[:2], head=head_of(lines)) == [Break(3, "the end is cut off: lines 3 to 3 are missing")]
