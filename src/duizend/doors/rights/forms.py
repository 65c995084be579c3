# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in about a request: who asks what, what was looked at, and what is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.doors.rights import words
from duizend.doors.rights.rules.corrections import CONTACT, may_dispute
from duizend.doors.rights.rules.moving import may_move
from duizend.doors.rights.rules.objections import may_object
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.words import day_words
from duizend.record.trajectories.forms.fields import AREA, PILL, SELECT, TEXT, DayAheadField, DayField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.delivery.contacts.models import Contact
    from duizend.record.families.models import Child, Family, Parent

LONGEST = 400


def _pills(label: str, told: dict[str, object], **more: object) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=lambda: words.choices_of(told), widget=forms.RadioSelect(attrs=PILL), **more
    )


class RequestForm(forms.Form):
    """What is asked, by whom, on which day, and how it was seen who they are."""

    kind = _pills(gettext_lazy("Wat wordt er gevraagd"), words.REQUEST_WORDS)
    scope = _pills(gettext_lazy("Alleen bij bezwaar: waartegen"), words.SCOPE_WORDS, required=False)
    disputed = forms.ChoiceField(
        label=gettext_lazy("Alleen bij verbeteren: wat klopt er niet"),
        required=False,
        widget=forms.Select(attrs=SELECT),
    )
    recipient = forms.CharField(
        label=gettext_lazy("Alleen bij verhuizen: welke organisatie neemt het over"), max_length=120, required=False,
        widget=forms.TextInput(attrs=TEXT),
    )  # fmt: skip
    who = forms.ChoiceField(label=gettext_lazy("Wie vraagt het"), widget=forms.RadioSelect(attrs=PILL))
    identity_seen = _pills(gettext_lazy("Hoe is gezien wie het is"), words.IDENTITY_WORDS)
    on = DayField(label=gettext_lazy("Gevraagd op"))
    words = forms.CharField(
        label=gettext_lazy("In hun eigen woorden"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs=TEXT),
    )

    def __init__(self, *args: object, family: Family, contacts: Sequence[Contact] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        told = {key: str(label) for key, label in words.DISPUTED_WORDS.items()}
        reports = [(f"{CONTACT}:{one.public_id}", f"{told[CONTACT]}, {day_words(one.happened_on)}") for one in contacts]
        parts = [(key, label) for key, label in told.items() if key != CONTACT]
        self.fields["disputed"].choices = [("", "–"), *parts, *reports]
        self.people: dict[str, Parent | Child] = {
            one.public_id: one for one in (*family.parents.all(), *family.children.all())
        }
        self.fields["who"].choices = [(key, one.given_name or "–") for key, one in self.people.items()]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        allowed = may_object(cleaned.get("kind", ""), cleaned.get("scope", ""))
        if "kind" in cleaned and isinstance(allowed, Refused):
            self.add_error("scope", _(allowed.reason))
        cleaned["about"], _colon, cleaned["about_id"] = cleaned.get("disputed", "").partition(":")
        allowed = may_dispute(cleaned.get("kind", ""), cleaned["about"])
        if "kind" in cleaned and isinstance(allowed, Refused):
            self.add_error("disputed", _(allowed.reason))
        allowed = may_move(cleaned.get("kind", ""), cleaned.get("recipient", ""))
        if "kind" in cleaned and isinstance(allowed, Refused):
            self.add_error("recipient", _(allowed.reason))
        return cleaned


class CheckForm(forms.Form):
    """What came of one look before a copy leaves the building."""

    about = _pills(gettext_lazy("Wat heb je nagekeken"), words.ABOUT_WORDS)
    found = _pills(gettext_lazy("Uitkomst"), words.FOUND_WORDS)
    words = forms.CharField(
        label=gettext_lazy("Grond, als er iets uit blijft"), max_length=LONGEST, required=False,
        widget=forms.TextInput(attrs=TEXT),
    )  # fmt: skip


class ExtendForm(forms.Form):
    """Until when the answer is later, and why."""

    until_on = DayAheadField(label=gettext_lazy("Antwoord uiterlijk op"))
    words = forms.CharField(
        label=gettext_lazy("Waarom het langer duurt"), max_length=LONGEST, widget=forms.TextInput(attrs=TEXT)
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["until_on"]
        day.required, day.error_messages["required"] = True, _("Kies een dag die nog komt.")


class RefuseForm(forms.Form):
    """On which ground it is refused."""

    words = forms.CharField(
        label=gettext_lazy("Op welke grond je weigert"), max_length=LONGEST, widget=forms.TextInput(attrs=TEXT)
    )


class StatementForm(forms.Form):
    """What whoever asked says of it themselves, as it is added to the file."""

    words = forms.CharField(
        label=gettext_lazy("Eigen verklaring, in hun eigen woorden"), max_length=4 * LONGEST,
        widget=forms.Textarea(attrs={**AREA, "rows": 5}),
    )  # fmt: skip


class EndForm(forms.Form):
    """That an objection is taken back; a word about it is allowed and not asked for."""

    words = forms.CharField(
        label=gettext_lazy("Wat erover gezegd is"), max_length=LONGEST, required=False,
        widget=forms.TextInput(attrs=TEXT),
    )  # fmt: skip


class ReceiptForm(forms.Form):
    """On which day it arrived, and who said so."""

    on = DayField(label=gettext_lazy("Aangekomen op"), initial=clock.today)
    words = forms.CharField(
        label=gettext_lazy("Wie het bevestigde, en een kenmerk als dat er is"), max_length=LONGEST,
        widget=forms.TextInput(attrs=TEXT),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What is answered."""

    words = forms.CharField(
        label=gettext_lazy("Wat je antwoordt"), max_length=LONGEST, widget=forms.TextInput(attrs=TEXT)
    )
