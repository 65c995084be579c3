# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filling in a roster: who came, that she measured herself, that the check was done and by whom. No values, ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.contacts.actions import correct_contact, due_refreshed_once, record_contact_in_group
from duizend.delivery.contacts.models import Contact
from duizend.delivery.groups.models import Attendance, Session
from duizend.delivery.groups.permissions import RECORD, check_cohort
from duizend.delivery.groups.queries import list_facilitators, read_roster
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.workforce.queries import find_professional_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.delivery.groups.models import Membership
    from duizend.ground.workforce.models import Professional


@dataclass(frozen=True, slots=True)
class Marked:
    """What somebody fills in of one membership (its public id); "" takes back what was filled in, and is not absent."""

    member: str
    mark: str = ""
    measured_self: bool = False
    checked_by: Professional | None = None


@transaction.atomic
def fill_in(session: Session, marks: Sequence[Marked]) -> int:
    """Fill in the roster of a session, and return how many families something was changed for; the rest stays open.

    Who came had a contact of the programme; the first one starts her trajectory. A change is a new line, nothing is
    overwritten. Raises ActionRefused before the day of the session, for a session that was called off, for somebody
    who was not in the group that day, and for a check by somebody who does not lead it.
    """
    check_cohort(RECORD, session.cohort)
    _refuse_unless_held(session)
    Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    roster = {member.public_id: (member, known) for member, known in read_roster(session)}
    leading = {one.professional_id for one in list_facilitators(session.cohort, clock.today())}
    changed = []
    with due_refreshed_once():
        for said in marks:
            if said.member not in roster:
                raise ActionRefused("not_in_group", _("Dit gezin zat die dag niet in de groep. Laad de lijst opnieuw."))
            member, known = roster[said.member]
            if said.checked_by is not None and said.checked_by.pk not in leading:
                raise ActionRefused(
                    "does_not_lead", _("De controle is van iemand die de groep begeleidt. Kies wie dat was.")
                )
            if _differs(said, known):
                _write(session, member, known, said)
                changed.append(member.family.public_id)
    if changed:
        note("group.roster", "C", changed)
    return len(changed)


def _refuse_unless_held(session: Session) -> None:
    if session.called_off_at is not None:
        raise ActionRefused("called_off", _("Deze bijeenkomst ging niet door. Zet die eerst terug."))
    if clock.local_day(session.starts_at) > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze bijeenkomst is nog niet geweest."))


def _differs(said: Marked, known: Attendance | None) -> bool:
    if known is None:
        return said.mark != ""
    checked = said.checked_by.pk if said.checked_by else None
    return (said.mark, *_done(said.mark, said.measured_self, checked)) != (
        known.mark, known.measured_self, known.checked_by_id,
    )  # fmt: skip


def _done(mark: str, measured_self: bool, checked_by: int | None) -> tuple[bool, int | None]:
    """Return what was done of somebody: nothing of who was not there."""
    return (measured_self, checked_by) if mark == "present" else (False, None)


def _write(session: Session, member: Membership, known: Attendance | None, said: Marked) -> None:
    last = known or _find_taken_back(session, member)
    measured, checked = _done(said.mark, said.measured_self, said.checked_by.pk if said.checked_by else None)
    Attendance.objects.create(
        session=session, membership=member, family_id=member.family_id, mark=said.mark or known.mark,
        measured_self=measured or (not said.mark and known.measured_self),
        checked_by_id=checked if said.mark else known.checked_by_id, withdrawn=not said.mark,
        contact=_keep_contact(session, member, last, said), corrects=last, happened_on=clock.local_day(session.starts_at),
        entered_by_id=current().account_id,
    )  # fmt: skip


def _find_taken_back(session: Session, member: Membership) -> Attendance | None:
    return Attendance.objects.current().filter(session=session, membership=member).select_related("contact").first()


def _keep_contact(session: Session, member: Membership, last: Attendance | None, said: Marked) -> Contact | None:
    """Record, withdraw or let stand the contact of the programme that a session is for who came."""
    contact = last.contact if last else None
    if said.mark != "present":
        if contact is None or contact.withdrawn or contact.appointment_id is not None:
            return contact
        return correct_contact(contact, withdrawn=True)
    if contact is not None:
        return correct_contact(contact) if contact.withdrawn else contact
    standing = Contact.objects.current().filter(
        trajectory=member.trajectory_id, moment=session.moment, withdrawn=False
    )  # fmt: skip
    known = standing.first()
    if known is not None:
        return known
    return record_contact_in_group(
        member.trajectory, professional=said.checked_by or _who_fills_in(session), moment=session.moment,
        happened_on=clock.local_day(session.starts_at),
    )  # fmt: skip


def _who_fills_in(session: Session) -> Professional:
    """Return who held the session, as far as is known: whoever fills it in, or the first who leads the group."""
    own = find_professional_of(current().account_id)
    return own or list_facilitators(session.cohort, clock.today())[0].professional


@transaction.atomic
def settle(session: Session) -> Session:
    """Record that a roster is done; what is open on it stays open, and is not absent."""
    check_cohort(RECORD, session.cohort)
    _refuse_unless_held(session)
    if session.settled_at is None:
        session.settled_at, session.settled_by_id = clock.now(), current().account_id
        session.save(update_fields=["settled_at", "settled_by"])
        note("group.settled", "U", [session.cohort.public_id])
    return session


@transaction.atomic
def unsettle(session: Session) -> Session:
    """Take back that a roster is done."""
    check_cohort(RECORD, session.cohort)
    if session.settled_at is not None:
        session.settled_at, session.settled_by = None, None
        session.save(update_fields=["settled_at", "settled_by"])
        note("group.settled_undone", "U", [session.cohort.public_id])
    return session
