# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form that is only looked at: one field of each kind, for the page with all components."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

BOX = {"class": "utrecht-textbox utrecht-textbox--html-input"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 3}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
CHECK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}


class SpecimenForm(forms.Form):
    """Fields as forms have them; nothing is ever sent."""

    use_required_attribute = False

    name = forms.CharField(label=_("Naam"), widget=forms.TextInput(attrs={**BOX, "autocomplete": "off"}))
    wish = forms.CharField(
        label=_("Wat gaat goed"), required=False, help_text=_("Begin hiermee. Schrijf het zo dat ouders het kunnen lezen."),
        widget=forms.Textarea(attrs=AREA),
    )  # fmt: skip
    day = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={**BOX, "type": "date"}))
    place = forms.ChoiceField(
        label=_("Gemeente"), choices=[("a", "Oudrade"), ("b", "Lindehoven")], widget=forms.Select(attrs=SELECT)
    )
    fixed = forms.CharField(
        label=_("Staat vast"), required=False, disabled=True, initial="JGZ", widget=forms.TextInput(attrs=BOX)
    )
    answer = forms.ChoiceField(
        label=_("Antwoord"), choices=[("yes", _("Akkoord")), ("later", _("Nog niet")), ("no", _("Nee"))],
        widget=forms.RadioSelect(attrs=RADIO), initial="later",
    )  # fmt: skip
    themes = forms.MultipleChoiceField(
        label=_("Kwam ook ter sprake"), required=False, choices=[("sleep", _("Slapen")), ("play", _("Spelen"))],
        widget=forms.CheckboxSelectMultiple(attrs=CHECK), initial=["play"],
    )  # fmt: skip
    topic = forms.ChoiceField(
        label=_("Hoe kom ik de nacht door"), required=False, widget=forms.RadioSelect(attrs=RADIO),
        choices=[("discussed", _("Besproken")), ("later", _("Later")), ("not_needed", _("Hoeft niet meer"))],
    )  # fmt: skip
