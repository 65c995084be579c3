# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where facts stand: the sources of a file."""

from dataclasses import dataclass

from duizend.ground.kernel.rules.reading import Section, check_unique
from duizend.ground.kernel.rules.text import Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands."""

    key: str
    title: str
    publisher: str
    year: int | None
    address: str
    note: Text | None = None

    @property
    def citation(self) -> str:
        """The source in one line."""
        year = "" if self.year is None else f" ({self.year})"
        return f"{self.title}, {self.publisher}{year}, {self.address}"


def read_sources(root: Section) -> tuple[Source, ...]:
    """Read the `[[sources]]` of a file: key, title, publisher, year, address, note."""
    sources = []
    keys = []
    for part in root.sections("sources", required=True):
        sources.append(
            Source(
                key=part.identifier("key"),
                title=part.string("title"),
                publisher=part.string("publisher"),
                year=part.find_whole("year", least=1900),
                address=part.string("address"),
                note=part.find_text("note"),
            )
        )
        keys.append((part.key("key"), sources[-1].key))
    check_unique(keys, root.faults)
    return tuple(sources)


def read_source(part: Section, sources: tuple[Source, ...], *, key: str = "source") -> str:
    """Read the key of a source that must be one of the file's own."""
    source = part.find_string(key, required=True, expected="the key of one of the [[sources]]")
    if source and source not in {known.key for known in sources}:
        part.fault("unknown_source", key, expected="the key of one of the [[sources]]")
    return source or ""
