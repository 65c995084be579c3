# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every reviewed file lays its contacts inside its own windows, for whatever due date, birth and start."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from duizend.catalogue.rules.anchors import EARLIEST_BIRTH_DAYS, LATEST_BIRTH_DAYS, Anchor
from duizend.catalogue.rules.programme import ContactMoment, Programme
from duizend.catalogue.rules.schedule import due_contacts, list_contacts
from duizend.catalogue.shelf import read_shelf

from .invented import PROGRAMMES, programme

EVERY_FILE = [one for one in (programme(), *read_shelf([PROGRAMMES]).programmes) if one.contacts]
IDS = [f"{one.id}-{one.version}" for one in EVERY_FILE]
# Leap days and ends of months come along, a pregnancy long before and a child long after.
DAYS = st.one_of(
    st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    st.builds(date, st.sampled_from([2020, 2024, 2028]), st.just(2), st.just(29)),
    st.builds(date, st.integers(2016, 2034), st.sampled_from([1, 3, 5, 7, 8, 10, 12]), st.just(31)),
)
EARLY_OR_LATE = st.integers(-EARLIEST_BIRTH_DAYS, LATEST_BIRTH_DAYS)
STARTED = st.none() | st.integers(-300, 18 * 365)


@st.composite
def anchors(draw: st.DrawFn) -> Anchor:
    """Draw a pregnancy, a child of whom the due date is known or not, started or not."""
    day, early, kind = draw(DAYS), draw(EARLY_OR_LATE), draw(st.sampled_from(["unborn", "born", "both"]))
    later = draw(STARTED)
    return Anchor(
        due_on=None if kind == "born" else day,
        born_on={"unborn": None, "born": day, "both": day + timedelta(days=early)}[kind],
        started_on=None if later is None else day + timedelta(days=later),
    )


def own_row(one: Programme, key: str) -> ContactMoment:
    return next(moment for moment in one.contacts if moment.id == key.partition(".")[0])


@pytest.mark.parametrize("one", EVERY_FILE, ids=IDS)
@settings(max_examples=60, deadline=None)
@given(anchor=anchors())
def test_no_contact_leaves_the_window_of_its_row(one: Programme, anchor: Anchor) -> None:
    for contact in list_contacts(one, anchor):
        row = own_row(one, contact.key)
        first, last = anchor.find_day(row.start), anchor.find_day(row.until)
        assert first is not None
        assert last is not None
        assert first <= contact.from_on <= contact.target_on < contact.until_on <= last


@pytest.mark.parametrize("one", EVERY_FILE, ids=IDS)
@settings(max_examples=60, deadline=None)
@given(anchor=anchors())
def test_no_contact_leaves_the_window_of_its_programme(one: Programme, anchor: Anchor) -> None:
    assume(one.target.has_window)
    start, until = anchor.find_day(one.target.start), anchor.find_day(one.target.until)
    assert start is not None
    assert until is not None
    for contact in list_contacts(one, anchor):
        row = own_row(one, contact.key)
        # What is counted from the start of somebody's own course may go on when the age is over.
        if {row.start.anchor, row.until.anchor} & {"start", "end", "indication"}:
            continue
        assert start <= contact.from_on
        assert contact.until_on <= until


@pytest.mark.parametrize("one", EVERY_FILE, ids=IDS)
@settings(max_examples=60, deadline=None)
@given(anchor=anchors(), later=st.integers(-300, 19 * 365))
def test_nothing_is_due_whose_window_is_over_and_nothing_else_is_dropped(
    one: Programme, anchor: Anchor, later: int
) -> None:
    on = (anchor.born_on or anchor.due_on) + timedelta(days=later)
    everything, due = list_contacts(one, anchor), due_contacts(one, anchor, on)
    assert all(contact.until_on > on for contact in due)
    assert set(everything) - set(due) == {contact for contact in everything if contact.until_on <= on}


@pytest.mark.parametrize("one", EVERY_FILE, ids=IDS)
@settings(max_examples=60, deadline=None)
@given(anchor=anchors())
def test_no_row_has_more_contacts_than_its_file_counts_and_each_has_a_key_of_its_own(
    one: Programme, anchor: Anchor
) -> None:
    contacts = list_contacts(one, anchor)
    assert len({contact.key for contact in contacts}) == len(contacts)
    assert [contact.sequence for contact in contacts] == list(range(1, len(contacts) + 1))
    for row in one.contacts:
        own = [contact for contact in contacts if own_row(one, contact.key) is row]
        assert len(own) <= (row.count[1] if row.every is not None else 1)
        assert sum(contact.obligatory for contact in own) <= (row.count[0] if row.every is not None else 1)


@pytest.mark.parametrize("one", EVERY_FILE, ids=IDS)
@settings(max_examples=60, deadline=None)
@given(anchor=anchors())
def test_after_a_birth_nothing_of_before_it_is_laid_out_and_days_follow_the_birth(
    one: Programme, anchor: Anchor
) -> None:
    assume(anchor.is_born)
    contacts = list_contacts(one, anchor)
    assert not any(own_row(one, contact.key).start.is_prenatal for contact in contacts)
    later = replace(anchor, due_on=None)
    after = {contact.key: contact.from_on for contact in list_contacts(one, later)}
    assert {contact.key: contact.from_on for contact in contacts if contact.key in after} == after
