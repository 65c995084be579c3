# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in about a referral: of whom, what goes along, a step, and the partner's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.directory.rules import KINDS
from duizend.ground.directory.words import KIND_WORDS
from duizend.ground.kernel import clock
from duizend.record.families.forms.fields import AREA, CHECK, RADIO, SELECT, PastDayField, text_field
from duizend.safety.referrals.actions import ReferralSaid
from duizend.safety.referrals.rules.grounds import SHARES
from duizend.safety.referrals.words import SHARE_WORDS, STATE_WORDS, STEP_BUTTONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.ground.directory.models import Service
    from duizend.record.families.models import Family

EVERYBODY, NOBODY = "everybody", "nobody"
LONGEST_WORDS = 200


class FilterForm(forms.Form):
    """Which referrals are shown. What is not known counts as not asked."""

    stand = forms.ChoiceField(
        label=gettext_lazy("Stand"),
        required=False,
        choices=list(STATE_WORDS.items()),
        widget=forms.Select(attrs=SELECT),
    )
    soort = forms.ChoiceField(label=gettext_lazy("Soort hulp"), required=False, widget=forms.Select(attrs=SELECT))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [("", _("Alle")), *((kind, KIND_WORDS[kind]) for kind in KINDS)]

    def asked(self) -> tuple[str, str]:
        """Return the state and the kind that are asked for."""
        self.full_clean()
        return self.cleaned_data.get("stand", ""), self.cleaned_data.get("soort", "")


class ReferralForm(forms.Form):
    """Of whom something is told to a service, what goes along, and who wants to hear of the answer."""

    about = forms.ChoiceField(label=gettext_lazy("Voor wie"), widget=forms.RadioSelect(attrs=RADIO))
    shares = forms.MultipleChoiceField(
        label=gettext_lazy("Wat gaat er mee"), required=False, choices=[(one, SHARE_WORDS[one]) for one in SHARES],
        widget=forms.CheckboxSelectMultiple(attrs=CHECK),
    )  # fmt: skip
    question = forms.CharField(
        label=gettext_lazy("Wat vraag je"), required=False, max_length=1000, widget=forms.Textarea(attrs=AREA | {"rows": 3}),
        help_text=gettext_lazy("Zoals je het met de ouders hebt besproken. Niets meer dan daarvoor nodig is."),
    )  # fmt: skip
    tells = forms.ChoiceField(
        label=gettext_lazy("Wie wil horen dat er antwoord is"), widget=forms.RadioSelect(attrs=RADIO)
    )

    def __init__(self, *args: object, family: Family, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.parents = {one.public_id: one for one in family.parents.all()}
        self.children = {one.public_id: one for one in family.children.all() if one.died_on is None}
        names = [(key, one.given_name) for key, one in self.parents.items()]
        self.fields["about"].choices = [
            *names, *((key, one.given_name or _("het kind")) for key, one in self.children.items()),
            (EVERYBODY, _("Het hele gezin")),
        ]  # fmt: skip
        self.fields["tells"].choices = [(NOBODY, _("Niemand")), *names]

    def said(self, service: Service) -> ReferralSaid:
        """Return what was filled in, once the form was found valid."""
        said = self.cleaned_data
        return ReferralSaid(
            service, self.parents.get(said["about"]), self.children.get(said["about"]), tuple(said["shares"]),
            said["question"], self.parents.get(said["tells"]),
        )  # fmt: skip


class GuardedForm(ReferralForm):
    """A referral that the meldcode decided on: what was decided, and when. Nobody gets a message about it."""

    ground_words = text_field(
        gettext_lazy("Wat is er besloten"), longest=300, required=True,
        help_text=gettext_lazy("Het besluit uit de meldcode waarop dit rust, en waarom zonder toestemming."),
    )  # fmt: skip
    ground_on = PastDayField(label=gettext_lazy("Op welke dag is dat besloten"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["tells"]

    def said(self, service: Service) -> ReferralSaid:
        """Return what was filled in, with its ground."""
        said = self.cleaned_data
        return ReferralSaid(
            service, self.parents.get(said["about"]), self.children.get(said["about"]), tuple(said["shares"]),
            said["question"], None, said["ground_words"], said["ground_on"],
        )  # fmt: skip


class StepForm(forms.Form):
    """What happened with a referral, on which day; `kinds`: the steps that may follow now."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat is er gebeurd"), widget=forms.RadioSelect(attrs=RADIO))
    on = PastDayField(label=gettext_lazy("Op welke dag"))
    words = text_field(gettext_lazy("Toelichting"), longest=LONGEST_WORDS)

    def __init__(self, *args: object, kinds: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["kind"].choices = [(one, STEP_BUTTONS[one]) for one in STEP_BUTTONS if one in set(kinds)]


class ReplyForm(forms.Form):
    """The answer of a partner: what happens with the referral, on which day, with a short reason for a no."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Uw antwoord"), widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"invalid_choice": gettext_lazy("Er is intussen al iets vastgelegd. Kies wat er nu geldt.")},
        choices=[
            ("accepted", gettext_lazy("Wij nemen de verwijzing aan")), ("rejected", gettext_lazy("Wij nemen de verwijzing niet aan")),
            ("done", gettext_lazy("De hulp is al afgerond")),
        ],
    )  # fmt: skip
    on = PastDayField(label=gettext_lazy("Op welke dag"))
    words = text_field(
        gettext_lazy("Korte reden"), longest=LONGEST_WORDS,
        help_text=gettext_lazy("Bij een nee. Schrijf geen namen op: ‘wachtlijst vol’ is genoeg."),
    )  # fmt: skip

    def __init__(self, *args: object, kinds: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, initial={"on": clock.today()}, **kwargs)
        self.fields["kind"].choices = [one for one in self.fields["kind"].choices if one[0] in set(kinds)]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("kind") == "rejected" and not cleaned.get("words"):
            self.add_error("words", _("Schrijf in een paar woorden waarom niet."))
        return cleaned
