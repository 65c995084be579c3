# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weighing together: noting what plays a part, a professional's judgement, a decision with the parents. Each by itself.

What the same person said on the same day is replaced by what she says then; what is the same already is left alone, so
that sending a page twice does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.catalogue.queries import find_offered_version, get_vocabulary
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.permissions import check_family
from duizend.record.signalling.models import FactorNoted, Judgement, SharedDecision
from duizend.record.signalling.rules.weighing import (
    DECISIONS,
    IN_OWN_WORDS_ONLY,
    JUDGEMENTS,
    SAID_BY,
    check_factor,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.record.families.models import Family, Parent

Fact = TypeVar("Fact", FactorNoted, Judgement, SharedDecision)
WRITE = "weighing.write"


def note_factor(
    family: Family, factor: str, *, on: date, said_by: str = "professional", parent: Parent | None = None, words: str = ""
) -> FactorNoted:  # fmt: skip
    """Note a word of the field, or somebody's own words, with who said it. Nothing follows from it by itself.

    Raises ActionRefused for a word the list does not have, own words without words, a parent of another family, and a
    day to come.
    """
    return note_factors(family, [factor], on=on, said_by=said_by, parent=parent, words=words)[0]


@transaction.atomic
def note_factors(
    family: Family, factors: Iterable[str], *, on: date, said_by: str = "professional", parent: Parent | None = None,
    words: str = "",
) -> list[FactorNoted]:  # fmt: skip
    """Note several words that were said in one breath: all or none; raises ActionRefused as `note_factor` does."""
    check_family(WRITE, family)
    vocabulary, words = get_vocabulary(), words.strip()
    _check(family, on=on, parent=parent)
    if said_by not in SAID_BY or (said_by == "professional" and parent is not None):
        raise ActionRefused("who_said_it", _("Zeg wie dit noemde: een ouder, of jijzelf."))
    wanted = list(dict.fromkeys(factors))
    for factor in wanted:
        decision = check_factor(factor, words=words, vocabulary=vocabulary)
        if isinstance(decision, Refused):
            raise ActionRefused.because(decision)
    if not wanted:
        raise ActionRefused("nothing_noted", _("Kies een woord of schrijf op wat er gezegd is."))
    # A word stands under the id of the list, whichever of its spellings came in.
    ids = [factor if factor in IN_OWN_WORDS_ONLY else vocabulary.find(factor).id for factor in wanted]
    standing = {
        row.factor: row
        for row in _standing(FactorNoted, family).filter(factor__in=ids, said_by=said_by, parent=parent).order_by("id")
        if row.factor not in IN_OWN_WORDS_ONLY or row.words == words
    }
    noted = []
    for factor in dict.fromkeys(ids):
        earlier = standing.get(factor)
        if earlier is not None and (earlier.words == words or not words):
            noted.append(earlier)
            continue
        fact = FactorNoted(family=family, factor=factor, said_by=said_by, parent=parent, words=words)
        noted.append(_add(fact, on=on, corrects=earlier, event="factor.noted"))
    return noted


def withdraw_factor(noted: FactorNoted) -> FactorNoted:
    """Record that something noted does not hold, or was noted by mistake; raises ActionRefused if it no longer stands."""
    check_family(WRITE, noted.family)
    fact = FactorNoted(
        family=noted.family, factor=noted.factor, said_by=noted.said_by, parent_id=noted.parent_id, words=noted.words
    )
    return _withdraw(fact, noted, event="factor.withdrawn")


@transaction.atomic
def record_judgement(family: Family, judgement: str, *, on: date, words: str = "") -> Judgement:
    """Record what a professional judges, under her own name; needs no score and leads to nothing by itself.

    Raises ActionRefused for a judgement there is not, and for a day to come.
    """
    check_family(WRITE, family)
    _check(family, on=on)
    if judgement not in JUDGEMENTS:
        raise ActionRefused("no_judgement", _("Kies een oordeel."))
    words = words.strip()
    own = _standing(Judgement, family).filter(happened_on=on, entered_by_id=current().account_id)
    earlier = own.order_by("-id").first()
    if earlier is not None and (earlier.judgement, earlier.words) == (judgement, words):
        return earlier
    fact = Judgement(family=family, judgement=judgement, words=words)
    return _add(fact, on=on, corrects=earlier, event="judgement.recorded")


def withdraw_judgement(judgement: Judgement) -> Judgement:
    """Take one's own judgement back; raises ActionRefused for somebody else's, or if it no longer stands."""
    check_family(WRITE, judgement.family)
    if judgement.entered_by_id != current().account_id:
        raise ActionRefused(
            "of_somebody_else", _("Dit is het oordeel van een ander. Leg je eigen oordeel ernaast vast.")
        )
    fact = Judgement(family=judgement.family, judgement=judgement.judgement, words=judgement.words)
    return _withdraw(fact, judgement, event="judgement.withdrawn")


@transaction.atomic
def record_shared_decision(
    family: Family, decision: str, *, on: date, programme: str = "", parent: Parent | None = None, words: str = ""
) -> SharedDecision:
    """Record what was decided with the parents together, or with one of them, in their words.

    "nothing_now" leaves nothing to do. Raises ActionRefused for a decision there is not, an offer that does not say of
    what, a programme that is not loaded or does not belong to the decision, a parent of another family, and a day to come.
    """
    check_family(WRITE, family)
    _check(family, on=on, parent=parent)
    _check_decision(decision, programme)
    words = words.strip()
    same = _standing(SharedDecision, family).filter(happened_on=on, parent=parent)
    earlier = same.order_by("-id").first()
    if earlier is not None and (earlier.decision, earlier.programme, earlier.words) == (decision, programme, words):
        return earlier
    fact = SharedDecision(family=family, decision=decision, programme=programme, parent=parent, words=words)
    return _add(fact, on=on, corrects=earlier, event="decision.recorded")


def withdraw_shared_decision(decision: SharedDecision) -> SharedDecision:
    """Take a shared decision back; raises ActionRefused if it no longer stands. What came of it ends where it stands."""
    check_family(WRITE, decision.family)
    fact = SharedDecision(
        family=decision.family, decision=decision.decision, programme=decision.programme,
        parent_id=decision.parent_id, words=decision.words,
    )  # fmt: skip
    return _withdraw(fact, decision, event="decision.withdrawn")


def _check_decision(decision: str, programme: str) -> None:
    if decision not in DECISIONS:
        raise ActionRefused("no_decision", _("Kies wat jullie besloten."))
    if decision == "offer" and not programme:
        raise ActionRefused("offer_of_what", _("Kies welk aanbod jullie bespraken."))
    if decision == "nothing_now" and programme:
        raise ActionRefused("nothing_is_nothing", _("Bij ‘nu niets’ hoort geen aanbod."))
    if programme and find_offered_version(programme) is None:
        raise ActionRefused("unknown_programme", _("Dit aanbod is er niet (meer)."))


def _check(family: Family, *, on: date, parent: Parent | None = None) -> None:
    if on > clock.today():
        raise ActionRefused("day_to_come", _("Deze dag is nog niet geweest."))
    if parent is not None and parent.family_id != family.pk:
        raise ActionRefused("not_of_this_family", _("Deze persoon hoort niet bij dit gezin."))


def _standing(model: type[Fact], family: Family) -> QuerySet[Fact]:
    return model.objects.filter(family=family, withdrawn=False, corrected_by__isnull=True)


def _add(fact: Fact, *, on: date, corrects: Fact | None, event: str) -> Fact:
    fact.happened_on, fact.entered_by_id, fact.corrects = on, current().account_id, corrects
    fact.save(force_insert=True)
    note(event, "C" if corrects is None else "U", [fact.family.public_id])
    return fact


def _withdraw(fact: Fact, earlier: Fact, *, event: str) -> Fact:
    if earlier.withdrawn or type(earlier).objects.filter(corrects=earlier).exists():
        raise ActionRefused("no_longer_stands", _("Dit is al aangepast of ingetrokken. Ververs de pagina."))
    fact.withdrawn = True
    return _add(fact, on=earlier.happened_on, corrects=earlier, event=event)
