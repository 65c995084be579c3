# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When contacts are due."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.catalogue.rules.anchors import Anchor, is_within
from duizend.catalogue.rules.case import Case
from duizend.catalogue.rules.programme import ContactMoment
from duizend.catalogue.rules.schedule import (
    DueContact,
    due_contacts,
    due_contacts_of_case,
    find_anchor,
    list_contacts,
)
from duizend.catalogue.shelf import read_shelf
from duizend.ground.kernel.rules.points import parse_point

from .invented import ON, PROGRAMMES, changed, programme
from .test_reader import ROW

PROGRAMME = programme()
REAL = read_shelf([PROGRAMMES]).programmes
DUE = date(2026, 7, 1)


def windows(contacts: tuple[DueContact, ...]) -> list[tuple[date, date, date]]:
    return [(contact.from_on, contact.target_on, contact.until_on) for contact in contacts]


def test_before_birth_contacts_are_counted_from_the_due_date() -> None:
    contacts = list_contacts(PROGRAMME, Anchor(due_on=DUE))
    assert windows(contacts) == [
        (date(2026, 1, 28), date(2026, 2, 11), date(2026, 3, 11)),
        (date(2026, 5, 20), date(2026, 6, 1), date(2026, 7, 1)),
        (date(2026, 8, 12), date(2026, 8, 26), date(2026, 10, 1)),
    ]
    assert [contact.provisional for contact in contacts] == [False, True, True]
    assert [contact.sequence for contact in contacts] == [1, 2, 3]
    assert [contact.obligatory for contact in contacts] == [True, False, True]


def test_after_birth_contacts_are_counted_from_the_birth_and_those_before_it_are_gone() -> None:
    contacts = list_contacts(PROGRAMME, Anchor(due_on=DUE, born_on=date(2026, 6, 10)))
    assert windows(contacts) == [(date(2026, 7, 22), date(2026, 8, 5), date(2026, 9, 10))]
    assert [(contact.key, contact.sequence, contact.provisional) for contact in contacts] == [("after", 1, False)]


def test_a_contact_is_due_until_the_day_its_window_closes() -> None:
    anchor = Anchor(due_on=DUE)
    assert [contact.key for contact in due_contacts(PROGRAMME, anchor, date(2026, 3, 10))] == [
        "early",
        "later",
        "after",
    ]
    assert [contact.key for contact in due_contacts(PROGRAMME, anchor, date(2026, 3, 11))] == [
        "later",
        "after",
    ]


def test_a_row_of_contacts_is_written_out_within_its_window() -> None:
    text = ROW.replace('until = "8m"', 'until = "7m3w"')
    contacts = list_contacts(programme(changed("[team]", text)), Anchor(born_on=date(2026, 1, 31)))[1:]
    assert windows(contacts) == [
        (date(2026, 5, 31), date(2026, 5, 31), date(2026, 6, 30)),
        (date(2026, 6, 30), date(2026, 6, 30), date(2026, 7, 31)),
        (date(2026, 7, 31), date(2026, 7, 31), date(2026, 8, 31)),
        (date(2026, 8, 31), date(2026, 8, 31), date(2026, 9, 21)),
    ]
    assert [contact.label.nl for contact in contacts] == ["Rij 1", "Rij 2", "Rij 3", "Rij 4"]
    assert [contact.obligatory for contact in contacts] == [True, True, False, False]
    assert [contact.key for contact in contacts] == ["row.1", "row.2", "row.3", "row.4"]


def test_contacts_counted_from_the_start_wait_for_it() -> None:
    started = replace(PROGRAMME, contacts=_from_start(PROGRAMME.contacts[2]))
    assert list_contacts(started, Anchor(due_on=DUE)) == ()
    row = replace(started.contacts[1], every=parse_point("2w"))
    assert list_contacts(replace(PROGRAMME, contacts=(row,)), Anchor(due_on=DUE)) == ()
    family = Case(due_date=DUE, pregnant=True)
    proposed = due_contacts_of_case(started, family, ON)
    assert [(contact.target_on, contact.provisional) for contact in proposed] == [
        (ON + timedelta(days=7), True),
        (ON + timedelta(days=21), True),
    ]
    known = due_contacts_of_case(started, family, ON, started_on=date(2026, 2, 20))
    assert [(contact.target_on, contact.provisional) for contact in known] == [
        (date(2026, 2, 27), False),
        (date(2026, 3, 13), False),
    ]


def _from_start(contact: ContactMoment) -> tuple[ContactMoment, ...]:
    points = [parse_point(f"start {text}") for text in ("0d", "1w", "2w", "3w", "4w")]
    a, b, c, d, e = (point for point in points if point is not None)
    return (
        replace(contact, id="one", start=a, target=b, until=c),
        replace(contact, id="two", start=c, target=d, until=e),
    )


def test_the_child_in_the_window_is_the_one_meant() -> None:
    born = date(2026, 1, 15)
    assert find_anchor(PROGRAMME, Case(children=(born, date(2020, 1, 1))), ON) == Anchor(born_on=born)
    assert find_anchor(PROGRAMME, Case(due_date=DUE, pregnant=True, children=(born,)), ON) == Anchor(due_on=DUE)
    far = Case(due_date=date(2026, 11, 1), pregnant=True, children=(born,))
    assert find_anchor(PROGRAMME, far, ON) == Anchor(born_on=born)
    assert find_anchor(PROGRAMME, Case(children=(date(2020, 1, 1),)), ON) == Anchor(born_on=date(2020, 1, 1))
    assert find_anchor(PROGRAMME, Case(due_date=date(2026, 1, 1), pregnant=True), ON) is None
    assert due_contacts_of_case(PROGRAMME, Case(), ON) == ()


def test_a_birth_that_belongs_to_the_due_date_is_that_pregnancy() -> None:
    early = Case(due_date=date(2026, 4, 1), pregnant=True, children=(date(2026, 2, 20),))
    assert find_anchor(PROGRAMME, early, ON) == Anchor(date(2026, 4, 1), date(2026, 2, 20))
    assert find_anchor(PROGRAMME, early, date(2026, 2, 1)) == Anchor(date(2026, 4, 1))


def test_an_anchor_without_a_date_has_no_days() -> None:
    point = parse_point("pregnancy 20w0d")
    assert point is not None
    assert Anchor().find_day(point) is None
    assert not Anchor().is_outdated(ON)
    assert is_within(Anchor(), ON, start=point, until=point) is None


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.integers(-90, 20), st.booleans())
def test_windows_follow_each_other_and_hold_their_day(due: date, late: int, is_born: bool) -> None:
    anchor = Anchor(due, due + timedelta(days=late) if is_born else None)
    for each in (PROGRAMME, *REAL):
        contacts = list_contacts(each, anchor)
        previous = date.min
        for contact in contacts:
            assert previous <= contact.from_on <= contact.target_on < contact.until_on
            previous = contact.until_on
        assert [contact.sequence for contact in contacts] == list(range(1, len(contacts) + 1))


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.integers(0, 400))
def test_no_schedule_leaves_the_window_of_its_target(born: date, later: int) -> None:
    for each in (PROGRAMME, *REAL):
        for anchor in (Anchor(born_on=born), Anchor(due_on=born)):
            if not each.target.has_window:
                continue
            start, until = anchor.find_day(each.target.start), anchor.find_day(each.target.until)
            assert start is not None
            assert until is not None
            for contact in due_contacts(each, anchor, born + timedelta(days=later)):
                assert start <= contact.from_on
                assert contact.until_on <= until


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.integers(-300, 1200))
def test_no_contact_of_any_file_leaves_the_window_of_its_own_row(born: date, started: int) -> None:
    for each in (PROGRAMME, *REAL):
        moments = {moment.id: moment for moment in each.contacts}
        for anchor in (Anchor(born_on=born), Anchor(due_on=born)):
            anchor = replace(anchor, started_on=born + timedelta(days=started))
            for contact in list_contacts(each, anchor):
                moment = moments[contact.key.split(".")[0]]
                first, last = anchor.find_day(moment.start), anchor.find_day(moment.until)
                assert first is not None
                assert last is not None
                assert first <= contact.from_on <= contact.target_on < contact.until_on <= last
