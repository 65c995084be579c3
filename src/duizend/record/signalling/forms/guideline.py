# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a nurse notes beside the suggestions of a guideline, and how a talk came out by which families are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.record.signalling.forms.weighing import CHECK, MYSELF, RADIO, DayField, parent_choices
from duizend.record.signalling.rules.guideline import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.record.families.models import Child, Parent

NO_CHILD = ""


class StepForm(forms.Form):
    """What a button of the page says ("step:about:answer", or a question that came up), on which day, and who said it."""

    said = forms.CharField(max_length=200, required=False)
    question = forms.SlugField(max_length=60, required=False)
    who = forms.ChoiceField(label=gettext_lazy("Wie noemde dit"), required=False, widget=forms.RadioSelect(attrs=RADIO))
    on = DayField()

    def __init__(self, *args: object, parents: Sequence[Parent], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [*parent_choices(parents), (MYSELF, _("Ik merkte dit zelf"))]
        self.fields["who"].initial = MYSELF

    def clean_said(self) -> Said | None:
        parts = self.cleaned_data["said"].split(":")
        return Said(*parts) if len(parts) == 3 else None

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if not self.errors and cleaned.get("said") is None and not cleaned.get("question"):
            raise forms.ValidationError(_("Deze knop hoort bij een oude pagina. Open de pagina opnieuw."))
        return cleaned


class TalkForm(forms.Form):
    """How a talk came out, about which child, when, and what the parents want to be signed up for."""

    use_required_attribute = False
    outcome = forms.ChoiceField(label=gettext_lazy("Hoe kwam het gesprek uit?"), widget=forms.RadioSelect(attrs=RADIO))
    child = forms.ChoiceField(
        label=gettext_lazy("Over welk kind"), required=False, widget=forms.RadioSelect(attrs=RADIO)
    )
    sign_up_for = forms.MultipleChoiceField(
        label=gettext_lazy("De ouders willen aangemeld worden voor"), required=False,
        widget=forms.CheckboxSelectMultiple(attrs=CHECK),
    )  # fmt: skip
    on = DayField()

    def __init__(
        self, *args: object, outcomes: Sequence[tuple[str, str]], programmes: Sequence[tuple[str, str]],
        children: Sequence[Child], **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes
        self.fields["sign_up_for"].choices = programmes
        self.fields["child"].choices = [
            *((one.public_id, one.given_name or _("Het kind")) for one in children),
            (NO_CHILD, _("Over het gezin")),
        ]
        self.fields["child"].initial = children[0].public_id if len(children) == 1 else NO_CHILD
