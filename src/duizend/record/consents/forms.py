# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in about a consent: whom it is about, for what and to whom, who answered and what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.record.consents.actions import Answer
from duizend.record.consents.models import CONSENT_WAYS
from duizend.record.consents.rules.deciding import REPRESENTATIVE
from duizend.record.consents.words import WAY_WORDS, text_of
from duizend.record.families.forms.fields import RADIO, SELECT, PastDayField, text_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.record.consents.queries import People
    from duizend.record.consents.rules.texts import Purpose

OUTSIDE, NAMED = "outside", "named"


def _pills(label: str, choices: Sequence[tuple[str, object]] = (), **more: object) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect(attrs=RADIO), **more)


class AnswerForm(forms.Form):
    """One answer of one person. `purposes`: those that rest on consent today."""

    about = _pills(gettext_lazy("Over wie gaat het"))
    what = forms.ChoiceField(label=gettext_lazy("Waarvoor, en met wie"), widget=forms.Select(attrs=SELECT))
    named = text_field(
        gettext_lazy("Naam van de andere organisatie of persoon"), longest=120,
        help_text=gettext_lazy("Alleen als je hierboven iemand anders koos."),
    )  # fmt: skip
    by = _pills(gettext_lazy("Wie gaf het antwoord"))
    by_words = text_field(
        gettext_lazy("Wie is dat"), longest=60, help_text=gettext_lazy("Alleen voor iemand buiten dit dossier, bijvoorbeeld: voogd.")
    )  # fmt: skip
    answer = _pills(
        gettext_lazy("Wat was het antwoord"), [("yes", gettext_lazy("Ja, dit mag")), ("no", gettext_lazy("Nee, dit mag niet"))]
    )  # fmt: skip
    how = _pills(gettext_lazy("Hoe"), [(way, WAY_WORDS[way]) for way in CONSENT_WAYS], initial=CONSENT_WAYS[0])
    on = PastDayField(label=gettext_lazy("Wanneer gezegd"))

    def __init__(self, *args: object, people: People, purposes: Sequence[Purpose], **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.people = {who[1]: who for who in people.everyone}
        names = [(who[1], people.name(who)) for who in people.everyone]
        self.fields["about"].choices = names
        self.fields["by"].choices = [*names, (OUTSIDE, _("Iemand anders met gezag"))]
        self.fields["what"].choices = [(text_of(one.name), _recipients(one)) for one in purposes]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("what", "").endswith(f":{NAMED}") and not cleaned.get("named"):
            self.add_error("named", _("Schrijf op met wie er gedeeld wordt."))
        if cleaned.get("by") == OUTSIDE and not cleaned.get("by_words"):
            self.add_error("by_words", _("Schrijf op wie het antwoord gaf, bijvoorbeeld: voogd."))
        return cleaned

    def said(self) -> Answer:
        """Return what was answered, once the form was found valid."""
        cleaned = self.cleaned_data
        purpose, _colon, recipient = cleaned["what"].partition(":")
        outside = cleaned["by"] == OUTSIDE
        return Answer(
            self.people[cleaned["about"]], REPRESENTATIVE if outside else self.people[cleaned["by"]], purpose,
            cleaned["named"] if recipient == NAMED else recipient, cleaned["on"], cleaned["how"],
            cleaned["by_words"] if outside else "",
        )  # fmt: skip


def _recipients(purpose: Purpose) -> list[tuple[str, str]]:
    found = [(f"{purpose.id}:{one.id}", text_of(one.name)) for one in purpose.recipients]
    return [*found, (f"{purpose.id}:{NAMED}", _("Iemand anders"))] if purpose.is_open else found


class WithdrawForm(forms.Form):
    """On which day somebody took a yes back."""

    on = PastDayField(label=gettext_lazy("Wanneer gezegd"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
