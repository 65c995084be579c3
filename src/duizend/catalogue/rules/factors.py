# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary of factors: the words in which a family's load and strength are noted.

The words themselves stand in a reviewed file beside the programmes, never in the code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast, get_args

from duizend.catalogue.rules.sources import Source, read_source, read_sources
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, check_unique, parse_toml
from duizend.ground.kernel.rules.text import Text

FactorKind = Literal["risk", "protective", "circumstance"]
Concerns = Literal["parent", "family", "child"]


@dataclass(frozen=True, slots=True)
class Factor:
    """One word of the vocabulary. A circumstance is neither a load nor a strength, just a fact."""

    id: str
    kind: FactorKind
    concerns: Concerns
    text: Text
    aliases: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class FactorVocabulary:
    """All factors, and the spellings under which each is known."""

    factors: tuple[Factor, ...]
    sources: tuple[Source, ...]

    def find(self, word: str) -> Factor | None:
        """Find the factor a word stands for; capitals, spaces and hyphens do not matter."""
        wanted = _normal(word)
        for factor in self.factors:
            if wanted == factor.id or wanted in factor.aliases:
                return factor
        return None

    def ids(self, kind: FactorKind | None = None) -> tuple[str, ...]:
        """List the ids, in the order of the file; of one kind if asked."""
        return tuple(factor.id for factor in self.factors if kind in (None, factor.kind))

    def texts(self, ids: Iterable[str]) -> tuple[Text, ...]:
        """Give the shown words of factors, in the order of the file."""
        wanted = frozenset(ids)
        return tuple(factor.text for factor in self.factors if factor.id in wanted)


def _normal(word: str) -> str:
    return "_".join(word.lower().replace("-", " ").replace("_", " ").split())


def read_factors(text: str, file: str) -> Reading[FactorVocabulary]:
    """Read the vocabulary of factors from the text of its file.

    Shape: `kind = "factors"`, `[[factors]]` with id, kind, concerns, text, aliases and source, `[[sources]]`.
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    root = Section(table, path="", faults=faults)
    root.choice("kind", ("factors",))
    sources = read_sources(root)
    factors = tuple(_read_factor(part, sources=sources) for part in root.sections("factors", required=True))
    names = [
        (f"factors[{index}]", name) for index, factor in enumerate(factors) for name in (factor.id, *factor.aliases)
    ]
    check_unique(names, faults)
    root.finish()
    return faults.reading(FactorVocabulary(factors, sources))


def _read_factor(part: Section, *, sources: tuple[Source, ...]) -> Factor:
    return Factor(
        id=part.identifier(),
        kind=cast("FactorKind", part.choice("kind", get_args(FactorKind))),
        concerns=cast("Concerns", part.choice("concerns", get_args(Concerns))),
        text=part.text("text"),
        aliases=tuple(_normal(alias) for alias in part.strings("aliases")),
        source=read_source(part, sources),
    )
