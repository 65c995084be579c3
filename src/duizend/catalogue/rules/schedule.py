# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the contacts of a programme are due for one family."""

from dataclasses import dataclass, replace
from datetime import date

from duizend.catalogue.rules.anchors import Anchor, is_within, list_anchors
from duizend.catalogue.rules.case import Case
from duizend.catalogue.rules.programme import ContactMoment, Mode, Programme, Recording
from duizend.ground.kernel.rules.points import Point
from duizend.ground.kernel.rules.text import Text


@dataclass(frozen=True, slots=True)
class DueContact:
    """A contact with its day aimed at and its window [from_on, until_on).

    `key` is the same before and after birth, `sequence` counts the contacts of this list from 1. Provisional
    means: counted from an expected day (a due date, a start still to come).
    """

    key: str
    sequence: int
    label: Text
    target_on: date
    from_on: date
    until_on: date
    mode: Mode
    obligatory: bool
    provisional: bool
    minutes: tuple[int, int] | None
    themes: tuple[str, ...]
    phase: str | None
    partners: bool = False
    check: bool = False
    recording: Recording | None = None


def list_contacts(programme: Programme, anchor: Anchor) -> tuple[DueContact, ...]:
    """Lay out all contacts of a programme for one pregnancy or child.

    Shape: in the order of the file, a row of contacts written out; without the contacts whose anchor is not
    known, and after birth without those before it.
    Units: days; windows are half-open and never begin before that of the contact ahead of them.
    """
    contacts: list[DueContact] = []
    for moment in programme.contacts:
        contacts.extend(_lay_out(moment, anchor))
    return tuple(replace(contact, sequence=number) for number, contact in enumerate(contacts, start=1))


def due_contacts(programme: Programme, anchor: Anchor, on: date) -> tuple[DueContact, ...]:
    """List the contacts whose window has not closed on a day: open now or still to come."""
    return tuple(contact for contact in list_contacts(programme, anchor) if contact.until_on > on)


def due_contacts_of_case(
    programme: Programme, case: Case, on: date, *, started_on: date | None = None
) -> tuple[DueContact, ...]:
    """List the contacts due for a case; without a start the day itself is taken for it, provisionally."""
    anchor = find_anchor(programme, case, on)
    if anchor is None:
        return ()
    contacts = due_contacts(programme, replace(anchor, started_on=started_on or on), on)
    from_start = {moment.id for moment in programme.contacts if moment.start.anchor == "start"}
    return tuple(
        replace(contact, provisional=contact.provisional or started_on is None)
        if contact.key.split(".")[0] in from_start
        else contact
        for contact in contacts
    )


def find_anchor(programme: Programme, case: Case, on: date) -> Anchor | None:
    """Find the pregnancy or child for which a programme is meant on a day.

    The youngest in the target's window; if none is, or there is no window, the youngest; nothing if no date is known or the youngest
    date is a due date long past.
    """
    target = programme.target
    anchors = [anchor for anchor in list_anchors(case, on) if not anchor.is_outdated(on)]
    if not target.has_window:
        return next(iter(anchors), None)
    fitting = [anchor for anchor in anchors if is_within(anchor, on, start=target.start, until=target.until)]
    return next(iter(fitting or anchors), None)


def _lay_out(moment: ContactMoment, anchor: Anchor) -> list[DueContact]:
    if anchor.is_born and (moment.target.is_prenatal or moment.start.is_prenatal):
        return []
    if moment.every is None:
        contact = _contact(moment, anchor, target=moment.target, start=moment.start, until=moment.until)
        return [] if contact is None else [contact]
    row = []
    for index in range(moment.count[1]):
        start = moment.start.plus(moment.every, index)
        contact = _contact(moment, anchor, target=start, start=start, until=start.plus(moment.every, 1))
        last = anchor.find_day(moment.until)
        if contact is None or last is None:
            break
        number = index + 1
        row.append(
            replace(
                contact,
                key=f"{moment.id}.{number}",
                label=replace(moment.label, nl=f"{moment.label.nl} {number}", en=f"{moment.label.en} {number}"),
                until_on=min(contact.until_on, last),
                obligatory=moment.obligatory and index < moment.count[0],
            )
        )
    return row


def _contact(moment: ContactMoment, anchor: Anchor, *, target: Point, start: Point, until: Point) -> DueContact | None:
    target_on, from_on, until_on = anchor.find_day(target), anchor.find_day(start), anchor.find_day(until)
    if target_on is None or from_on is None or until_on is None:
        return None
    return DueContact(
        key=moment.id,
        sequence=0,
        label=moment.label,
        target_on=target_on,
        from_on=from_on,
        until_on=until_on,
        mode=moment.mode,
        obligatory=moment.obligatory,
        provisional=not anchor.is_born and target.anchor == "birth",
        minutes=moment.minutes,
        themes=moment.themes,
        phase=moment.phase,
        partners=moment.partners,
        check=moment.check,
        recording=moment.recording,
    )
