# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of trails: begun, noted, corrected, let in and out, closed and opened again. Each is logged in its own ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families.permissions import check_family
from duizend.safety.meldcode.models import Trail, TrailCount, TrailEntry
from duizend.safety.meldcode.permissions import BEGIN, LET_GO, WRITE, check_trail
from duizend.safety.meldcode.queries import copy_goes_on, is_closed, last_closed, list_who_can_handle, standing
from duizend.safety.meldcode.rules.kinds import KINDS, faults

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.access.models import User
    from duizend.record.families.models import Child, Family, Parent
    from duizend.safety.meldcode.rules.framework import Framework


@dataclass(frozen=True, slots=True)
class About:
    """About whom a trail is: a child, an adult, or neither of them: a child that is not born yet."""

    child: Child | None = None
    parent: Parent | None = None

    @property
    def kind(self) -> str:
        return "child" if self.child else "adult" if self.parent else "unborn"


@dataclass(frozen=True, slots=True)
class Said:
    """What is noted, besides its kind and its day. Which of it may and must be there is said by the kind."""

    words: str = ""
    number: int | None = None
    answer: str = ""
    objections: str = ""
    parent: Parent | None = None
    who: str = ""
    anonymous: bool | None = None
    due_on: date | None = None


@transaction.atomic
def begin_trail(family: Family, *, about: About, framework: Framework, on: date) -> Trail:
    """Begin a trail about a family. Whoever begins it handles it. Nothing else in the product ever begins one.

    Raises ActionRefused for a day that still comes, for an unborn child where no pregnancy is known, and while a trail
    about the same person is open in the reach of whoever acts.
    """
    check_family(BEGIN, family)
    _refuse_days_to_come(on)
    if about.kind == "unborn" and not [one for one in family.pregnancies.all() if one.ended_on is None]:
        raise ActionRefused("nobody_expected", _("Er is geen zwangerschap bekend. Kies een kind of een ouder."))
    open_now = Trail.objects.filter(family=family, about=about.kind, child=about.child, parent=about.parent)
    if any(not is_closed(trail) for trail in open_now.prefetch_related("entries")):
        raise ActionRefused("already_open", _("Hierover loopt al een spoor waar jij bij kunt. Ga daarin verder."))
    account = current().account_id
    trail = Trail.objects.create(
        family=family, about=about.kind, child=about.child, parent=about.parent, framework=framework.id,
        framework_version=framework.version, handlers=[account], begun_on=on, entered_by_id=account,
    )  # fmt: skip
    _count("begun", on)
    note("meldcode.begun", "C", [family.public_id, trail.public_id])
    return trail


@transaction.atomic
def record_entry(trail: Trail, kind: str, said: Said, *, on: date, corrects: TrailEntry | None = None) -> TrailEntry:
    """Note something in a trail, or note it anew: the note that it corrects stays to be read.

    Raises ActionRefused when the trail is closed, the day still comes, something is missing, or what is corrected
    was corrected meanwhile.
    """
    check_trail(WRITE, trail)
    _lock(trail)
    _refuse_closed(trail)
    _refuse_days_to_come(on)
    if kind not in KINDS:
        raise ActionRefused("unknown_kind", _("Dit kan hier niet worden vastgelegd."))
    given = {
        name: getattr(said, name)
        for name in ("words", "number", "answer", "objections", "parent", "who", "anonymous", "due_on")
    }
    wrong = faults(kind, given)
    if wrong:
        raise ActionRefused("incomplete", _("Vul in wat bij deze notitie hoort."))
    if corrects is not None and corrects.pk not in {entry.pk for entry in standing(trail)}:
        raise ActionRefused("corrected_before", _("Deze notitie is intussen al verbeterd."))
    entry = TrailEntry.objects.create(
        trail=trail,
        family_id=trail.family_id,
        kind=kind,
        happened_on=on,
        corrects=corrects,
        entered_by_id=current().account_id,
        **given,
    )
    if kind == "decision_report":
        _count(said.answer, on)
    _discount(corrects)
    if corrects is None:
        note("meldcode.noted", "C", _subjects(trail))
    else:
        note("meldcode.corrected", "U", _subjects(trail))
    return entry


@transaction.atomic
def withdraw_entry(trail: Trail, entry: TrailEntry) -> TrailEntry:
    """Note that something was noted by mistake: it no longer counts, and stays to be read."""
    check_trail(WRITE, trail)
    _lock(trail)
    _refuse_closed(trail)
    if entry.kind not in KINDS or entry.pk not in {one.pk for one in standing(trail)}:
        raise ActionRefused("corrected_before", _("Deze notitie is intussen al verbeterd."))
    _discount(entry)
    note("meldcode.corrected", "U", _subjects(trail))
    return TrailEntry.objects.create(
        trail=trail, family_id=trail.family_id, kind=entry.kind, number=entry.number, happened_on=entry.happened_on, corrects=entry, withdrawn=True,
        entered_by_id=current().account_id,
    )  # fmt: skip


@transaction.atomic
def let_in(trail: Trail, account: User) -> None:
    """Let a colleague in: from now on she reads all of the trail. Noted in the trail itself."""
    check_trail(WRITE, trail)
    _lock(trail)
    if account.pk not in {one.pk for one in list_who_can_handle(trail)}:
        raise ActionRefused("cannot_handle", _("Deze collega kan niet worden toegelaten, of is het al."))
    _let(trail, account, [*trail.handlers, account.pk], "let_in")
    note("meldcode.let_in", "U", [*_subjects(trail), account.public_id])


@transaction.atomic
def let_out(trail: Trail, account: User) -> None:
    """Let somebody go from a trail. Whoever acts cannot let herself go: somebody who stays does that."""
    check_trail(WRITE, trail)
    _lock(trail)
    if account.pk not in trail.handlers:
        raise ActionRefused("handles_it_not", _("Deze collega is al van dit spoor af."))
    if account.pk == current().account_id or len(trail.handlers) == 1:
        raise ActionRefused("would_be_alone", _("Laat eerst een collega toe; zij haalt jou van dit spoor af."))
    _let(trail, account, [one for one in trail.handlers if one != account.pk], "let_out")
    note("meldcode.let_out", "U", [*_subjects(trail), account.public_id])


@transaction.atomic
def close_trail(trail: Trail, *, words: str, on: date) -> None:
    """Close a trail, with the reason. It can be opened again; what was noted stays."""
    check_trail(WRITE, trail)
    _lock(trail)
    _refuse_closed(trail)
    _refuse_days_to_come(on)
    if not words.strip():
        raise ActionRefused("no_reason", _("Leg vast waarom je dit spoor sluit."))
    _own_entry(trail, "closed", words=words, on=on)
    _count("closed", on)
    note("meldcode.closed", "U", _subjects(trail))


@transaction.atomic
def reopen_trail(trail: Trail, *, words: str) -> None:
    """Open a closed trail again, with the reason."""
    check_trail(WRITE, trail)
    _lock(trail)
    if not is_closed(trail):
        raise ActionRefused("not_closed", _("Dit spoor is open."))
    if not words.strip():
        raise ActionRefused("no_reason", _("Leg vast waarom je dit spoor weer opent."))
    _count("closed", last_closed(trail), -1)
    _own_entry(trail, "reopened", words=words)
    note("meldcode.reopened", "U", _subjects(trail))


@transaction.atomic
def note_taken_out(trail: Trail, kind: str) -> None:
    """Note that the report letter was printed ("letter") or the dossier text taken along ("handed_over")."""
    check_trail(WRITE, trail)
    _own_entry(trail, kind)
    note("meldcode.printed", "E", _subjects(trail), detail=kind)


@transaction.atomic
def let_copy_go(trail: Trail) -> None:
    """Take a closed trail away here, once its text went to the dossier and the region's term for a copy is over.

    The database looks at the same three conditions again: it is the only way in which a note of a trail goes by itself.
    """
    check_trail(LET_GO, trail)
    _lock(trail)
    goes_on = copy_goes_on(trail)
    if goes_on is None or goes_on > clock.today():
        raise ActionRefused("copy_stays", _("Dit spoor kan hier nog niet weg."))
    note("meldcode.copy_gone", "D", _subjects(trail))
    with connection.cursor() as cursor:
        cursor.execute("SELECT meldcode_let_copy_go(%s)", [trail.pk])


def _own_entry(
    trail: Trail, kind: str, *, words: str = "", on: date | None = None, account: User | None = None
) -> None:
    TrailEntry.objects.create(
        trail=trail, family_id=trail.family_id, kind=kind, words=words.strip(), happened_on=on or clock.today(), account=account,
        entered_by_id=current().account_id,
    )  # fmt: skip


def _let(trail: Trail, account: User, handlers: list[int], kind: str) -> None:
    _own_entry(trail, kind, account=account)
    Trail.objects.filter(pk=trail.pk).update(handlers=handlers)
    trail.handlers = handlers


def _subjects(trail: Trail) -> list[str]:
    return [trail.family.public_id, trail.public_id]


def _count(what: str, on: date, more: int = 1) -> None:
    row, _made = TrailCount.objects.get_or_create(year=on.year, what=what)
    TrailCount.objects.filter(pk=row.pk).update(number=Greatest(F("number") + more, 0))


def _discount(corrected: TrailEntry | None) -> None:
    """Count a decision no longer that was corrected or fell away, in the year in which it was counted."""
    if corrected is not None and corrected.kind == "decision_report":
        _count(corrected.answer, corrected.happened_on, -1)


def _lock(trail: Trail) -> None:
    """Let one at a time write in a trail, and read anew what stands in it."""
    trail.handlers = Trail.objects.select_for_update(no_key=True).get(pk=trail.pk).handlers
    trail.__dict__.pop("_prefetched_objects_cache", None)


def _refuse_closed(trail: Trail) -> None:
    if is_closed(trail):
        raise ActionRefused("closed", _("Dit spoor is gesloten. Open het eerst weer."))


def _refuse_days_to_come(on: date) -> None:
    if on > clock.today():
        raise ActionRefused("day_to_come", _("Deze dag is nog niet geweest."))
