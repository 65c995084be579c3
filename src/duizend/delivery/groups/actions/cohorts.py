# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a group, changing who leads it, its sessions, and closing it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from duizend.catalogue.queries import get_programme, get_programme_by_id
from duizend.delivery.groups.actions.caring import close_to, open_to_those_who_lead, try_to_let_lead
from duizend.delivery.groups.actions.members import MAY_JOIN_IN, end_stay, resume_stay
from duizend.delivery.groups.models import Attendance, Cohort, Facilitator, Membership, Session
from duizend.delivery.groups.permissions import MANAGE, check_cohort
from duizend.delivery.groups.queries import list_facilitators, needed_for
from duizend.delivery.groups.rules.cohorts import CLOSED_BECAUSE, LEADS, Led, may_make
from duizend.ground.access.identity import acting, check_may, current, note
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.workforce.queries import has_certificate
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.region.models import Municipality, Neighbourhood
    from duizend.ground.workforce.models import Professional


@dataclass(frozen=True, slots=True)
class SessionSaid:
    """A session as somebody plans it: which contact of the programme, and when."""

    moment: str
    starts_at: datetime
    ends_at: datetime
    with_partners: bool = False


@dataclass(frozen=True, slots=True)
class CohortSaid:
    """A group as somebody fills it in; `led_by` maps "before_birth" and "after_birth" to who leads then."""

    name: str
    due_from: date
    due_until: date
    places: int
    municipality: Municipality
    place: str
    time: str
    recruits_from: date
    neighbourhood: Neighbourhood | None = None
    led_by: Mapping[str, Professional] = field(default_factory=dict)


@transaction.atomic
def make_cohort(version: ProgrammeVersion, said: CohortSaid, *, sessions: Iterable[SessionSaid] = ()) -> Cohort:
    """Make a group of a programme, led from today, with its sessions.

    Raises ActionRefused when the programme is not delivered in groups, as `may_make` does, and for somebody who may
    not lead it.
    """
    check_may(MANAGE)
    programme = get_programme(version)
    if programme.forms.group is None:
        raise ActionRefused("not_in_groups", _("Dit programma wordt niet in groepen gegeven."))
    led_by = {when: one for when, one in said.led_by.items() if when in LEADS}
    decision = may_make(
        needed_for(programme), due_from=said.due_from, due_until=said.due_until, places=said.places,
        led=[Led(one.pk, one.organisation_id) for one in led_by.values()],
    )  # fmt: skip
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    today = clock.today()
    for one in led_by.values():
        _check_may_lead(programme, one, today)
    cohort = Cohort.objects.create(
        version=version, name=said.name.strip(), due_from=said.due_from, due_until=said.due_until, places=said.places,
        municipality=said.municipality, neighbourhood=said.neighbourhood, place=said.place.strip(),
        time=said.time.strip(), recruits_from=said.recruits_from, made_by_id=current().account_id,
    )  # fmt: skip
    Facilitator.objects.bulk_create(
        Facilitator(cohort=cohort, professional=one, leads=when, valid_from=today) for when, one in led_by.items()
    )
    note("group.made", "C", [cohort.public_id])
    _plan(cohort, sessions)
    return cohort


def _check_may_lead(programme: Programme, professional: Professional, on: date) -> None:
    team = programme.team
    if team is not None and team.certificate_required and not has_certificate(professional.pk, team.competence, on):
        raise ActionRefused(
            "no_valid_certificate", _("%(name)s heeft geen geldig certificaat voor dit programma.") % {"name": professional.name},
            team.source,
        )  # fmt: skip


@transaction.atomic
def plan_sessions(cohort: Cohort, sessions: Iterable[SessionSaid]) -> list[Session]:
    """Plan sessions of a group. Raises ActionRefused for a contact that the programme does not have or that is planned already."""
    check_cohort(MANAGE, cohort)
    return _plan(cohort, sessions)


def _plan(cohort: Cohort, sessions: Iterable[SessionSaid]) -> list[Session]:
    known = {one.id for one in get_programme_by_id(cohort.version_id).contacts}
    planned = []
    for one in sessions:
        if one.moment not in known:
            raise ActionRefused("moment_unknown", _("Deze bijeenkomst staat niet in het programma."))
        planned.append(
            _stand(
                Session(
                    cohort=cohort, moment=one.moment, starts_at=one.starts_at, ends_at=one.ends_at,
                    with_partners=one.with_partners,
                )
            )
        )  # fmt: skip
    if planned:
        note("group.planned", "C", [cohort.public_id])
    return planned


def _stand(session: Session) -> Session:
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        if "each_session_once" not in str(error):
            raise
        raise ActionRefused("planned_before", _("Deze bijeenkomst staat al gepland. Verzet die dan.")) from error
    return session


@transaction.atomic
def move_session(session: Session, *, starts_at: datetime, ends_at: datetime) -> Session:
    """Move a session to another time, for everybody. Raises ActionRefused once something was filled in on its roster."""
    check_cohort(MANAGE, session.cohort)
    _refuse_once_filled_in(session)
    session.starts_at, session.ends_at = starts_at, ends_at
    session.save(update_fields=["starts_at", "ends_at"])
    note("group.session_moved", "U", [session.cohort.public_id])
    return session


@transaction.atomic
def call_off_session(session: Session) -> Session:
    """Call off a session, for everybody; nobody is counted absent. Raises ActionRefused once its roster was filled in."""
    check_cohort(MANAGE, session.cohort)
    _refuse_once_filled_in(session)
    if session.called_off_at is None:
        session.called_off_at = clock.now()
        session.save(update_fields=["called_off_at"])
        note("group.session_called_off", "U", [session.cohort.public_id])
    return session


@transaction.atomic
def restore_session(session: Session) -> Session:
    """Let a session that was called off stand again. Raises ActionRefused when it was planned anew since."""
    check_cohort(MANAGE, session.cohort)
    if session.called_off_at is not None:
        session.called_off_at = None
        _stand(session)
        note("group.session_restored", "U", [session.cohort.public_id])
    return session


def _refuse_once_filled_in(session: Session) -> None:
    marked = Attendance.objects.current().filter(session=session, withdrawn=False)
    if session.settled_at is not None or marked.exists():
        raise ActionRefused("filled_in", _("Deze bijeenkomst is al ingevuld. Wijzig dan eerst de presentielijst."))


@transaction.atomic
def replace_facilitator(cohort: Cohort, *, leads: str, professional: Professional) -> Facilitator:
    """Let somebody else lead a group from today, before the births or after them; the pages of its members follow.

    Raises ActionRefused when she may not lead it, or when the group would be of one organisation.
    """
    check_cohort(MANAGE, cohort)
    programme, today = get_programme_by_id(cohort.version_id), clock.today()
    _check_may_lead(programme, professional, today)
    others = [one for one in list_facilitators(cohort, today) if one.leads != leads]
    decision = may_make(
        needed_for(programme), due_from=cohort.due_from, due_until=cohort.due_until, places=cohort.places,
        led=[Led(professional.pk, professional.organisation_id), *(Led(o.professional_id, o.professional.organisation_id) for o in others)],
    )  # fmt: skip
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    former = list(cohort.facilitators.filter(leads=leads, valid_until=None).select_related("professional"))
    cohort.facilitators.filter(leads=leads, valid_until=None).update(valid_until=today)
    one = Facilitator.objects.create(cohort=cohort, professional=professional, leads=leads, valid_from=today)
    note("group.led_by", "U", [cohort.public_id, professional.public_id])
    with acting(system_identity("groups")):
        for membership in Membership.objects.filter(cohort=cohort, left_on=None).select_related("family", "trajectory"):
            membership.cohort = cohort
            try_to_let_lead(membership, today)
            open_to_those_who_lead(membership, today)
            for left in former:
                close_to(membership.family, left.professional, today)
    return one


@transaction.atomic
def close_cohort(cohort: Cohort, *, because: str, ends_trajectories: bool = False) -> Cohort:
    """Close a group from today: who is in it leaves, and waits for another group unless this one was completed.

    With `ends_trajectories` a group that was completed is the end of what runs of its members too.
    """
    check_cohort(MANAGE, cohort)
    if because not in CLOSED_BECAUSE:
        raise ActionRefused("reason_needed", _("Kies waarom de groep stopt."))
    if cohort.closed_on is None:
        today = clock.today()
        cohort.closed_on, cohort.closed_because = today, because
        cohort.save(update_fields=["closed_on", "closed_because"])
        note("group.closed", "U", [cohort.public_id], detail=because)
        for membership in _with_standing(Membership.objects.filter(cohort=cohort, left_on=None)):
            membership.cohort = cohort
            end_stay(membership, on=max(today, membership.joined_on), because=_left_with(because))
            if ends_trajectories and because == "completed" and membership.trajectory.standing.state == "running":
                trajectories.end(membership.trajectory, ending="completed", on=today)
    return cohort


def _with_standing(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    return memberships.select_related("family", "trajectory__standing", "trajectory__family").order_by("id")


def _left_with(because: str) -> str:
    return "completed" if because == "completed" else "group_closed"


@transaction.atomic
def reopen_cohort(cohort: Cohort) -> Cohort:
    """Take back that a group was closed: exactly who left with it is in it again, but for who went on elsewhere since."""
    check_cohort(MANAGE, cohort)
    if cohort.closed_on is not None:
        closed_on, left_with = cohort.closed_on, _left_with(cohort.closed_because)
        cohort.closed_on, cohort.closed_because = None, ""
        cohort.save(update_fields=["closed_on", "closed_because"])
        note("group.reopened", "U", [cohort.public_id])
        left = Membership.objects.filter(cohort=cohort, left_because=left_with, left_on__gte=closed_on)
        elsewhere = Membership.objects.filter(trajectory=OuterRef("trajectory"), left_on=None)
        for membership in _with_standing(left.filter(~Exists(elsewhere))):
            membership.cohort = cohort
            if membership.trajectory.standing.state in MAY_JOIN_IN or _undo_end_of(membership, closed_on):
                resume_stay(membership)
    return cohort


def _undo_end_of(membership: Membership, closed_on: date) -> bool:
    """Take back the end that came with the group's; says whether there was one."""
    ended = Step.objects.current().filter(
        trajectory=membership.trajectory_id, kind="ended", ending="completed", happened_on=closed_on, withdrawn=False
    )  # fmt: skip
    if not ended.exists():
        return False
    trajectories.undo_end(membership.trajectory)
    return True
