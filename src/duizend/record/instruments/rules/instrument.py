# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an instrument file says, as frozen values, and what an outcome means by it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from duizend.catalogue.rules.sources import Source
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.text import Text

MissingBecause = Literal["refused", "not_asked", "not_filled_in"]
Respondent = Literal["parent", "each_parent", "professional"]


@dataclass(frozen=True, slots=True)
class Scale:
    """The scores there can be: from `least` to `most`, both included, in steps."""

    least: Decimal
    most: Decimal
    step: Decimal

    def has(self, score: Decimal) -> bool:
        """Say whether a score stands on this scale."""
        return self.least <= score <= self.most and (score - self.least) % self.step == 0


@dataclass(frozen=True, slots=True)
class Band:
    """Part of the scale [start, until) and what it means in words; the last band has no `until`."""

    start: Decimal
    until: Decimal | None
    text: Text

    def has(self, score: Decimal) -> bool:
        """Say whether a score falls in this band."""
        return self.start <= score and (self.until is None or score < self.until)


@dataclass(frozen=True, slots=True)
class MissingReason:
    """Why nothing came out of an instrument, in the words of its file."""

    id: MissingBecause
    text: Text


@dataclass(frozen=True, slots=True)
class Moment:
    """When the instrument is put to somebody."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one instrument: its scale and words, never its questions."""

    id: str
    name: Text
    version: str
    valid_from: date
    owner: str
    licence: str
    invented: bool
    source: Source
    respondents: tuple[Respondent, ...]
    scale: Scale
    bands: tuple[Band, ...]
    missing: tuple[MissingReason, ...]
    moments: tuple[Moment, ...]
    digest: str

    @property
    def is_filled_in_by_a_parent(self) -> bool:
        """Say whether an outcome is always one parent's own."""
        return "professional" not in self.respondents

    def find_missing(self, reason: str) -> MissingReason | None:
        """Find what the file calls a reason for a missing outcome."""
        return next((one for one in self.missing if one.id == reason), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of an instrument: a score on its scale, or why there is none. Never both, never neither."""

    score: Decimal | None = None
    missing_because: str = ""


def get_band(instrument: Instrument, score: Decimal) -> Band:
    """Give the band that a score on the scale falls in: its words come before the number.

    Raises: ValueError for a score that the scale does not have.
    Source: the instrument's own file.
    """
    if not instrument.scale.has(score):
        raise ValueError(f"{score} does not stand on the scale of {instrument.id}")
    return next(band for band in instrument.bands if band.has(score))


def check_outcome(instrument: Instrument, outcome: Outcome, *, has_parent: bool) -> Decision:
    """Decide whether this can have come out of the instrument: a score on its scale, or why there is none.

    Source: the instrument's own file.
    """
    score, missing_because = outcome.score, outcome.missing_because
    where = f"{instrument.name.nl}, versie {instrument.version}"
    if (score is None) == (not missing_because):
        return Refused("score_or_reason", gettext_noop("Kies een uitkomst, of waarom die er niet is."), where)
    if missing_because and instrument.find_missing(missing_because) is None:
        return Refused(
            "unknown_reason", gettext_noop("Deze reden staat niet in het bestand van de vragenlijst."), where
        )
    if score is not None and not instrument.scale.has(score):
        scale = instrument.scale
        return Refused(
            "not_on_scale",
            gettext_noop("Deze uitkomst kan niet: de vragenlijst loopt van %(least)s tot en met %(most)s, in stappen van %(step)s."),
            where, {"least": plain(scale.least), "most": plain(scale.most), "step": plain(scale.step)},
        )  # fmt: skip
    if score is not None and instrument.is_filled_in_by_a_parent and not has_parent:
        return Refused(
            "whose_result", gettext_noop("Zeg van wie deze uitkomst is: iedere ouder vult de lijst zelf in."), where
        )
    return Allowed()


def plain(number: Decimal) -> str:
    """Write a number as short as it is: "4", "2,5"."""
    text = format(number.normalize(), "f")
    return text.replace(".", ",")
