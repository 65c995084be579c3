# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody fills in of a card; what a programme registered of an outcome is not filled in again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.insight.trials import words
from duizend.insight.trials.rules.card import Card

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duizend.catalogue.rules.programme import Programme

WHOLE_REGION = "regio"
BOX = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
TICK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 3}
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: programmes by id, municipalities as (code, name), the language of the page."""

    programmes: Mapping[str, Programme]
    places: Sequence[tuple[str, str]]
    language: str

    def outcomes(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """List every registered outcome under the name of its programme."""
        return sorted(
            (one.name.in_language(self.language), [(f"{key}/{o.id}", o.text.in_language(self.language)) for o in one.outcomes])
            for key, one in self.programmes.items() if one.outcomes
        )  # fmt: skip


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={**BOX, "type": "date"}, format="%Y-%m-%d"))


def _days(label: str, *, least: int, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=MOST_DAYS, help_text=help_text, widget=forms.NumberInput({**BOX, "inputmode": "numeric"})
    )  # fmt: skip


def _one_of(label: str, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect(RADIO))


class CardForm(forms.Form):
    """One question about one registered outcome, and how it will be answered."""

    asked = forms.ChoiceField(label=_("Welke uitkomst van welk programma?"), widget=forms.Select(SELECT))
    place = forms.ChoiceField(label=_("Waar?"), widget=forms.Select(SELECT))
    indicated_from = _day(_("Gezinnen die in aanmerking kwamen vanaf"))
    indicated_until = _day(_("Tot en met"))
    contrast = _one_of(_("Wie naast wie?"), words.CONTRASTS)
    comparison = _one_of(_("Met wie vergelijken we deelname?"), words.COMPARISONS)
    grace_days = _days(
        _("Binnen hoeveel dagen na de indicatie?"), least=0,
        help_text=_("Wie later een aanbod kreeg of begon, telt bij wie het niet kreeg of niet begon. Zo hoeft niemand eerst een wachttijd te halen."),
    )  # fmt: skip
    assignment = forms.CharField(
        label=_("Waarom kreeg de een het wel en de ander niet?"), max_length=1000, widget=forms.Textarea(AREA),
        help_text=_("Bijvoorbeeld: er was geen plek, of in die gemeente begon het later. Geen namen van mensen."),
    )  # fmt: skip
    follow_from = _days(_("De uitkomst telt vanaf zoveel dagen na de indicatie"), least=1)
    follow_until = _days(_("Tot en met zoveel dagen"), least=1)
    method = _one_of(_("Hoe maken we de groepen gelijk?"), words.METHODS)
    covariates = forms.MultipleChoiceField(
        label=_("Op welke kenmerken, zoals ze waren op de dag van indicatie?"), choices=words.COVARIATES, required=False,
        widget=forms.CheckboxSelectMultiple(TICK),
    )  # fmt: skip
    estimand = _one_of(_("Voor wie willen we het weten?"), words.ESTIMANDS)

    def __init__(self, data: object, *, choices: Choices, initial: Mapping[str, object] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), use_required_attribute=False)
        self.choices = choices
        self.fields["asked"].choices = choices.outcomes()
        self.fields["place"].choices = [(WHOLE_REGION, _("Hele regio")), *choices.places]

    def as_card(self, *, today: date, follows: Card | None = None) -> Card:
        """Return the card as it was filled in, once the form was found valid."""
        said = self.cleaned_data
        programme, outcome_id = said["asked"].split("/", 1)
        outcome = next(one for one in self.choices.programmes[programme].outcomes if one.id == outcome_id)
        return Card(
            programme=programme, municipality="" if said["place"] == WHOLE_REGION else said["place"],
            indicated_from=said["indicated_from"], indicated_until=said["indicated_until"], contrast=said["contrast"],
            comparison=said["comparison"], grace_days=said["grace_days"], assignment=said["assignment"].strip(), outcome=outcome_id,
            better="lower" if outcome.direction == "lower_is_better" else "higher",
            follow_up=(said["follow_from"], said["follow_until"]), method=said["method"], estimand=said["estimand"],
            covariates=tuple(said["covariates"]), subgroups=outcome.subgroups, smallest_worthwhile=outcome.smallest_worthwhile,
            level=0.95, registered_on=today, version=follows.version + 1 if follows else 1, follows=follows.digest if follows else "",
        )  # fmt: skip


def filled_in(card: Card) -> dict[str, object]:
    """Return what a form of an existing card begins with."""
    return {
        "asked": f"{card.programme}/{card.outcome}", "place": card.municipality or WHOLE_REGION, "indicated_from": card.indicated_from,
        "indicated_until": card.indicated_until, "contrast": card.contrast, "comparison": card.comparison, "grace_days": card.grace_days,
        "assignment": card.assignment, "follow_from": card.follow_up[0], "follow_until": card.follow_up[1], "method": card.method,
        "covariates": list(card.covariates), "estimand": card.estimand,
    }  # fmt: skip
