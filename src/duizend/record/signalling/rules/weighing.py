# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be said when a family is weighed together, and which programmes then fit.

Three things, never one: what came out of an instrument, what a professional judges, what was decided together. Factors
are words, never counted and never added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duizend.catalogue.rules.case import Case, Parent
from duizend.catalogue.rules.eligibility import assess
from duizend.catalogue.rules.programme import EVERY, EXCLUSION, TARGET_WINDOW
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.catalogue.rules.eligibility import CriterionState, Verdict
    from duizend.catalogue.rules.factors import FactorVocabulary
    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.kernel.rules.text import Text

SAID_BY = ("parent", "professional")
JUDGEMENTS = ("useful", "unsure", "not_now")
DECISIONS = ("offer", "think", "nothing_now")
# What is noted in somebody's own words only, where no word of the field fits: just said, a strength, a load.
OWN_WORDS, OWN_STRENGTH, OWN_LOAD = "eigen-woorden", "eigen-woorden-sterk", "eigen-woorden-weegt"
IN_OWN_WORDS_ONLY = (OWN_WORDS, OWN_STRENGTH, OWN_LOAD)

Side = Literal["strong", "weighs", "said"]
FitWord = Literal["fits", "could_fit", "not_now"]
FITS: dict[str, FitWord] = {"fits": "fits", "unknown": "could_fit", "does_not_fit": "not_now"}


@dataclass(frozen=True, slots=True)
class ChildNoted:
    """A child as the record has it: born on a day, and alive or not."""

    birth_date: date
    is_alive: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition of a programme, how it stands for this family, and where the condition comes from."""

    id: str
    condition: Text | None
    reason: Text
    source: str


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a programme fits a family on a day, and why.

    `because` says what speaks for it, `against` why it cannot be now, `unknown` what would decide it. None is a count.
    """

    programme: Programme
    word: FitWord
    because: tuple[Reason, ...]
    against: tuple[Reason, ...]
    unknown: tuple[Reason, ...]


def side_of(factor: str, vocabulary: FactorVocabulary) -> Side:
    """Say on which side something noted stands: what makes strong, what weighs, or just what somebody said.

    Shape: a word that the vocabulary no longer has was said, no more.
    """
    if factor in (OWN_STRENGTH, OWN_LOAD):
        return "strong" if factor == OWN_STRENGTH else "weighs"
    found = vocabulary.find(factor)
    if found is None or found.kind == "circumstance":
        return "said"
    return "strong" if found.kind == "protective" else "weighs"


def case_from_record(
    *, due_date: date | None, children: Iterable[ChildNoted], parents: Iterable[date | None], factors: Iterable[str]
) -> Case:
    """Make the case on paper of a family as the record has it on a day.

    Shape: `due_date` of an open pregnancy; dates of birth of children and parents; ids of factors that were noted.
    What was not noted is unknown, never absent; nor does the record tell whether there are older children elsewhere.
    A child that died has no age to count from, and stays in nobody's list of reasons.
    """
    noted = tuple(children)
    living = tuple(child.birth_date for child in noted if child.is_alive)
    return Case(
        due_date=due_date,
        pregnant=due_date is not None,
        children=living or None,
        parents=tuple(Parent(born) for born in parents if born is not None),
        factors=frozenset(factor for factor in factors if factor not in IN_OWN_WORDS_ONLY),
        others_possible=True,
    )


def list_fits(
    programmes: Iterable[Programme], case: Case, on: date, *, vocabulary: FactorVocabulary
) -> tuple[Fit, ...]:
    """List for each programme whether it fits a family on a day, could, or cannot now, each with reason and source.

    Shape: what fits first, then what could, then what cannot now; within these in the order given.
    Source: the programme files.
    """
    found = tuple(_fit(programme, assess(programme, case, on, vocabulary=vocabulary)) for programme in programmes)
    return tuple(fit for word in ("fits", "could_fit", "not_now") for fit in found if fit.word == word)


def _fit(programme: Programme, verdict: Verdict) -> Fit:
    out = _what_keeps_out(programme, verdict)
    exclusions = {one.id for one in programme.criteria if one.counts_towards == EXCLUSION}
    met = [state for state in verdict.criteria if state.state == "met" and state.id not in exclusions]
    open_ones = [state for state in verdict.criteria if state.id in verdict.deciding_unknowns]
    return Fit(
        programme=programme,
        word=FITS[verdict.word],
        because=_reasons(programme, met),
        against=_reasons(programme, [state for state in verdict.criteria if state.id in out]),
        unknown=_reasons(programme, open_ones),
    )


def _what_keeps_out(programme: Programme, verdict: Verdict) -> frozenset[str]:
    """Find the conditions by which a programme cannot be now; none where it fits or may fit."""
    if verdict.word != "does_not_fit":
        return frozenset()
    towards = {TARGET_WINDOW: EVERY, **{one.id: one.counts_towards for one in programme.criteria}}
    states = {state.id: state.state for state in verdict.criteria}
    wrong = {EVERY: "not_met", EXCLUSION: "met"}
    out = {id_ for id_, to in towards.items() if states[id_] == wrong.get(to)}
    for group in programme.target.groups:
        members = [id_ for id_, to in towards.items() if to == group.id]
        if sum(states[id_] != "not_met" for id_ in members) < group.at_least:
            out |= {id_ for id_ in members if states[id_] == "not_met"}
    return frozenset(out)


def _reasons(programme: Programme, states: Iterable[CriterionState]) -> tuple[Reason, ...]:
    texts: dict[str, Text] = {one.id: one.text for one in programme.criteria}
    return tuple(Reason(one.id, texts.get(one.id), one.reason, one.source) for one in states)


def check_factor(factor: str, *, words: str, vocabulary: FactorVocabulary) -> Decision:
    """Decide whether something can be noted: a word of the field, or somebody's own words.

    Source: the vocabulary of factors beside the programme files.
    """
    if factor in IN_OWN_WORDS_ONLY:
        return Allowed() if words else Refused("no_words", gettext_noop("Schrijf op wat er gezegd is."))
    if vocabulary.find(factor) is None:
        return Refused("unknown_factor", gettext_noop("Dit woord staat niet in de lijst van het vak."))
    return Allowed()
