# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a programme file: text in, a programme or every mistake in it out."""

from typing import cast, get_args

from duizend.catalogue.rules.consistency import check_programme
from duizend.catalogue.rules.digest import digest_of
from duizend.catalogue.rules.example_sections import read_examples
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.form_sections import read_forms
from duizend.catalogue.rules.programme import (
    AGE_KINDS,
    EVERY,
    EXCLUSION,
    ContactMoment,
    Criterion,
    CriterionGroup,
    CriterionKind,
    Delivery,
    Mode,
    Programme,
    Recording,
    Target,
    Whose,
)
from duizend.catalogue.rules.sections import (
    read_evidence,
    read_offer,
    read_outcomes,
    read_questions,
    read_retention,
    read_routes,
    read_team,
    read_themes,
)
from duizend.catalogue.rules.shape import Shape, open_parts, shape_of
from duizend.catalogue.rules.sources import Source, read_source, read_sources
from duizend.ground.kernel.rules.points import BIRTH, Point
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, check_unique, parse_toml


def read_programme(text: str, file: str, vocabulary: FactorVocabulary) -> Reading[Programme]:
    """Read a programme from the text of its file.

    Shape: the programme, or all faults at once, each with file, dotted key, what was found and expected.
    Units: ages and terms as in `points`; windows are half-open [from, until).
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    return read_programme_table(table, file, vocabulary, digest=digest_of(text))


def read_programme_table(
    table: dict[str, object], file: str, vocabulary: FactorVocabulary, *, digest: str = ""
) -> Reading[Programme]:
    """Read a programme from the parsed TOML of its file; `digest` is that of its text."""
    faults = Faults(file)
    root = Section(table, path="", faults=faults)
    programme = _read_root(root, vocabulary, digest=digest)
    root.finish()
    check_programme(programme, faults)
    return faults.reading(programme)


def _read_root(root: Section, vocabulary: FactorVocabulary, *, digest: str) -> Programme:
    root.choice("kind", ("programme",))
    sources = read_sources(root)
    delivery = cast("Delivery", root.choice("delivery", get_args(Delivery), code="unknown_delivery"))
    nameless = root.flag("nameless", default=False)
    if nameless and delivery != "conversation":
        root.fault("contradiction", "nameless", expected='nameless only where delivery is "conversation"')
    shape = shape_of(root, delivery, nameless=nameless and delivery == "conversation")
    return Programme(
        id=root.identifier(),
        name=root.text("name"),
        summary=root.text("summary"),
        version=root.string("version"),
        valid_from=root.day("valid_from"),
        owner=root.string("owner"),
        delivery=delivery,
        target=_read_target(root, sources, shape=shape),
        criteria=_read_criteria(root, sources, vocabulary=vocabulary, shape=shape),
        routes=read_routes(root, sources, shape=shape),
        offer=read_offer(root, shape=shape),
        contacts=_read_contacts(root, sources, shape=shape),
        themes=read_themes(root),
        team=read_team(root, sources, shape=shape),
        forms=read_forms(root, shape),
        outcomes=read_outcomes(root, sources),
        questions=read_questions(root, shape=shape),
        evidence=read_evidence(root, sources),
        retention=read_retention(root, sources, shape=shape),
        examples=read_examples(root, sources, vocabulary=vocabulary),
        sources=sources,
        digest=digest,
        nameless=nameless,
    )


def _read_target(root: Section, sources: tuple[Source, ...], *, shape: Shape) -> Target:
    part = root.section("target")
    groups = []
    ids = []
    for group in part.sections("groups"):
        groups.append(CriterionGroup(group.identifier(), group.whole("at_least", least=1), group.text("text")))
        ids.append((group.key("id"), groups[-1].id))
        if groups[-1].id in (EVERY, EXCLUSION):
            group.fault("bad_id", "id", expected=f'another id than "{EVERY}" and "{EXCLUSION}"')
    check_unique(ids, root.faults)
    has_window = shape.has_window or part.has("from") or part.has("until")
    part.known.update(("from", "until"))
    return Target(
        start=_on_the_family_line(part, "from") if has_window else BIRTH,
        until=_on_the_family_line(part, "until") if has_window else BIRTH,
        text=part.text("text"),
        source=read_source(part, sources),
        groups=tuple(groups),
        has_window=has_window,
    )


def _on_the_family_line(part: Section, key: str, *, or_start: bool = False) -> Point:
    expected = 'a gestational age ("pregnancy 16w0d") or a child\'s age ("6w")'
    point = part.point(key)
    if point.anchor not in ("pregnancy", "birth", "start" if or_start else "birth"):
        part.fault("bad_age", key, expected=expected + (' or "start 2w"' if or_start else ""))
    return point


def _read_criteria(
    root: Section, sources: tuple[Source, ...], *, vocabulary: FactorVocabulary, shape: Shape
) -> tuple[Criterion, ...]:
    return tuple(_read_criterion(part, sources, vocabulary=vocabulary) for part in open_parts(root, "criteria", shape))


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


def _read_contacts(root: Section, sources: tuple[Source, ...], *, shape: Shape) -> tuple[ContactMoment, ...]:
    return tuple(_read_contact(part, sources) for part in open_parts(root, "contacts", shape))


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
        partners=part.flag("partners", default=False),
        check=part.flag("check", default=False),
        recording=_read_recording(part),
    )


def _read_recording(part: Section) -> Recording | None:
    if not part.has("recording"):
        part.known.add("recording")
        return None
    return cast("Recording", part.choice("recording", get_args(Recording)))
