# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a programme file says, as frozen values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from duizend.catalogue.rules.case import Case
from duizend.catalogue.rules.delivering import Forms
from duizend.catalogue.rules.sources import Source
from duizend.ground.kernel.rules.points import BIRTH, Point
from duizend.ground.kernel.rules.text import Text

Delivery = Literal[
    "home_visits",
    "group",
    "video_feedback",
    "match",
    "place",
    "conversation",
    "activity",
    "clinic_contact",
    "finding",
]
CriterionKind = Literal["factor", "gestational_age", "child_age", "parent_age", "first_child"]
Whose = Literal["any", "mother"]
RouteKind = Literal["screening", "professional", "self"]
Phase = Literal["before_pregnancy", "pregnancy", "after_birth"]
ReofferMoment = Literal["birth", "six_weeks", "date"]
Mode = Literal["home", "clinic", "group", "video_call", "phone", "elsewhere"]
Direction = Literal["higher_is_better", "lower_is_better", "neither"]
FindingDirection = Literal["for", "against", "neutral"]
RetentionFrom = Literal["last_change", "end_of_trajectory", "birth_of_child"]
Respondent = Literal["parent", "each_parent", "child", "professional"]
State = Literal["met", "not_met", "unknown"]
Recording = Literal["made", "reviewed", "both"]
VerdictWord = Literal["fits", "does_not_fit", "unknown"]

EVERY = "every"
EXCLUSION = "exclusion"
TARGET_WINDOW = "target_window"
AGE_KINDS: tuple[CriterionKind, ...] = ("gestational_age", "child_age", "parent_age")


@dataclass(frozen=True, slots=True)
class CriterionGroup:
    """Criteria of which at least so many must be met."""

    id: str
    at_least: int
    text: Text


@dataclass(frozen=True, slots=True)
class Target:
    """For whom: a window [start, until) on the line from pregnancy to childhood, and groups of criteria.

    Without `has_window` it is for any age, and start and until say nothing.
    """

    start: Point
    until: Point
    text: Text
    source: str
    groups: tuple[CriterionGroup, ...]
    has_window: bool = True


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition.

    It counts towards `every` (must be met), `exclusion` (must not) or a group of the target. The window
    [start, until) belongs to the kinds about ages, `met_by` to the kind `factor`.
    """

    id: str
    text: Text
    kind: CriterionKind
    source: str
    counts_towards: str
    met_by: tuple[str, ...] = ()
    start: Point = BIRTH
    until: Point = BIRTH
    whose: Whose = "any"
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A way in which families are found, and who judges."""

    kind: RouteKind
    phase: Phase
    text: Text
    judged_by: tuple[str, ...]
    whole_population: bool
    source: str


@dataclass(frozen=True, slots=True)
class OfferRules:
    """When may be asked again, and how long an answer may take.

    `cap` is how often may be asked in all, the first offer included.
    """

    reoffer_at: tuple[ReofferMoment, ...]
    cap: int
    answer_term: Point
    note: Text | None


@dataclass(frozen=True, slots=True)
class ContactMoment:
    """A planned contact with its window [start, until); with `every` it stands for a row of contacts.

    `count` is (least, most) for a row: where obligatory, the least are, and the others may be. In a group session
    partners may come (`partners`), or each has an individual check of which is recorded only that it was done.
    """

    id: str
    label: Text
    target: Point
    start: Point
    until: Point
    mode: Mode
    obligatory: bool
    minutes: tuple[int, int] | None
    themes: tuple[str, ...]
    source: str
    every: Point | None = None
    count: tuple[int, int] = (1, 1)
    phase: str | None = None
    note: Text | None = None
    partners: bool = False
    check: bool = False
    recording: Recording | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of contacts."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Team:
    """Who may deliver: a competence by key, its certificate, experience, supervision, facilitators."""

    competence: str
    certificate_required: bool
    experience: Point | None
    experience_in: Text | None
    supervision: Text | None
    facilitators: int
    licence: Text | None
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result registered before data are seen."""

    id: str
    text: Text
    measure: str
    respondent: Respondent
    moments: tuple[Point, ...]
    direction: Direction
    smallest_worthwhile: float | None
    comparison: Text
    subgroups: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the baseline: the same for everyone indicated, always free to skip."""

    id: str
    text: Text
    answers: tuple[Text, ...]
    respondent: Respondent


@dataclass(frozen=True, slots=True)
class Finding:
    """What a study found, for or against."""

    direction: FindingDirection
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about whether it works."""

    level: Text
    body: str
    on: date | None
    source: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a record is kept, from when."""

    term: Point
    since: RetentionFrom
    source: str


@dataclass(frozen=True, slots=True)
class ExpectedContact:
    """A contact a worked example expects; what is None is not compared."""

    target: date
    start: date | None = None
    until: date | None = None
    mode: Mode | None = None
    obligatory: bool | None = None
    phase: str | None = None
    partners: bool | None = None
    check: bool | None = None
    recording: Recording | None = None


@dataclass(frozen=True, slots=True)
class ExpectedCount:
    """Numbers of which a worked example says that they are right, or not, for one count of the programme."""

    name: str
    right: tuple[float, ...]
    wrong: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a worked example says should come out; what is None is not compared.

    `counts` and `days` go by the names of `figures`; `each_meets` says of criteria which words meet them each by itself.
    """

    verdict: VerdictWord
    states: tuple[tuple[str, State], ...]
    deciding_unknowns: frozenset[str] | None
    next_contact: date | None
    contacts: tuple[ExpectedContact, ...] | None
    counts: tuple[ExpectedCount, ...] = ()
    days: tuple[tuple[str, date], ...] = ()
    each_meets: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A described family on a day, and what the source says about it; `started_on` where a trajectory runs."""

    name: str
    on: date
    case: Case
    expected: Expectation
    source: str
    started_on: date | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """One version of one programme.

    Only a programme with an offer has trajectories: of a tally, an activity or a way of finding there are none.
    """

    id: str
    name: Text
    summary: Text
    version: str
    valid_from: date
    owner: str
    delivery: Delivery
    target: Target
    criteria: tuple[Criterion, ...]
    routes: tuple[Route, ...]
    offer: OfferRules | None
    contacts: tuple[ContactMoment, ...]
    themes: tuple[Theme, ...]
    team: Team | None
    forms: Forms
    outcomes: tuple[Outcome, ...]
    questions: tuple[Question, ...]
    evidence: Evidence
    retention: Retention | None
    examples: tuple[Example, ...]
    sources: tuple[Source, ...]
    digest: str
    nameless: bool = False

    @property
    def has_trajectory(self) -> bool:
        """Say whether a family can have a trajectory in this programme."""
        return self.offer is not None

    def source(self, key: str) -> Source:
        """Give a source by its key. Raises: KeyError for a key the file does not have."""
        for source in self.sources:
            if source.key == key:
                return source
        raise KeyError(key)
