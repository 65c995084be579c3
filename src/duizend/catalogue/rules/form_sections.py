# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a programme file that belong to one form of delivery."""

from collections.abc import Callable
from typing import TypeVar, cast, get_args

from duizend.catalogue.rules.delivering import (
    ActivityRules,
    DecidedBy,
    DiallingPhase,
    DiallingRules,
    FidelityKind,
    FidelityMeasure,
    FindingOutcome,
    FindingRules,
    Forms,
    GroupRules,
    MatchRules,
    Named,
    NoMatchEnding,
    NoMatchReason,
    PlaceRules,
    TallyRules,
    VideoRules,
)
from duizend.catalogue.rules.shape import Shape, open_part
from duizend.ground.kernel.rules.points import BIRTH, Point
from duizend.ground.kernel.rules.reading import Section, check_unique

T = TypeVar("T")


def read_forms(root: Section, shape: Shape) -> Forms:
    """Read the parts that the form of delivery needs or may have."""
    return Forms(
        group=_read(root, "group", _read_group, shape=shape),
        video=_read(root, "video", _read_video, shape=shape),
        match=_read(root, "match", _read_match, shape=shape),
        place=_read(root, "place", _read_place, shape=shape),
        tally=_read(root, "tally", _read_tally, shape=shape),
        activity=_read(root, "activity", _read_activity, shape=shape),
        finding=_read(root, "finding", _read_finding, shape=shape),
        dialling=_read(root, "dialling", _read_dialling, shape=shape),
        fidelity=_read(root, "fidelity", _read_fidelity, shape=shape) or (),
    )


def _read(root: Section, key: str, read: Callable[[Section], T], *, shape: Shape) -> T | None:
    part = open_part(root, key, shape)
    return None if part is None else read(part)


def read_named(part: Section, key: str, *, required: bool = True) -> tuple[Named, ...]:
    """Read a closed list of words: tables with id and text, each id once."""
    named, ids = [], []
    for one in part.sections(key, required=required):
        named.append(Named(one.identifier(), one.text("text")))
        ids.append((one.key("id"), named[-1].id))
    check_unique(ids, part.faults)
    return tuple(named)


def read_age(part: Section, key: str, *, required: bool = False) -> Point | None:
    """Read an age of a child, birth or later."""
    point = part.find_point(key, required=required)
    if point is not None and (point.anchor != "birth" or point.is_prenatal):
        part.fault("bad_age", key, expected='an age such as "0d", "12y" or "6m"')
    return point


def _read_group(part: Section) -> GroupRules:
    return GroupRules(
        size=part.range("size"),
        sessions=part.range("sessions"),
        due_date_range=part.duration("due_date_range"),
        partner_sessions=part.find_whole("partner_sessions") or 0,
        organisations=part.find_whole("organisations", least=1) or 1,
        smallest=part.find_whole("smallest", least=1),
        continues_after_birth=part.flag("continues_after_birth", default=False),
        counts_as_contact_moment=part.flag("counts_as_contact_moment", default=False),
    )


def _read_video(part: Section) -> VideoRules:
    return VideoRules(
        recordings=part.range("recordings"),
        destroy_within=part.duration("destroy_within"),
        consent=part.text("consent"),
        purposes=read_named(part, "purposes", required=False),
    )


def _read_match(part: Section) -> MatchRules:
    return MatchRules(
        half_days=part.range("half_days"),
        trial=part.duration("trial"),
        usual_length=part.duration("usual_length"),
        volunteer_needs=part.strings("volunteer_needs", required=True),
        reasons=_read_reasons(part),
        child_from=read_age(part, "child_from", required=True) or BIRTH,
        child_until=read_age(part, "child_until", required=True) or BIRTH,
        own_voice_from=read_age(part, "own_voice_from"),
    )


def _read_reasons(part: Section) -> tuple[NoMatchReason, ...]:
    reasons, ids = [], []
    for one in part.sections("reasons", required=True):
        reasons.append(
            NoMatchReason(
                id=one.identifier(),
                text=one.text("text"),
                decided_by=cast("DecidedBy", one.choice("decided_by", get_args(DecidedBy))),
                ends=cast("NoMatchEnding", one.choice("ends", get_args(NoMatchEnding))),
            )
        )
        ids.append((one.key("id"), reasons[-1].id))
    check_unique(ids, part.faults)
    return tuple(reasons)


def _read_place(part: Section) -> PlaceRules:
    return PlaceRules(
        kinds=read_named(part, "kinds"),
        term=part.duration("term"),
        linking_pin=part.flag("linking_pin"),
        own_voice_from=read_age(part, "own_voice_from"),
    )


def _read_tally(part: Section) -> TallyRules:
    outcomes = read_named(part, "outcomes")
    scaled_up = part.find_string("scaled_up")
    if scaled_up is not None and scaled_up not in {one.id for one in outcomes}:
        part.fault("unknown_outcome", "scaled_up", expected="the id of one of the [[tally.outcomes]]")
    return TallyRules(outcomes, read_named(part, "topics", required=False), scaled_up)


def _read_activity(part: Section) -> ActivityRules:
    return ActivityRules(read_named(part, "kinds"), read_named(part, "situations"))


def _read_finding(part: Section) -> FindingRules:
    outcomes, ids = [], []
    for one in part.sections("outcomes", required=True):
        outcomes.append(
            FindingOutcome(one.identifier(), one.text("text"), one.strings("leads_to", required=True)),
        )
        ids.append((one.key("id"), outcomes[-1].id))
    check_unique(ids, part.faults)
    return FindingRules(tuple(outcomes))


def _read_dialling(part: Section) -> DiallingRules:
    phases, ids = [], []
    for one in part.sections("phases", required=True):
        phases.append(DiallingPhase(one.string("phase"), one.text("text")))
        ids.append((one.key("phase"), phases[-1].phase))
    check_unique(ids, part.faults)
    return DiallingRules(tuple(phases), read_named(part, "reasons"))


def _read_fidelity(part: Section) -> tuple[FidelityMeasure, ...]:
    measures, ids = [], []
    for one in part.sections("measures", required=True):
        kind = cast("FidelityKind", one.choice("kind", get_args(FidelityKind)))
        least = one.find_number("least")
        if least is not None and not 0 < least <= 1:
            one.fault("bad_number", "least", expected="a share above 0 and at most 1, such as 0.8")
        measures.append(FidelityMeasure(kind, least, one.text("text")))
        ids.append((one.key("kind"), kind))
    check_unique(ids, part.faults)
    return tuple(measures)
