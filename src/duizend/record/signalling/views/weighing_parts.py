# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of the weighing page: which form each has, which of them was sent, and how it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.catalogue.queries import get_vocabulary, list_offered_programmes
from duizend.ground.kernel import clock
from duizend.record.instruments.actions import record_result
from duizend.record.instruments.queries import (
    get_current_instrument,
    get_instrument,
    list_current_instruments,
)
from duizend.record.instruments.rules.instrument import Outcome
from duizend.record.signalling.actions.weighing import note_factors, record_judgement, record_shared_decision
from duizend.record.signalling.forms.weighing import (
    CONCERNS,
    MYSELF,
    DecisionForm,
    FactorForm,
    JudgementForm,
    ResultForm,
    SaidForm,
)
from duizend.record.signalling.queries.weighing import case_of
from duizend.record.signalling.rules.weighing import OWN_LOAD, OWN_STRENGTH, OWN_WORDS, list_fits
from duizend.record.signalling.views.weighing_words import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import QueryDict

    from duizend.record.families.models import Family, Parent
    from duizend.record.signalling.forms.weighing import Part

PARTS: dict[str, type[Part]] = {
    "said": SaidForm, "strong": FactorForm, "weighs": FactorForm, "result": ResultForm, "judgement": JudgementForm,
    "decision": DecisionForm,
}  # fmt: skip
KIND_OF = {"strong": "protective", "weighs": "risk"}
OWN = {"strong": OWN_STRENGTH, "weighs": OWN_LOAD}


def make_form(
    part: str, family: Family, *, data: QueryDict | None = None, typed: QueryDict | None = None
) -> Part:  # fmt: skip
    """Make the form of a part: to be judged (`data`), with what was typed in it (`typed`), or empty."""
    form, options = PARTS[part], _options(part, family)
    if data is None and typed is not None:
        return form.typed_in(typed, prefix=part, **options)
    return form(data, prefix=part, **options)


def _options(part: str, family: Family) -> dict[str, object]:
    if part == "judgement":
        return {}
    options: dict[str, object] = {"parents": list(family.parents.all())}
    if part in KIND_OF:
        options["words_of_the_field"] = _words_of_the_field(KIND_OF[part])
    if part == "result":
        instruments = [get_instrument(version) for version in list_current_instruments()]
        options["instruments"] = [(one.id, text_of(one.name)) for one in instruments]
        reasons = {reason.id: text_of(reason.text) for one in instruments for reason in one.missing}
        options["reasons"] = list(reasons.items())
    if part == "decision":
        options["programmes"] = _programmes_to_offer(family)
    return options


def _words_of_the_field(kind: str) -> dict[str, list[tuple[str, str]]]:
    factors = [factor for factor in get_vocabulary().factors if factor.kind == kind]
    grouped = {
        concerns: [(one.id, text_of(one.text)) for one in factors if one.concerns == concerns] for concerns in CONCERNS
    }
    return {concerns: choices for concerns, choices in grouped.items() if choices}


def _programmes_to_offer(family: Family) -> list[tuple[str, str]]:
    """List what can be put to parents: what could never fit by the family's dates is left out."""
    programmes = list_offered_programmes().values()
    fits = list_fits(programmes, case_of(family, ()), clock.today(), vocabulary=get_vocabulary())
    return [(fit.programme.id, text_of(fit.programme.name)) for fit in fits if fit.word != "not_now"]


def which_part(data: QueryDict, family: Family) -> str:
    """Say which part was sent: the one of its button, or else the only one in which something stands."""
    if data.get("part") in PARTS:
        return data["part"]
    touched = [part for part in PARTS if make_form(part, family).is_touched(data)]
    return touched[0] if len(touched) == 1 else ""


def is_anything_left(data: QueryDict, family: Family, *, kept: str) -> bool:
    """Say whether something stands in another part than the one that was kept."""
    return any(make_form(part, family).is_touched(data) for part in PARTS if part != kept)


def _parent(family: Family, public_id: str) -> Parent | None:
    return next((parent for parent in family.parents.all() if parent.public_id == public_id), None)


def _keep_said(family: Family, form: SaidForm) -> tuple[str, str]:
    said = form.cleaned_data
    parent = _parent(family, said["parent"])
    note_factors(family, [OWN_WORDS], on=said["on"], said_by="parent", parent=parent, words=said["words"])
    return _("De woorden van de ouder staan erbij."), ""


def _keep_factors(part: str) -> Callable[[Family, FactorForm], tuple[str, str]]:
    def keep(family: Family, form: FactorForm) -> tuple[str, str]:
        said = form.cleaned_data
        parent = _parent(family, said["who"])
        note_factors(
            family, form.factors or [OWN[part]], on=said["on"], said_by="parent" if parent else MYSELF, parent=parent,
            words=said["words"],
        )  # fmt: skip
        return _("Genoteerd."), ""

    return keep


def _keep_result(family: Family, form: ResultForm) -> tuple[str, str]:
    said = form.cleaned_data
    record_result(
        family, get_current_instrument(said["instrument"]), on=said["on"], parent=_parent(family, said["parent"]),
        outcome=Outcome(said["score"], said["missing_because"]),
    )  # fmt: skip
    return _("De uitkomst is vastgelegd. Een oordeel volgt er niet vanzelf uit."), ""


def _keep_judgement(family: Family, form: JudgementForm) -> tuple[str, str]:
    said = form.cleaned_data
    record_judgement(family, said["judgement"], on=said["on"], words=said["words"])
    return _("Je oordeel is vastgelegd, met je naam en de dag."), ""


def _keep_decision(family: Family, form: DecisionForm) -> tuple[str, str]:
    said = form.cleaned_data
    record_shared_decision(
        family, said["decision"], on=said["on"], programme=said["programme"], parent=_parent(family, said["parent"]),
        words=said["words"],
    )  # fmt: skip
    if said["decision"] == "nothing_now":
        return _("Vastgelegd: nu niets. Er blijft geen taak staan."), ""
    onward = said["programme"] if said["decision"] == "offer" else ""
    return _("Wat jullie besloten is vastgelegd."), onward


# Part -> how it is kept: what is then said, and the programme that an offer is to be made of.
KEEP: dict[str, Callable[..., tuple[str, str]]] = {
    "said": _keep_said, "strong": _keep_factors("strong"), "weighs": _keep_factors("weighs"), "result": _keep_result,
    "judgement": _keep_judgement, "decision": _keep_decision,
}  # fmt: skip
