# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of who opens a file with haste, and of who looks at it afterwards."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from duizend.record.families.forms.fields import AREA, RADIO, DayField, text_field
from duizend.record.families.words import GLASS_JUDGEMENTS, GLASS_REASONS

LONGEST = 1000


def _words(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={**AREA, "rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf in een paar woorden waarom.")},
    )  # fmt: skip


class GlassForm(forms.Form):
    """Whose file, and why it cannot wait."""

    use_required_attribute = False

    born = DayField(
        label=gettext_lazy("Geboortedatum van het kind of een ouder"),
        help_text=gettext_lazy("Bij een zwangerschap: de uitgerekende datum."),
    )
    name = text_field(
        gettext_lazy("Achternaam"), required=True,
        help_text=gettext_lazy("De hele achternaam. Heten er meer zo, zet er dan een voornaam bij."),
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom nu"), choices=list(GLASS_REASONS.items()), widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": gettext_lazy("Kies er één.")},
    )  # fmt: skip
    words = _words(gettext_lazy("Wat er aan de hand is"))


class GlassReviewForm(forms.Form):
    """Whether it was right to open the file, and what follows."""

    use_required_attribute = False

    judgement = forms.ChoiceField(
        label=gettext_lazy("Was het openen terecht"), choices=list(GLASS_JUDGEMENTS.items()),
        widget=forms.RadioSelect(attrs=RADIO), error_messages={"required": gettext_lazy("Kies er één.")},
    )  # fmt: skip
    words = _words(gettext_lazy("Waarom, en wat volgt eruit"))
