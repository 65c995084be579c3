# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each form of delivery says of itself, as frozen values."""

from dataclasses import dataclass
from typing import Literal

from duizend.ground.kernel.rules.points import Point
from duizend.ground.kernel.rules.text import Text

DecidedBy = Literal["parent", "volunteer", "coordinator", "both"]
NoMatchEnding = Literal["no_match", "declined"]
FidelityKind = Literal["received", "timing", "same_professional", "valid_training"]

LEADS_ELSEWHERE = ("regular_care", "referral", "extra_contact")
"""Where a finding may lead besides to a programme."""


@dataclass(frozen=True, slots=True)
class Named:
    """A word of a closed list that a file makes: an id, and the text people read."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class GroupRules:
    """What a group needs; below `smallest` the coordinator is told."""

    size: tuple[int, int]
    sessions: tuple[int, int]
    due_date_range: Point
    partner_sessions: int = 0
    organisations: int = 1
    smallest: int | None = None
    continues_after_birth: bool = False
    counts_as_contact_moment: bool = False


@dataclass(frozen=True, slots=True)
class VideoRules:
    """What video feedback needs; recordings themselves are never kept."""

    recordings: tuple[int, int]
    destroy_within: Point
    consent: Text
    purposes: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class NoMatchReason:
    """Why no match came about, and whose decision that is."""

    id: str
    text: Text
    decided_by: DecidedBy
    ends: NoMatchEnding


@dataclass(frozen=True, slots=True)
class MatchRules:
    """What matching with a support parent needs; the child's window is [child_from, child_until)."""

    half_days: tuple[int, int]
    trial: Point
    usual_length: Point
    volunteer_needs: tuple[str, ...]
    reasons: tuple[NoMatchReason, ...]
    child_from: Point
    child_until: Point
    own_voice_from: Point | None = None


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """What a place outside the home needs."""

    kinds: tuple[Named, ...]
    term: Point
    linking_pin: bool
    own_voice_from: Point | None = None


@dataclass(frozen=True, slots=True)
class TallyRules:
    """What is counted of conversations that are kept without a name; topics are guidance in their order, no field."""

    outcomes: tuple[Named, ...]
    topics: tuple[Named, ...]
    scaled_up: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityRules:
    """What there is for all parents: kinds of activities, and situations in parents' words."""

    kinds: tuple[Named, ...]
    situations: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class FindingOutcome:
    """What an instrument can come out as; it leads to programmes (ids) or to one of `LEADS_ELSEWHERE`."""

    id: str
    text: Text
    leads_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingRules:
    """A way of finding families: only its outcomes, never its contents."""

    outcomes: tuple[FindingOutcome, ...]


@dataclass(frozen=True, slots=True)
class DiallingPhase:
    """A phase in which more or fewer contacts are allowed: the range is the count of that phase's rows of contacts."""

    phase: str
    text: Text


@dataclass(frozen=True, slots=True)
class DiallingRules:
    """In which phases contacts may be dialled up or down, and for what reasons."""

    phases: tuple[DiallingPhase, ...]
    reasons: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class FidelityMeasure:
    """One way to see whether the programme is done as meant; `least` is a share from 0 to 1, if the source has one."""

    kind: FidelityKind
    least: float | None
    text: Text


@dataclass(frozen=True, slots=True)
class Forms:
    """What the form of delivery needs, one part per form."""

    group: GroupRules | None = None
    video: VideoRules | None = None
    match: MatchRules | None = None
    place: PlaceRules | None = None
    tally: TallyRules | None = None
    activity: ActivityRules | None = None
    finding: FindingRules | None = None
    dialling: DiallingRules | None = None
    fidelity: tuple[FidelityMeasure, ...] = ()
