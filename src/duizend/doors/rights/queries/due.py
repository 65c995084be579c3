# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose term is over: families, sign-ups that nothing followed on, and volunteers who did not begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, F, Max, OuterRef, Q

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.contacts.models import Contact
from duizend.delivery.matching.models import Match, Volunteer, VolunteerEnd
from duizend.doors.rights.models import Destruction
from duizend.doors.rights.queries.registry import moments_of_a_family
from duizend.doors.rights.rules import terms
from duizend.doors.rights.rules.terms import Standing, may_go, over_on
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import add_months
from duizend.ground.region.queries import read_retention_terms
from duizend.record.families.models import Family, FamilyAlias
from duizend.record.signalling.models import SignUp
from duizend.record.trajectories.models import Standing as TrajectoryStanding
from duizend.record.trajectories.models import Step, Trajectory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from duizend.ground.kernel.rules.points import Point
    from duizend.ground.region.rules import RetentionEntry

MOST = 200
"""So many are looked at for one list; the rest comes when these are gone."""
MONTHS_DIFFER = 3
"""Days by which a term counted back in calendar months may differ from the same term counted on."""


@dataclass(frozen=True, slots=True)
class Due:
    """A file whose term is over: on which ground, since when it rests, and what it is of."""

    ground: str
    since: date
    family: Family | None = None
    sign_up: SignUp | None = None
    volunteer: Volunteer | None = None

    @property
    def public_id(self) -> str:
        return next(one.public_id for one in (self.family, self.sign_up, self.volunteer) if one is not None)


@dataclass(slots=True)
class _Told:
    """What is known of some families at once."""

    states: dict[int, set[str]] = field(default_factory=dict)
    care: set[int] = field(default_factory=set)
    changed: dict[int, date] = field(default_factory=dict)
    asked_again: dict[int, date] = field(default_factory=dict)
    own_terms: dict[int, list[Point]] = field(default_factory=dict)


def list_due(today: date) -> list[Due]:
    """List what may go today, the longest at rest first; what was proposed already is left out."""
    held = read_retention_terms()
    found = [*_due_families(held, today), *_due_sign_ups(held, today), *_due_volunteers(held, today)]
    return sorted(found, key=lambda due: (due.since, due.public_id))[:MOST]


def count_due(today: date) -> dict[str, int]:
    """Count what may go today by its ground; at most MOST of each way are counted at once."""
    found = [due.ground for due in list_due(today)]
    return {ground: found.count(ground) for ground in terms.RETENTION_GROUNDS}


def find_due(today: date, *, public_id: str) -> Due | None:
    """Find what may go today by its id, proposed or not; None when it may not, or not any more."""
    held = read_retention_terms()
    family = Family.objects.filter(public_id=public_id)
    ways = (
        lambda: _judge(list(family), held, today),
        lambda: _due_sign_ups(held, today, SignUp.objects.filter(public_id=public_id)),
        lambda: _due_volunteers(held, today, Volunteer.objects.filter(public_id=public_id)),
    )
    return next((due for way in ways for due in way()), None)


def files_together(family_id: int) -> list[int]:
    """Return the keys of all families that are one file with this one: merged, and not taken apart again."""
    known, ahead = {family_id}, {family_id}
    while ahead:
        pairs = FamilyAlias.objects.filter(Q(family__in=ahead) | Q(into__in=ahead), ended_at__isnull=True)
        ahead = {one for pair in pairs.values_list("family_id", "into_id") for one in pair} - known
        known |= ahead
    return sorted(known)


def _moment(day: date) -> datetime:
    return clock.at(day, time.min)


def _rests_from(today: date, entries: Iterable[RetentionEntry]) -> date:
    """Return a day after which nothing that is due today has changed: of the shortest of these terms, and a little later."""
    days = (add_months(today, -entry.term.months) - timedelta(days=entry.term.days) for entry in entries)
    return max(days) + timedelta(days=MONTHS_DIFFER)


def _due_families(held: dict[str, RetentionEntry], today: date) -> list[Due]:
    """Look first for families in which nothing was entered for long, so that only those are read whole."""
    going = TrajectoryStanding.objects.filter(family=OuterRef("pk"), state__in=terms.GOING_ON)
    proposed = Destruction.objects.filter(family=OuterRef("pk"), withdrawn_at__isnull=True)
    started = Exists(Step.objects.current().filter(family=OuterRef("pk"), kind="started", withdrawn=False))
    met = Exists(Contact.objects.current().filter(family=OuterRef("pk"), withdrawn=False))
    resting = Family.objects.exclude(Exists(going)).exclude(Exists(proposed))
    short = [held[key] for key in (terms.SIGN_UP, terms.DECLINED, terms.UNANSWERED)]
    candidates = []
    for families, from_on in (
        (resting.exclude(started | met), _rests_from(today, short)),
        (resting.filter(started | met), _rests_from(today, [held[terms.CARE]])),
    ):
        quiet = families.filter(registered_on__lte=from_on)
        for model, name in moments_of_a_family():
            later = model._base_manager.filter(**{"family": OuterRef("pk"), f"{name}__gt": _moment(from_on)})
            quiet = quiet.exclude(Exists(later))
        candidates += quiet.prefetch_related("parents", "children").order_by("registered_on", "id")[:MOST]
    return _judge(candidates, held, today)


def _judge(families: Sequence[Family], held: dict[str, RetentionEntry], today: date) -> list[Due]:
    """Keep the families whose file may go today; a merged file goes by all of its families together."""
    absorbed = set(
        FamilyAlias.objects.filter(family__in=families, ended_at__isnull=True).values_list("family_id", flat=True)
    )
    heads = set(FamilyAlias.objects.filter(into__in=families, ended_at__isnull=True).values_list("into_id", flat=True))
    whole = {
        one.pk: files_together(one.pk) if one.pk in heads else [one.pk] for one in families if one.pk not in absorbed
    }
    told = _tell([key for keys in whole.values() for key in keys])
    regions = {key: entry.term for key, entry in held.items()}
    found = []
    for family in families:
        keys = whole.get(family.pk)
        if keys is None:
            continue
        standing = _standing(family, keys, told)
        own = [term for key in keys for term in told.own_terms.get(key, ())]
        ground = may_go(standing, regions, own, today=today)
        if ground:
            found.append(Due(ground, standing.last_change, family=family))
    return found


def _standing(family: Family, keys: Sequence[int], told: _Told) -> Standing:
    return Standing(
        states=frozenset(state for key in keys for state in told.states.get(key, ())),
        had_care=any(key in told.care for key in keys),
        last_change=max([family.registered_on, *(told.changed[key] for key in keys if key in told.changed)]),
        asked_again_on=max((told.asked_again[key] for key in keys if key in told.asked_again), default=None),
    )


def _tell(keys: list[int]) -> _Told:
    """Read all that decides of these families; the number of statements does not depend on how many there are."""
    told = _Told()
    if not keys:
        return told
    for key, state in TrajectoryStanding.objects.filter(family__in=keys).values_list("family_id", "state"):
        told.states.setdefault(key, set()).add(state)
    current = Step.objects.current().filter(family__in=keys, withdrawn=False)
    told.care |= set(current.filter(kind="started").values_list("family_id", flat=True))
    met = Contact.objects.current().filter(family__in=keys, withdrawn=False)
    told.care |= set(met.values_list("family_id", flat=True))
    asked = current.filter(ask_again_on__isnull=False).values("family_id").annotate(last=Max("ask_again_on"))
    told.asked_again = {row["family_id"]: row["last"] for row in asked.order_by()}
    told.changed = _last_changes(keys)
    for key, at in _guarded_changes(keys).items():
        # What the safeguarding ring keeps is care: a "no" with a trail of the meldcode does not go after a short term.
        told.care.add(key)
        told.changed[key] = max(at, told.changed.get(key, at))
    versions = Trajectory.objects.filter(family__in=keys).values_list("family_id", "version_id").distinct()
    for key, version in versions:
        retention = get_programme_by_id(version).retention
        if retention is not None:
            told.own_terms.setdefault(key, []).append(retention.term)
    return told


def _last_changes(keys: list[int]) -> dict[int, date]:
    """Return the day on which anything of a family was last entered, over all rooms, in one statement."""
    parts = " UNION ALL ".join(
        f"SELECT family_id, max({model._meta.get_field(name).column}) AS at FROM {model._meta.db_table}"  # noqa: S608
        " WHERE family_id = ANY(%s) GROUP BY family_id"
        for model, name in moments_of_a_family()
    )
    with connection.cursor() as cursor:
        every = f"SELECT family_id, max(at) FROM ({parts}) AS all_rooms GROUP BY family_id"  # noqa: S608
        cursor.execute(every, [keys] * len(moments_of_a_family()))
        return {key: clock.local_day(at) for key, at in cursor.fetchall() if at is not None}


def _guarded_changes(keys: list[int]) -> dict[int, date]:
    """Return of the families with rows in the safeguarding ring the day of the last one, without showing any row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT family_id, at FROM rights_guarded_changes(%s)", [keys])
        found: dict[int, date] = {}
        for key, at in cursor.fetchall():
            found[key] = max(clock.local_day(at), found.get(key, clock.local_day(at)))
        return found


def _due_sign_ups(held: dict[str, RetentionEntry], today: date, among: object = None) -> list[Due]:
    """List sign-ups that became no family: nothing followed on them."""
    entry = held[terms.SIGN_UP]
    rows = (SignUp.objects.all() if among is None else among).current()
    proposed = Destruction.objects.filter(sign_up=OuterRef("pk"), withdrawn_at__isnull=True)
    rows = rows.filter(family__isnull=True, trajectory__isnull=True)
    rows = rows.exclude(Exists(proposed)) if among is None else rows
    rows = rows.filter(entered_at__lte=_moment(_rests_from(today, [entry])))
    rows = (
        rows.select_related("details")
        .annotate(handled_at=Max("handlings__entered_at"))
        .order_by(F("entered_at").asc(), "id")[:MOST]
    )
    found = []
    for row in rows:
        since = clock.local_day(max(row.entered_at, row.handled_at or row.entered_at))
        if over_on(since, [entry.term]) <= today:
            found.append(Due(terms.SIGN_UP, since, sign_up=row))
    return found


def _due_volunteers(held: dict[str, RetentionEntry], today: date, among: object = None) -> list[Due]:
    """List volunteers who stopped before they ever met a family: turned down, or thought better of it."""
    entry = held[terms.VOLUNTEER]
    ends = VolunteerEnd.objects.current().filter(withdrawn=False).select_related("volunteer")
    if among is not None:
        ends = ends.filter(volunteer__in=among)
    proposed = Destruction.objects.filter(volunteer=OuterRef("volunteer"), withdrawn_at__isnull=True)
    ends = ends.exclude(Exists(Match.objects.filter(volunteer=OuterRef("volunteer"))))
    ends = ends.exclude(Exists(proposed)) if among is None else ends
    found = []
    for end in ends.order_by("entered_at", "id")[:MOST]:
        since = max(clock.local_day(end.entered_at), end.happened_on)
        if over_on(since, [entry.term]) <= today:
            found.append(Due(terms.VOLUNTEER, since, volunteer=end.volunteer))
    return found
