# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answering what a family asks of its file: noted, looked at by somebody with a name, released or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.doors.rights.actions.objecting import follow_end, honour
from duizend.doors.rights.actions.steps import require, take_step
from duizend.doors.rights.models import Request
from duizend.doors.rights.permissions import WRITE
from duizend.doors.rights.queries.collecting import Part, collect
from duizend.doors.rights.queries.corrections import list_contacts
from duizend.doors.rights.queries.due import files_together
from duizend.doors.rights.queries.requests import DAYS_TO_FETCH, released_on, steps_of
from duizend.doors.rights.rules import requests as rules
from duizend.doors.rights.rules.corrections import CONTACT, may_dispute
from duizend.doors.rights.rules.moving import may_move, may_receive
from duizend.doors.rights.rules.objections import may_object, may_settle
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from datetime import date

    from duizend.doors.rights.models import RequestStep
    from duizend.record.families.models import Child, Family, Parent


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, on which day, by which parent or young person, and how it was seen who they are."""

    kind: str
    on: date
    identity_seen: str
    parent: Parent | None = None
    child: Child | None = None
    words: str = ""
    scope: str = ""
    about: str = ""
    about_id: str = ""
    recipient: str = ""


@transaction.atomic
def record_request(family: Family, asked: Asked) -> Request:
    """Record what somebody asks of a family's file. An objection counts from now on.

    Raises ActionRefused for a day to come, somebody of another family, and an objection to nothing, a
    correction of nothing and a move to nobody.
    """
    check_family(WRITE, family)
    if asked.on > clock.today():
        raise ActionRefused("day_to_come", _("Deze dag is nog niet geweest. Kies vandaag of eerder."))
    _check_contact(family, asked)
    who = asked.parent or asked.child
    if who is None or who.family_id != family.pk or (asked.parent and asked.child):
        raise ActionRefused("whose", _("Kies wie het vraagt: een ouder of een kind van dit gezin."))
    require(may_object(asked.kind, asked.scope))
    require(may_dispute(asked.kind, asked.about))
    require(may_move(asked.kind, asked.recipient))
    made = Request.objects.create(
        family=family, kind=asked.kind, scope=asked.scope, about=asked.about, about_id=asked.about_id,
        parent=asked.parent, child=asked.child, identity_seen=asked.identity_seen,
        asked_on=asked.on, words=asked.words, recipient=" ".join(asked.recipient.split()), entered_by_id=current().account_id,
    )  # fmt: skip
    note("rights.requested", "C", [family.public_id], detail=asked.scope or asked.kind)
    if asked.kind == rules.OBJECTION:
        honour(made)
    return made


def _check_contact(family: Family, asked: Asked) -> None:
    """Refuse a dispute about a contact that is not in this file."""
    known = {one.public_id for one in list_contacts(files_together(family.pk))} if asked.about_id else {""}
    if asked.about_id not in known or (asked.about == CONTACT) != bool(asked.about_id):
        raise ActionRefused("about_what", _("Kies wat er niet klopt."))


@transaction.atomic
def note_check(request: Request, *, about: str, found: str, words: str = "") -> RequestStep:
    """Record that whoever acts looked at one of the three, and what is left out of the copy on which ground."""
    return take_step(
        request, lambda steps: rules.may_check(steps, found=found, words=words), rules.CHECKED, about=about, found=found,
        words=words,
    )  # fmt: skip


@transaction.atomic
def extend(request: Request, *, until_on: date, words: str) -> RequestStep:
    """Record that the answer comes later, and why; once, in time, and three months after asking at most."""
    today = clock.today()
    return take_step(
        request,
        lambda steps: rules.may_extend(request.asked_on, steps, until_on=until_on, today=today, words=words),
        rules.EXTENDED, until_on=until_on, words=words,
    )  # fmt: skip


@transaction.atomic
def release(request: Request) -> RequestStep:
    """Release the copy: from now it can be fetched for some days. Raises ActionRefused until all three were looked at."""
    return take_step(request, lambda steps: rules.may_release(request.kind, steps), rules.RELEASED)


@transaction.atomic
def note_receipt(request: Request, *, on: date, words: str = "") -> RequestStep:
    """Record that whoever goes on elsewhere said that the file arrived; `words`: who said so, and under which number."""
    released, today = released_on(request), clock.today()
    return take_step(
        request, lambda steps: may_receive(request.kind, steps, on=on, released_on=released, today=today), rules.RECEIVED,
        on=on, words=words,
    )  # fmt: skip


@transaction.atomic
def refuse(request: Request, *, words: str) -> RequestStep:
    """Refuse a request, with the ground: whoever asked hears it, and where to complain."""
    step = take_step(request, lambda steps: rules.may_close(steps, words=words), rules.REFUSED, words=words)
    if request.kind == rules.OBJECTION:
        follow_end(request)
    return step


@transaction.atomic
def settle(request: Request, *, words: str) -> RequestStep:
    """Record that what was asked was done, and how."""
    require(may_settle(request.kind))
    return take_step(request, lambda steps: rules.may_close(steps, words=words), rules.SETTLED, words=words)


@transaction.atomic
def hand_over(request: Request, *, form: str) -> list[Part]:
    """Collect a released copy to be handed over, and log that it left the building. Nothing of it is kept.

    Raises ActionRefused when it was not released, or when the days to fetch it are over.
    """
    check_family(WRITE, request.family)
    steps = steps_of(request)
    require(
        rules.may_hand_over(steps, today=clock.today(), released_on=released_on(request), days=DAYS_TO_FETCH)
    )  # fmt: skip
    note("rights.handed_over", "E", [request.family.public_id], detail=form)
    return collect(request, rules.left_out(steps))
