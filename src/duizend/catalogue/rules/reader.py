# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a programme file: text in, a programme or every mistake in it out."""

from typing import cast, get_args

from duizend.catalogue.rules.case import read_case_section
from duizend.catalogue.rules.consistency import check_programme
from duizend.catalogue.rules.digest import digest_of
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.programme import (
    AGE_KINDS,
    EVERY,
    EXCLUSION,
    ContactMoment,
    Criterion,
    CriterionGroup,
    CriterionKind,
    Delivery,
    Example,
    Expectation,
    ExpectedContact,
    Mode,
    Programme,
    State,
    Target,
    VerdictWord,
    Whose,
)
from duizend.catalogue.rules.sections import (
    read_evidence,
    read_forms,
    read_offer,
    read_outcomes,
    read_questions,
    read_retention,
    read_routes,
    read_team,
    read_themes,
)
from duizend.catalogue.rules.sources import Source, read_source, read_sources
from duizend.ground.kernel.rules.points import BIRTH, Point
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, check_unique, parse_toml

_CONTACTS_NEEDED = ("home_visits", "video_feedback", "clinic_contact")


def read_programme(text: str, file: str, vocabulary: FactorVocabulary) -> Reading[Programme]:
    """Read a programme from the text of its file.

    Shape: the programme, or all faults at once, each with file, dotted key, what was found and expected.
    Units: ages and terms as in `points`; windows are half-open [from, until).
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    root = Section(table, path="", faults=faults)
    programme = _read_root(root, vocabulary, digest=digest_of(text))
    root.finish()
    check_programme(programme, faults)
    return faults.reading(programme)


def _read_root(root: Section, vocabulary: FactorVocabulary, *, digest: str) -> Programme:
    root.choice("kind", ("programme",))
    sources = read_sources(root)
    delivery = cast("Delivery", root.choice("delivery", get_args(Delivery), code="unknown_delivery"))
    return Programme(
        id=root.identifier(),
        name=root.text("name"),
        summary=root.text("summary"),
        version=root.string("version"),
        valid_from=root.day("valid_from"),
        owner=root.string("owner"),
        delivery=delivery,
        target=_read_target(root, sources),
        criteria=_read_criteria(root, sources, vocabulary=vocabulary),
        routes=read_routes(root, sources),
        offer=read_offer(root),
        contacts=_read_contacts(root, sources, required=delivery in _CONTACTS_NEEDED),
        themes=read_themes(root),
        team=read_team(root, sources),
        forms=read_forms(root, delivery),
        outcomes=read_outcomes(root, sources),
        questions=read_questions(root),
        evidence=read_evidence(root, sources),
        retention=read_retention(root, sources),
        examples=_read_examples(root, sources, vocabulary=vocabulary),
        sources=sources,
        digest=digest,
    )


def _read_target(root: Section, sources: tuple[Source, ...]) -> Target:
    part = root.section("target")
    groups = []
    ids = []
    for group in part.sections("groups"):
        groups.append(CriterionGroup(group.identifier(), group.whole("at_least", least=1), group.text("text")))
        ids.append((group.key("id"), groups[-1].id))
        if groups[-1].id in (EVERY, EXCLUSION):
            group.fault("bad_id", "id", expected=f'another id than "{EVERY}" and "{EXCLUSION}"')
    check_unique(ids, root.faults)
    return Target(
        start=_on_the_family_line(part, "from"),
        until=_on_the_family_line(part, "until"),
        text=part.text("text"),
        source=read_source(part, sources),
        groups=tuple(groups),
    )


def _on_the_family_line(part: Section, key: str, *, or_start: bool = False) -> Point:
    expected = 'a gestational age ("pregnancy 16w0d") or a child\'s age ("6w")'
    point = part.point(key)
    if point.anchor not in ("pregnancy", "birth", "start" if or_start else "birth"):
        part.fault("bad_age", key, expected=expected + (' or "start 2w"' if or_start else ""))
    return point


def _read_criteria(
    root: Section, sources: tuple[Source, ...], *, vocabulary: FactorVocabulary
) -> tuple[Criterion, ...]:
    return tuple(_read_criterion(part, sources, vocabulary=vocabulary) for part in root.sections("criteria"))


def _read_criterion(part: Section, sources: tuple[Source, ...], *, vocabulary: FactorVocabulary) -> Criterion:
    kind = cast("CriterionKind", part.choice("kind", get_args(CriterionKind)))
    start, until = _read_window(part, kind) if kind in AGE_KINDS else (BIRTH, BIRTH)
    whose = part.choice("whose", get_args(Whose), default="any") if kind == "parent_age" else "any"
    return Criterion(
        id=part.identifier(),
        text=part.text("text"),
        kind=kind,
        source=read_source(part, sources),
        counts_towards=part.string("counts_towards"),
        met_by=_read_met_by(part, vocabulary) if kind == "factor" else (),
        start=start,
        until=until,
        whose=cast("Whose", whose),
        note=part.find_text("note"),
    )


def _read_window(part: Section, kind: str) -> tuple[Point, Point]:
    anchor = "pregnancy" if kind == "gestational_age" else "birth"
    form = 'a gestational age such as "pregnancy 28w0d"' if anchor == "pregnancy" else 'an age such as "6w" or "25y"'
    for key in ("from", "until"):
        if part.has(key) and part.point(key).anchor != anchor:
            part.fault("bad_age", key, expected=form)
    return part.point("from"), part.point("until")


def _read_met_by(part: Section, vocabulary: FactorVocabulary) -> tuple[str, ...]:
    words = part.strings("met_by", required=True)
    if part.table.get("met_by") == []:
        part.fault("missing_key", "met_by", expected="at least one factor")
    for index, word in enumerate(words):
        if word not in vocabulary.ids():
            part.faults.add(
                "unknown_factor",
                f"{part.key('met_by')}[{index}]",
                found=word,
                expected="an id of the vocabulary of factors",
            )
    return words


def _read_contacts(root: Section, sources: tuple[Source, ...], *, required: bool) -> tuple[ContactMoment, ...]:
    return tuple(_read_contact(part, sources) for part in root.sections("contacts", required=required))


def _read_contact(part: Section, sources: tuple[Source, ...]) -> ContactMoment:
    every = part.find_duration("every")
    start = _on_the_family_line(part, "from", or_start=True)
    if every is not None and part.has("target"):
        part.fault("contradiction", "target", expected="target or every, not both: a row starts at its from")
        part.known.add("target")
    if every is not None and every.months and start.anchor == "pregnancy":
        part.fault("bad_age", "every", expected="weeks or days: a pregnancy is not counted in months")
    return ContactMoment(
        id=part.identifier(),
        label=part.text("label"),
        target=start if every is not None else _on_the_family_line(part, "target", or_start=True),
        start=start,
        until=_on_the_family_line(part, "until", or_start=True),
        mode=cast("Mode", part.choice("mode", get_args(Mode))),
        obligatory=part.flag("obligatory"),
        minutes=part.find_range("minutes"),
        themes=part.strings("themes"),
        source=read_source(part, sources),
        every=every,
        count=part.range("count") if every is not None else (1, 1),
        phase=part.find_string("phase"),
        note=part.find_text("note"),
    )


def _read_examples(root: Section, sources: tuple[Source, ...], *, vocabulary: FactorVocabulary) -> tuple[Example, ...]:
    return tuple(
        Example(
            name=part.string("name"),
            on=part.day("on"),
            case=read_case_section(part.section("case"), vocabulary),
            expected=_read_expectation(part.section("expect")),
            source=read_source(part, sources),
        )
        for part in root.sections("examples", required=True)
    )


def _read_expectation(part: Section) -> Expectation:
    states: list[tuple[str, State]] = []
    for state in get_args(State):
        states.extend((criterion, state) for criterion in part.strings(state))
    contacts = tuple(
        ExpectedContact(
            target=contact.day("target"),
            start=contact.find_day("from"),
            until=contact.find_day("until"),
            mode=cast("Mode", contact.choice("mode", get_args(Mode))) if contact.has("mode") else None,
            obligatory=contact.flag("obligatory") if contact.has("obligatory") else None,
        )
        for contact in part.sections("contacts")
    )
    deciding = frozenset(part.strings("deciding_unknowns"))
    return Expectation(
        verdict=cast("VerdictWord", part.choice("verdict", get_args(VerdictWord))),
        states=tuple(states),
        deciding_unknowns=deciding if part.has("deciding_unknowns") else None,
        next_contact=part.find_day("next_contact"),
        contacts=contacts if part.has("contacts") else None,
    )
