# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a set of indicators on which regions are compared: each with numerator, denominator and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from duizend.catalogue.rules.sources import Source, read_source, read_sources
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, check_unique, parse_toml

if TYPE_CHECKING:
    from duizend.ground.kernel.rules.text import Text

Phase = Literal["before", "pregnancy", "after", "throughout"]
Measured = Literal["stated", "offered", "started", "area", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. measured: where its figures come from; the other fields are filled where that needs them.

    phase: before, during or after pregnancy, or all of them.
    programmes: ids, for `offered` and `started`. of: the kind of count, for `area`. holder: who has the figure, for `elsewhere`.
    """

    id: str
    phase: Phase
    text: Text
    numerator: Text
    denominator: Text
    measured: Measured
    source: str
    programmes: tuple[str, ...] = ()
    of: str = ""
    holder: Text | None = None


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """A set of indicators that belong together, in the order in which they are read."""

    id: str
    version: str
    name: Text
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]

    def citation_of(self, indicator: Indicator) -> str:
        """Give the source of an indicator in one line."""
        return next(source.citation for source in self.sources if source.key == indicator.source)


def read_indicators(text: str, file: str) -> Reading[IndicatorSet]:
    """Read a set of indicators from the text of its file, or every fault in it.

    Shape: `kind = "indicators"`, `id`, `version`, `name`, `[[indicators]]` with id, phase, text, numerator, denominator, measured and source (and
    programmes, of or holder where that needs them), `[[sources]]`.
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    root = Section(table, path="", faults=faults)
    root.choice("kind", ("indicators",))
    name, version, own = root.identifier(), root.string("version"), root.text("name")
    sources = read_sources(root)
    indicators = tuple(_read_indicator(part, sources) for part in root.sections("indicators", required=True))
    check_unique([(f"indicators[{place}].id", one.id) for place, one in enumerate(indicators)], faults)
    root.finish()
    return faults.reading(IndicatorSet(name, version, own, indicators, sources))


def _read_indicator(part: Section, sources: tuple[Source, ...]) -> Indicator:
    measured = cast("Measured", part.choice("measured", get_args(Measured)))
    programmes = part.strings("programmes", required=True) if measured in ("offered", "started") else ()
    if measured == "started" and len(programmes) > 1:
        # Families of two programmes are counted in two accounts; a sum would count some twice.
        part.fault("too_many", "programmes", expected="one programme")
    return Indicator(
        id=part.identifier(),
        phase=cast("Phase", part.choice("phase", get_args(Phase))),
        text=part.text("text"),
        numerator=part.text("numerator"),
        denominator=part.text("denominator"),
        measured=measured,
        source=read_source(part, sources),
        programmes=programmes,
        of=part.identifier("of") if measured == "area" else "",
        holder=part.text("holder") if measured == "elsewhere" else None,
    )
