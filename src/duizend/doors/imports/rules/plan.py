# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a row adds to what stands: the new facts, nothing, or where it contradicts.

A list only adds. An empty cell says nothing and takes nothing away; a cell that says what stands already adds
nothing; a cell that says something else is an error of that row, to be set right where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from duizend.doors.imports.rules.columns import Header
from duizend.doors.imports.rules.errors import HIDDEN, NEVER_SHOWN, RowError, shown
from duizend.doors.imports.rules.rows import IntakeRow, is_born_of
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.rules.names import searchable
from duizend.record.trajectories.rules.offers import may_offer_again
from duizend.record.trajectories.rules.states import ANSWERS, StepTaken, in_order, may_take

# The facts in the order in which they are written: what a fact stands on comes before it.
FACTS = (
    "family", "parent", "parent_detail", "pregnancy", "birth", "child_name", "sign_up", "indicated", "child_included",
    "offered", "answer", "nurse", "started", "ended",
)  # fmt: skip
ONCE = ("indicated", "started", "ended")
NOT_BY_LIST = "nothing here, since a list cannot add this afterwards; add it on the page of the family"


@dataclass(frozen=True, slots=True)
class StandingParent:
    """A parent as recorded."""

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class StandingChild:
    """A child as recorded; whether the trajectory is for it, and the due date of the pregnancy it came from."""

    birth_date: date
    given_name: str = ""
    due_date: date | None = None
    included: bool = False


@dataclass(frozen=True, slots=True)
class StandingStep:
    """A step as recorded, with what was said at it."""

    step: StepTaken
    reason: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is recorded of the family, sign-up and trajectory that a row speaks of."""

    municipalities: tuple[str, ...]
    neighbourhoods: tuple[str, ...]
    signal_date: date
    signal_source: str
    parents: tuple[StandingParent, ...] = ()
    children: tuple[StandingChild, ...] = ()
    due_dates: tuple[date, ...] = ()
    programme: str = ""
    steps: tuple[StandingStep, ...] = ()
    nurses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be written for a row; no fact at all when everything it says stands already."""

    row: IntakeRow
    facts: tuple[str, ...]

    @property
    def is_new_family(self) -> bool:
        return "family" in self.facts


@dataclass(slots=True)
class _Weighing:
    """One row laid beside what stands."""

    row: IntakeRow
    header: Header
    facts: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)

    def add(self, fact: str) -> None:
        if fact not in self.facts:
            self.facts.append(fact)

    def refuse(self, key: str, expected: str) -> None:
        value = getattr(self.row, key)
        text = value.isoformat() if isinstance(value, date) else value
        self.errors.append(RowError(self.row.number, self.header.name_of(key), shown(key, text), expected))

    def contradict(self, key: str, stands: object) -> None:
        text = stands.isoformat() if isinstance(stands, date) else str(stands)
        what = HIDDEN if key in NEVER_SHOWN else text
        self.refuse(key, f"what stands: {what} (a list adds and does not change; correct it where it stands)")


def plan_row(
    row: IntakeRow, standing: Standing | None, *, header: Header, cap: int | None
) -> tuple[Plan | None, list[RowError]]:
    """Work out what a row adds to what stands (None: nothing yet); returns the plan, or every contradiction.

    `cap` is how often the programme of the row may be put to parents in all; None without a programme.
    Source: the rules for a later list at the head of this module; the transition table of trajectories.
    """
    weighing = _Weighing(row, header)
    if standing is None:
        _plan_new_family(weighing)
    else:
        _weigh_sign_up(weighing, standing)
        _weigh_parent(weighing, standing)
        _weigh_child(weighing, standing)
    _weigh_steps(weighing, standing, cap)
    _weigh_nurse(weighing, standing)
    if weighing.errors:
        return None, weighing.errors
    return Plan(row, tuple(sorted(weighing.facts, key=FACTS.index))), []


def _plan_new_family(weighing: _Weighing) -> None:
    row = weighing.row
    weighing.add("family")
    weighing.add("sign_up")
    if row.parent_given_name or row.parent_family_name:
        weighing.add("parent")
    elif row.parent_birth_date or row.language:
        weighing.refuse("parent_given_name", "the name of the parent, since more of the parent is given")
    if row.due_date:
        weighing.add("pregnancy")
    if row.child_birth_date:
        weighing.add("birth")


def _weigh_sign_up(weighing: _Weighing, standing: Standing) -> None:
    row = weighing.row
    if row.signal_date != standing.signal_date:
        weighing.contradict("signal_date", standing.signal_date)
    if row.signal_source != standing.signal_source:
        weighing.contradict("signal_source", standing.signal_source)
    if row.municipality not in standing.municipalities:
        weighing.contradict("municipality", " / ".join(standing.municipalities))
    if row.neighbourhood and row.neighbourhood not in standing.neighbourhoods:
        if standing.neighbourhoods:
            weighing.contradict("neighbourhood", " / ".join(standing.neighbourhoods))
        else:
            weighing.refuse("neighbourhood", NOT_BY_LIST)


def find_parent(row: IntakeRow, parents: Sequence[StandingParent]) -> int | None:
    """Return the place of the parent that a row speaks of: the one its names fit, or the only one when the row
    gives no name; None when no parent fits.

    Source: names are compared as search compares them; a name that is lacking fits any.
    """
    if not row.parent_given_name and not row.parent_family_name:
        return 0 if len(parents) == 1 else None
    fitting = (
        place
        for place, parent in enumerate(parents)
        if _fits(row.parent_given_name, parent.given_name) and _fits(row.parent_family_name, parent.family_name)
    )
    return next(fitting, None)


def _fits(said: str, stands: str) -> bool:
    return not said or not stands or searchable(said) == searchable(stands)


def _weigh_parent(weighing: _Weighing, standing: Standing) -> None:
    row = weighing.row
    says = (row.parent_given_name, row.parent_family_name, row.parent_birth_date, row.language)
    if not any(says):
        return
    place = find_parent(row, standing.parents)
    if place is None:
        named = "parent_given_name" if row.parent_given_name else "parent_family_name"
        if standing.parents:
            weighing.contradict(named, HIDDEN)
        elif row.parent_given_name or row.parent_family_name:
            weighing.add("parent")
        else:
            weighing.refuse("parent_given_name", "the name of the parent, since more of the parent is given")
        return
    parent = standing.parents[place]
    stands = (parent.given_name, parent.family_name, parent.birth_date, parent.language)
    for key, said, known in zip(_PARENT_KEYS, says, stands, strict=True):
        if not said:
            continue
        if not known:
            weighing.add("parent_detail")
        elif key in ("parent_birth_date", "language") and said != known:
            weighing.contradict(key, known)


_PARENT_KEYS = ("parent_given_name", "parent_family_name", "parent_birth_date", "language")


def find_child(row: IntakeRow, children: Sequence[StandingChild]) -> int | None:
    """Return the place of the child that a row speaks of: born that day, and of that name where both give one.

    Source: twins share a birth date, so the name decides between them where the row gives it.
    """
    born = [place for place, child in enumerate(children) if child.birth_date == row.child_birth_date]
    fitting = [place for place in born if _fits(row.child_given_name, children[place].given_name)]
    return next(iter(fitting), None)


def _weigh_child(weighing: _Weighing, standing: Standing) -> None:
    row = weighing.row
    place = find_child(row, standing.children) if row.child_birth_date else None
    if row.child_birth_date and place is None:
        born = [child for child in standing.children if child.birth_date == row.child_birth_date]
        if born:
            weighing.contradict("child_given_name", HIDDEN)
        elif standing.children:
            weighing.contradict("child_birth_date", _days(c.birth_date for c in standing.children))
        elif standing.due_dates and not any(is_born_of(row.child_birth_date, due) for due in standing.due_dates):
            weighing.refuse("child_birth_date", f"a birth near the due date that stands: {_days(standing.due_dates)}")
        else:
            weighing.add("birth")
            if standing.steps:
                weighing.add("child_included")
    if place is not None:
        child = standing.children[place]
        if row.child_given_name and not child.given_name:
            weighing.add("child_name")
        if standing.steps and not any(child.included for child in standing.children):
            weighing.add("child_included")
    if row.due_date and row.due_date not in standing.due_dates:
        if standing.due_dates:
            weighing.contradict("due_date", _days(standing.due_dates))
        elif standing.children:
            weighing.refuse("due_date", NOT_BY_LIST)
        else:
            weighing.add("pregnancy")


def _days(days: Iterable[date]) -> str:
    return " / ".join(day.isoformat() for day in days)


def _weigh_steps(weighing: _Weighing, standing: Standing | None, cap: int | None) -> None:
    row = weighing.row
    if standing and standing.programme and row.programme and row.programme != standing.programme:
        weighing.contradict("programme", standing.programme)
        return
    stood = list(standing.steps) if standing else []
    steps = [known.step for known in stood]
    for fact, kind, key, on in _steps_of(row):
        same = next((known for known in stood if _is_same(known.step, kind, on, row)), None)
        if same is not None:
            _weigh_words(weighing, same, kind)
            continue
        clash = _clash(kind, on, [known.step for known in stood])
        step = StepTaken(
            kind, on, 1 + max((known.order for known in steps), default=0), row.ended_how if kind == "ended" else ""
        )
        if clash is not None:
            weighing.contradict(key, _told(clash))
        elif isinstance(may_take(steps, step), Refused):
            weighing.contradict(key, "; ".join(_told(known) for known in in_order(steps)) or "nothing yet")
        elif kind == "offered" and cap is not None and isinstance(_may_ask(steps, cap), Refused):
            weighing.refuse(key, f"at most {cap} offers in all, as the programme says")
        else:
            steps.append(step)
            weighing.add(fact)


def _steps_of(row: IntakeRow) -> list[tuple[str, str, str, date]]:
    """Return what happened as (fact, kind of step, the column that is named in an error, day), in order."""
    said = (
        ("indicated", "indicated", "indicated_on", row.indicated_on),
        ("offered", "offered", "offered_on", row.offered_on),
        ("answer", row.answer, "answer", row.answer_on),
        ("started", "started", "started_on", row.started_on),
        ("ended", "ended", "ended_on", row.ended_on),
    )
    return [(fact, kind, key, on) for fact, kind, key, on in said if on is not None]


def _may_ask(steps: Sequence[StepTaken], cap: int) -> object:
    return may_offer_again(times_asked=sum(step.kind == "offered" for step in steps), cap=cap)


def _is_same(step: StepTaken, kind: str, on: date, row: IntakeRow) -> bool:
    return step.kind == kind and step.happened_on == on and (kind != "ended" or step.ending == row.ended_how)


def _clash(kind: str, on: date, stood: Sequence[StepTaken]) -> StepTaken | None:
    """Return the standing step that a new one contradicts: another day for what happens once, or an answer or
    offer that is not newer than the one that stands."""
    if kind in ONCE:
        rivals = [step for step in stood if step.kind == kind]
    elif kind in ANSWERS:
        rivals = [step for step in stood if step.kind in ANSWERS and step.happened_on >= on]
    else:
        rivals = [step for step in stood if step.kind == kind and step.happened_on >= on]
    return rivals[-1] if rivals else None


def _told(step: StepTaken) -> str:
    return f"{step.ending or step.kind} on {step.happened_on.isoformat()}"


def _weigh_words(weighing: _Weighing, known: StandingStep, kind: str) -> None:
    """Lay the words that were said at a step beside those that stand."""
    row = weighing.row
    belongs = kind in ANSWERS or (kind == "ended" and not row.answer)
    pairs = [("reason", row.reason, known.reason)] if belongs else []
    if kind in ANSWERS:
        pairs.append(("decided_by", row.decided_by, known.decided_by))
    for key, said, stands in pairs:
        if not said or said == stands:
            continue
        if stands:
            weighing.contradict(key, stands)
        else:
            weighing.refuse(key, NOT_BY_LIST)


def _weigh_nurse(weighing: _Weighing, standing: Standing | None) -> None:
    row = weighing.row
    if not row.nurse:
        return
    nurses = standing.nurses if standing else ()
    if not nurses:
        weighing.add("nurse")
    elif searchable(row.nurse) not in [searchable(nurse) for nurse in nurses]:
        weighing.contradict("nurse", HIDDEN)
