# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of places, of support, and of what a child says itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.delivery.places.rules import END_REASONS, MOST_HALF_DAYS, VOICES
from duizend.delivery.places.words import END_WORDS, FOR_WHOM_WORDS, VOICE_WORDS
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 3}
PILL = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}


def _day(label: object, **more: object) -> forms.DateField:
    widget = forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, widget=widget, error_messages={"required": gettext_lazy("Kies een dag.")}, **more
    )


def _pills(label: object, choices: Sequence[tuple[str, object]] = ()) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect(attrs=PILL),
        error_messages={"required": gettext_lazy("Kies er een.")},
    )  # fmt: skip


def _words(label: object, longest: int, *, required: bool = True, help_text: object = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text, widget=forms.TextInput(attrs=TEXT),
        error_messages={"required": gettext_lazy("Vul dit in.")},
    )  # fmt: skip


class Plain(forms.Form):
    """A form whose inputs leave refusing to us, in our own words."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def past_day(self, name: str) -> date | None:
        """Return a day that was already."""
        day = self.cleaned_data[name]
        if day > clock.today():
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return day


class ArrangeForm(Plain):
    """A place for one child. A first day that was already counts as begun."""

    child = _pills(gettext_lazy("Voor wie"))
    wish = _words(
        gettext_lazy("Wat hopen de ouders dat deze plek brengt?"), 200, required=False,
        help_text=gettext_lazy("In hun eigen woorden."),
    )  # fmt: skip
    kind = _pills(gettext_lazy("Wat voor plek"))
    where = _words(gettext_lazy("Waar"), 120, help_text=gettext_lazy("De naam van de opvang, de club of wie helpt."))
    half_days = forms.IntegerField(
        label=gettext_lazy("Dagdelen per week"), min_value=1, max_value=MOST_HALF_DAYS,
        widget=forms.NumberInput(attrs={**TEXT, "inputmode": "numeric"}),
        help_text=gettext_lazy("Een ochtend, een middag of een avond is één dagdeel."),
        error_messages={"required": gettext_lazy("Vul dit in.")},
    )  # fmt: skip
    from_on = _day(
        gettext_lazy("Eerste dag"),
        help_text=gettext_lazy("Was deze dag al? Dan is de plek begonnen. Komt hij nog? Dan is de plek afgesproken."),
    )

    def __init__(
        self, *args: object, children: Sequence[tuple[str, str]], kinds: Sequence[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].choices = children
        self.fields["kind"].choices = kinds
        if len(children) == 1:
            self.fields["child"].initial = children[0][0]


class BeginForm(Plain):
    """The first day at a place that was agreed."""

    on = _day(gettext_lazy("De eerste dag was op"))

    def clean_on(self) -> date | None:
        return self.past_day("on")


class EndForm(Plain):
    """The last day of a place that had begun, and why it ended."""

    because = _pills(gettext_lazy("Waarom stopt het"), [(why, END_WORDS[why]) for why in END_REASONS])
    last_day = _day(gettext_lazy("Laatste dag"))

    def clean_last_day(self) -> date | None:
        return self.past_day("last_day")


class SupportForm(Plain):
    """Support for the parents or for the people around them."""

    for_whom = _pills(gettext_lazy("Voor wie"), list(FOR_WHOM_WORDS.items()))
    what = _words(gettext_lazy("Wat voor steun"), 200, help_text=gettext_lazy("Zo dat de ouders het herkennen."))
    by_whom = _words(gettext_lazy("Van wie"), 120)
    from_on = _day(gettext_lazy("Vanaf"))


class EndSupportForm(Plain):
    """The last day of support."""

    last_day = _day(gettext_lazy("Laatste dag"))

    def clean_last_day(self) -> date | None:
        return self.past_day("last_day")


class VoiceForm(Plain):
    """What a child says itself, in its own words."""

    child = _pills(gettext_lazy("Wie vertelt het"))
    words = forms.CharField(
        label=gettext_lazy("Wat zegt het kind zelf?"), max_length=400, required=False,
        widget=forms.Textarea(attrs=AREA), help_text=gettext_lazy("In de woorden van het kind."),
    )  # fmt: skip
    answer = _pills(gettext_lazy("Wil het kind deze plek?"), [(voice, VOICE_WORDS[voice]) for voice in VOICES])
    on = _day(gettext_lazy("Verteld op"))

    def __init__(self, *args: object, children: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].choices = children
        if len(children) == 1:
            self.fields["child"].initial = children[0][0]

    def clean_on(self) -> date | None:
        return self.past_day("on")
