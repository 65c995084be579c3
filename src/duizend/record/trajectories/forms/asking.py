# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms for an indication, an offer, its answer, and the wish to be asked nothing. A reason is always free to leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.kernel import clock
from duizend.record.trajectories.forms.fields import CHECK, MAY_BE_LEFT_OUT, PILL, DayAheadField, DayField, reason_field
from duizend.record.trajectories.rules.states import TRANSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from duizend.record.families.models import Parent

ANSWERS = (
    ("accepted", gettext_lazy("Akkoord"), gettext_lazy("Met begeleiding. Delen van gegevens is een aparte vraag.")),
    ("not_yet", gettext_lazy("Nog niet"), gettext_lazy("Met een vraagmoment dat zij kiezen.")),
    ("declined", gettext_lazy("Nee"), gettext_lazy("Een reden mag, hoeft niet. We vragen het niet meer.")),
    ("no_answer", gettext_lazy("Geen antwoord"), gettext_lazy("De poging staat erbij. Telt nooit als nee.")),
)
DECIDED_BY = (
    ("family", gettext_lazy("De ouders")),
    ("organisation", gettext_lazy("De organisatie")),
    ("fit", gettext_lazy("Het kon nu niet, omdat het niet aansloot")),
    ("capacity", gettext_lazy("Het kon nu niet, omdat er geen plek was")),
)
WAYS = (
    ("phone", gettext_lazy("Gebeld")),
    ("message", gettext_lazy("Bericht gestuurd")),
    ("letter", gettext_lazy("Brief gestuurd")),
    ("visit", gettext_lazy("Langsgegaan")),
)
MOMENTS = {"birth": gettext_lazy("Na de geboorte"), "six_weeks": gettext_lazy("Zes weken na de geboorte")}
OTHER_DAY = "date"
TOGETHER = "together"
NOW, LATER = "now", "later"


class IndicateForm(forms.Form):
    """For which child or pregnancy, from when, and whether it was put to the parents at once."""

    whom = forms.MultipleChoiceField(
        label=gettext_lazy("Voor wie"), required=False, widget=forms.CheckboxSelectMultiple(attrs=CHECK)
    )
    on = DayField(label=gettext_lazy("Sinds wanneer komt het gezin in aanmerking"))
    offer = forms.ChoiceField(
        label=gettext_lazy("Aanbieden"), initial=NOW, widget=forms.RadioSelect(attrs=PILL),
        choices=(
            (NOW, gettext_lazy("Is vandaag besproken, leg het aanbod meteen vast")),
            (LATER, gettext_lazy("Later, het gesprek moet nog komen")),
        ),
    )  # fmt: skip

    def __init__(self, *args: object, whom: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = whom

    def clean_whom(self) -> list[str]:
        if self.fields["whom"].choices and not self.cleaned_data["whom"]:
            raise forms.ValidationError(_("Kies voor welk kind of welke zwangerschap."))
        return self.cleaned_data["whom"]


class OfferForm(forms.Form):
    """When the programme was put to the parents."""

    on = DayField(label=gettext_lazy("Wanneer is het aangeboden"))
    came_back = forms.BooleanField(
        label=gettext_lazy("De ouders kwamen er zelf op terug"), required=False, widget=forms.CheckboxInput(attrs=CHECK)
    )


class AnswerForm(forms.Form):
    """What the parents answered, together or each for themselves, in their own words where there are any."""

    answered_by = forms.ChoiceField(label=gettext_lazy("Van wie"), required=False, widget=forms.RadioSelect(attrs=PILL))
    answer = forms.ChoiceField(label=gettext_lazy("Het antwoord"), widget=forms.RadioSelect(attrs=PILL))
    on = DayField(label=gettext_lazy("Wanneer"))
    ask_again = forms.ChoiceField(
        label=gettext_lazy("Bij ‘nog niet’: wanneer mogen we het weer vragen"), required=False,
        widget=forms.RadioSelect(attrs=PILL),
    )  # fmt: skip
    ask_again_on = forms.DateField(
        label=gettext_lazy("Op deze dag"), required=False,
        widget=DayAheadField().widget,
    )  # fmt: skip
    how = forms.ChoiceField(
        label=gettext_lazy("Bij ‘geen antwoord’: hoe is het geprobeerd"), choices=WAYS, required=False, initial="phone",
        widget=forms.RadioSelect(attrs=PILL),
    )  # fmt: skip
    decided_by = forms.ChoiceField(
        label=gettext_lazy("Bij ‘nee’ of ‘nog niet’: van wie was dit besluit"), choices=DECIDED_BY, required=False,
        widget=forms.RadioSelect(attrs=PILL), initial="family",
    )  # fmt: skip
    reason = reason_field(gettext_lazy("In hun eigen woorden"), help_text=MAY_BE_LEFT_OUT)
    ask_nothing = forms.BooleanField(
        label=gettext_lazy("‘Vraag ons voorlopig niets’"), required=False, widget=forms.CheckboxInput(attrs=CHECK)
    )

    def __init__(
        self, *args: object, state: str, parents: Sequence[Parent], moments: Sequence[tuple[str, date | None]],
        **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.moments, self.parents = dict(moments), list(parents)
        possible = set(TRANSITIONS[state]) | ({"declined"} if state in ("running", "paused") else set())
        if state in ("waiting", "running", "paused"):
            possible |= {"accepted", "declined"}
        possible |= {state} & {"not_yet", "declined"}
        self.fields["answer"].choices = [(key, words) for key, words, _meta in ANSWERS if key in possible]
        whose = [(parent.public_id, parent.full_name) for parent in parents]
        if len(whose) > 1:
            whose.insert(0, (TOGETHER, _("Samen")))
        self.fields["answered_by"].choices = whose
        if len(whose) == 1:
            self.fields["answered_by"].initial = whose[0][0]
        self.fields["ask_again"].choices = [(key, _moment_words(key, day)) for key, day in moments]

    def answer_cards(self) -> Iterator[dict[str, object]]:
        """List the answers as cards: the input, the word, and what it means."""
        meant = {key: meta for key, _words, meta in ANSWERS}
        for option in self["answer"]:
            yield {"option": option, "meta": meant[option.data["value"]]}

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if said.get("answer") not in ("no_answer", None) and not said.get("answered_by") and self.parents:
            if len(self.parents) == 1:
                said["answered_by"] = self.parents[0].public_id
            elif (said.get("decided_by") or "family") == "family":
                self.add_error("answered_by", _("Kies wie dit antwoord gaf."))
        if said.get("answer") != "not_yet":
            return {**said, "ask_again": "", "ask_again_on": None}
        self._clean_moment(said)
        return said

    def _clean_moment(self, said: dict[str, object]) -> None:
        if said.get("ask_again_on") and not said.get("ask_again"):
            said["ask_again"] = OTHER_DAY
        if not said.get("ask_again"):
            self.add_error("ask_again", _("Kies een moment, of een dag die de ouders noemden."))
        elif said["ask_again"] == OTHER_DAY and not said.get("ask_again_on"):
            self.add_error("ask_again_on", _("Vul de dag in die de ouders noemden."))
        elif said["ask_again"] != OTHER_DAY:
            said["ask_again_on"] = self.moments[said["ask_again"]]
        if said.get("ask_again_on") and said["ask_again_on"] <= clock.today():
            self.add_error("ask_again_on", _("Kies een dag die nog komt."))


class AskNothingForm(forms.Form):
    """Since when a family wants to be asked nothing, who said so, and until when."""

    parent = forms.ChoiceField(
        label=gettext_lazy("Wie vroeg dit"), required=False, widget=forms.RadioSelect(attrs=PILL)
    )
    on = DayField(label=gettext_lazy("Sinds wanneer"))
    until_on = DayAheadField(
        label=gettext_lazy("Tot wanneer"),
        help_text=gettext_lazy("Laat dit leeg als zij het zelf laten weten."),
    )  # fmt: skip

    def __init__(self, *args: object, parents: Sequence[Parent], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [(parent.public_id, parent.full_name) for parent in parents]


def _moment_words(key: str, day: date | None) -> str:
    return f"{MOMENTS[key]} ({day:%d-%m-%Y})" if day else _("Op een andere dag")
