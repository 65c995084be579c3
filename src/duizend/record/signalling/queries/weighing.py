# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was weighed for a family: what stands, newest first; and which programmes fit by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from duizend.catalogue.queries import get_vocabulary, list_offered_programmes
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.instruments.queries import results_of
from duizend.record.signalling.models import FactorNoted, Judgement, SharedDecision, SignUp
from duizend.record.signalling.rules.weighing import ChildNoted, case_from_record, list_fits, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.catalogue.rules.case import Case
    from duizend.ground.kernel.rules.text import Text
    from duizend.record.families.models import Family, Parent
    from duizend.record.instruments.models import Result
    from duizend.record.signalling.rules.weighing import Fit, Side

T = TypeVar("T", FactorNoted, Judgement, SharedDecision)


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that was noted: the word of the field if there is one, the own words, and who said it."""

    fact: FactorNoted
    side: Side
    text: Text | None

    @property
    def parent(self) -> Parent | None:
        return self.fact.parent

    @property
    def is_said_by_a_parent(self) -> bool:
        return self.fact.said_by == "parent"


@dataclass(frozen=True, slots=True)
class Weighing:
    """All that was weighed for a family and still stands. Three things apart, and no number of anything."""

    noted: tuple[Noted, ...]
    sign_up_words: tuple[tuple[date, str], ...]
    results: tuple[Result, ...]
    judgements: tuple[Judgement, ...]
    decisions: tuple[SharedDecision, ...]

    def on_side(self, side: Side) -> tuple[Noted, ...]:
        """Give what stands on one side: "strong", "weighs" or "said"."""
        return tuple(noted for noted in self.noted if noted.side == side)

    @property
    def judgement(self) -> Judgement | None:
        """The latest judgement."""
        return next(iter(self.judgements), None)


def weighing_of(family: Family) -> Weighing:
    """Return what was weighed for a family: five queries, however much there is."""
    vocabulary = get_vocabulary()
    texts = {factor.id: factor.text for factor in vocabulary.factors}
    noted = tuple(Noted(fact, side_of(fact.factor, vocabulary), texts.get(fact.factor)) for fact in _factors(family.pk))
    return Weighing(
        noted=noted,
        sign_up_words=tuple((on, words) for on, words in _sign_up_words(family.pk) if words),
        results=tuple(results_of(family)),
        judgements=tuple(_judgements(family.pk)),
        decisions=tuple(_decisions(family.pk)),
    )


@prepared
def _factors(family_id: int) -> QuerySet[FactorNoted]:
    standing = FactorNoted.objects.filter(family_id=family_id, withdrawn=False, corrected_by__isnull=True)
    return standing.select_related("parent", "entered_by").order_by("-happened_on", "-id")


@prepared
def _judgements(family_id: int) -> QuerySet[Judgement]:
    standing = Judgement.objects.filter(family_id=family_id, withdrawn=False, corrected_by__isnull=True)
    return standing.select_related("entered_by").order_by("-happened_on", "-id")


@prepared
def _decisions(family_id: int) -> QuerySet[SharedDecision]:
    standing = SharedDecision.objects.filter(family_id=family_id, withdrawn=False, corrected_by__isnull=True)
    return standing.select_related("parent", "entered_by").order_by("-happened_on", "-id")


@prepared
def _sign_up_words(family_id: int) -> QuerySet[SignUp]:
    told = SignUp.objects.filter(family_id=family_id, withdrawn=False, corrected_by__isnull=True, details__isnull=False)
    return told.order_by("-happened_on", "-id").values_list("happened_on", "details__parents_words")


def case_of(family: Family, factors: Iterable[str]) -> Case:
    """Make the case on paper of a family whose people were fetched with it: what is not in the record is unknown."""
    due_dates = [pregnancy.due_date for pregnancy in family.pregnancies.all() if pregnancy.ended_on is None]
    return case_from_record(
        due_date=max(due_dates, default=None),
        children=[ChildNoted(child.birth_date, child.died_on is None) for child in family.children.all()],
        parents=[parent.birth_date for parent in family.parents.all()],
        factors=factors,
    )


def fits_of(family: Family, weighing: Weighing, on: date) -> tuple[Fit, ...]:
    """List which programmes on offer fit a family on a day by what was noted, which could, and which cannot now."""
    factors = [noted.fact.factor for noted in weighing.noted]
    programmes = list_offered_programmes().values()
    return list_fits(programmes, case_of(family, factors), on, vocabulary=get_vocabulary())


def find_standing(facts: Iterable[T], keys: Iterable[str]) -> list[T]:
    """Return those of the facts that stand which are asked for by key; raises NotFound if one no longer stands."""
    standing = {str(fact.pk): fact for fact in facts}
    try:
        return [standing[key] for key in keys]
    except KeyError as missing:
        raise NotFound("no_longer_stands", "Dit staat er niet (meer).") from missing
