# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plainer parts of a programme file: routes, offer, team, forms, outcomes, questions, evidence."""

from collections.abc import Sequence
from typing import cast, get_args

from duizend.catalogue.rules.programme import (
    Direction,
    Evidence,
    Finding,
    FindingDirection,
    OfferRules,
    Outcome,
    Phase,
    Question,
    ReofferMoment,
    Respondent,
    Retention,
    RetentionFrom,
    Route,
    RouteKind,
    Team,
    Theme,
)
from duizend.catalogue.rules.shape import Shape, open_part, open_parts
from duizend.catalogue.rules.sources import Source, read_source
from duizend.ground.kernel.rules.points import BIRTH, Point, parse_point
from duizend.ground.kernel.rules.reading import POINT_FORM, Section, Words, check_unique

MOST_QUESTIONS = 5


def _words(part: Section, key: str, words: Sequence[str]) -> tuple[str, ...]:
    found = part.strings(key, required=True)
    for index, word in enumerate(found):
        if word not in words:
            part.faults.add(
                "unknown_choice",
                f"{part.key(key)}[{index}]",
                found=word,
                expected="one of " + ", ".join(words),
            )
    return found


def read_routes(root: Section, sources: tuple[Source, ...], *, shape: Shape) -> tuple[Route, ...]:
    """Read `[routes.screening]`, `[routes.professional]` and `[routes.self]`: at least one."""
    part = open_part(root, "routes", shape)
    if part is None:
        return ()
    routes = []
    for kind in get_args(RouteKind):
        route = part.find_section(kind)
        if route is not None:
            routes.append(
                Route(
                    kind=kind,
                    phase=cast("Phase", route.choice("phase", get_args(Phase))),
                    text=route.text("text"),
                    judged_by=route.strings("judged_by", required=True),
                    whole_population=route.flag("whole_population", default=False),
                    source=read_source(route, sources),
                )
            )
    if not routes:
        root.fault("missing_key", "routes", expected="at least one of " + ", ".join(get_args(RouteKind)))
    return tuple(routes)


def read_offer(root: Section, *, shape: Shape) -> OfferRules | None:
    """Read `[offer]`: moments to ask again, the cap on asking, the term for an answer."""
    part = open_part(root, "offer", shape)
    if part is None:
        return None
    return OfferRules(
        reoffer_at=cast("tuple[ReofferMoment, ...]", _words(part, "reoffer_at", get_args(ReofferMoment))),
        cap=part.whole("cap", least=1),
        answer_term=part.duration("answer_term"),
        note=part.find_text("note"),
    )


def read_themes(root: Section) -> tuple[Theme, ...]:
    """Read the `[[themes]]` to which contacts refer."""
    themes = []
    ids = []
    for part in root.sections("themes"):
        themes.append(Theme(part.identifier(), part.text("text")))
        ids.append((part.key("id"), themes[-1].id))
    check_unique(ids, root.faults)
    return tuple(themes)


def read_team(root: Section, sources: tuple[Source, ...], *, shape: Shape) -> Team | None:
    """Read `[team]`: who may deliver."""
    part = open_part(root, "team", shape)
    if part is None:
        return None
    if "activity" in shape.needed and part.table.get("certificate_required") is True:
        part.fault("contradiction", "certificate_required", expected="false: an activity asks no certificate")
    return Team(
        competence=part.identifier("competence"),
        certificate_required=part.flag("certificate_required"),
        experience=part.find_duration("experience"),
        experience_in=part.find_text("experience_in"),
        supervision=part.find_text("supervision"),
        facilitators=part.find_whole("facilitators", least=1) or 1,
        licence=part.find_text("licence"),
        source=read_source(part, sources),
    )


def read_outcomes(root: Section, sources: tuple[Source, ...]) -> tuple[Outcome, ...]:
    """Read the `[[outcomes]]`, registered before data are seen."""
    outcomes = []
    ids = []
    for part in root.sections("outcomes"):
        outcomes.append(
            Outcome(
                id=part.identifier(),
                text=part.text("text"),
                measure=part.identifier("measure"),
                respondent=cast("Respondent", part.choice("respondent", get_args(Respondent), default="parent")),
                moments=_read_moments(part),
                direction=cast("Direction", part.choice("direction", get_args(Direction))),
                smallest_worthwhile=part.find_number("smallest_worthwhile"),
                comparison=part.text("comparison"),
                subgroups=part.strings("subgroups"),
                source=read_source(part, sources),
            )
        )
        ids.append((part.key("id"), outcomes[-1].id))
    check_unique(ids, root.faults)
    return tuple(outcomes)


def _read_moments(part: Section) -> tuple[Point, ...]:
    moments = []
    for index, word in enumerate(part.strings("moments", required=True)):
        point = parse_point(word)
        if point is None:
            part.faults.add("bad_age", f"{part.key('moments')}[{index}]", found=word, expected=POINT_FORM)
        moments.append(point or BIRTH)
    return tuple(moments)


def read_questions(root: Section, *, shape: Shape) -> tuple[Question, ...]:
    """Read the `[[questions]]` of the baseline: at most five."""
    questions = []
    ids = []
    for part in open_parts(root, "questions", shape):
        questions.append(
            Question(
                id=part.identifier(),
                text=part.text("text"),
                answers=tuple(answer.as_text() for answer in part.sections("answers")),
                respondent=cast("Respondent", part.choice("respondent", get_args(Respondent), default="parent")),
            )
        )
        ids.append((part.key("id"), questions[-1].id))
    check_unique(ids, root.faults)
    if len(questions) > MOST_QUESTIONS:
        root.faults.add(
            "too_many_questions",
            "questions",
            found=Words(f"{len(questions)} questions"),
            expected=f"at most {MOST_QUESTIONS}: the baseline must stay short",
        )
    return tuple(questions)


def read_evidence(root: Section, sources: tuple[Source, ...]) -> Evidence:
    """Read `[evidence]`: recognition, and the findings for and against."""
    part = root.section("evidence")
    findings = tuple(
        Finding(
            cast("FindingDirection", finding.choice("direction", get_args(FindingDirection))),
            finding.text("text"),
            read_source(finding, sources),
        )
        for finding in part.sections("findings")
    )
    return Evidence(
        level=part.text("level"),
        body=part.string("body"),
        on=part.find_day("on"),
        source=read_source(part, sources),
        findings=findings,
    )


def read_retention(root: Section, sources: tuple[Source, ...], *, shape: Shape) -> Retention | None:
    """Read `[retention]`: term, and from when it runs."""
    part = open_part(root, "retention", shape)
    if part is None:
        return None
    since = cast("RetentionFrom", part.choice("since", get_args(RetentionFrom)))
    return Retention(part.duration("term"), since, read_source(part, sources))
