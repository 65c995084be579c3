# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What parents fill in without an account, and what a coordinator fills in when looking at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.delivery.community import words
from duizend.delivery.community.actions import ActivityTold, Proposer
from duizend.delivery.community.rules import MOST_CAME, MOST_COMING
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.catalogue.rules.delivering import ActivityRules
    from duizend.ground.region.models import Neighbourhood, Organisation
    from duizend.ground.region.queries import Places

TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 3}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
PILL = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
TICK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}
is_phone = RegexValidator(
    r"^\+?[0-9][0-9 ()-]{7,18}\Z", gettext_lazy("Schrijf het nummer met cijfers, zoals 06 12 34 56 78.")
)


def _text(
    label: object, longest: int, help_text: object = "", *, required: bool = True, **more: object
) -> forms.CharField:
    """Return a field for a line of text; `more` are attributes, with `_` for a hyphen."""
    attributes = {name.replace("_", "-"): value for name, value in more.items()}
    widget = forms.TextInput(attrs={**TEXT, **attributes})
    return forms.CharField(label=label, max_length=longest, help_text=help_text, required=required, widget=widget)


def _phone(label: object, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=20, required=required, validators=[is_phone],
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip


def _number(label: object, most: int, *, required: bool = True, **more: object) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={**TEXT, "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, max_value=most, required=required, widget=widget, **more)


class PlaceChoice(forms.Form):
    """A neighbourhood of the region, chosen out of a list by municipality."""

    use_required_attribute = False
    neighbourhood = forms.ChoiceField(label=gettext_lazy("Buurt"), widget=forms.Select(attrs=SELECT))

    def __init__(self, *args: object, places: Places, rules: ActivityRules, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.rules = rules
        self.neighbourhoods = {
            one.code: one for one in places.neighbourhoods if one.valid_until is None or one.valid_until > today
        }
        self.fields["neighbourhood"].choices = [("", _("Kies")), *place_choices(places, self.neighbourhoods.values())]

    def chosen_neighbourhood(self) -> Neighbourhood:
        """Return the neighbourhood that was chosen, once the form was found valid."""
        return self.neighbourhoods[self.cleaned_data["neighbourhood"]]


def place_choices(places: Places, neighbourhoods: object) -> list[tuple[str, list[tuple[str, str]]]]:
    """List the neighbourhoods under their municipality."""
    found = list(neighbourhoods)
    groups = [
        (one.name, [(n.code, n.name) for n in found if n.municipality_id == one.pk]) for one in places.municipalities
    ]
    return [(name, own) for name, own in groups if own]


class ActivityForm(PlaceChoice):
    """What there is: in parents' words, where and when, and whom one may name."""

    title = _text(gettext_lazy("Hoe heet het?"), 80, gettext_lazy("Zoals jullie het zelf noemen."))
    kind = forms.ChoiceField(label=gettext_lazy("Wat is het?"), widget=forms.RadioSelect(attrs=PILL))
    situations = forms.MultipleChoiceField(
        label=gettext_lazy("Voor wie is het?"), widget=forms.CheckboxSelectMultiple(attrs=TICK)
    )
    phases = forms.MultipleChoiceField(
        label=gettext_lazy("Wanneer heb je er iets aan?"), widget=forms.CheckboxSelectMultiple(attrs=TICK),
        choices=list(words.PHASES.items()), initial=["after_birth"],
    )  # fmt: skip
    place = _text(gettext_lazy("Waar?"), 120, gettext_lazy("Het gebouw en de straat. Geen huisadres."))
    days = _text(gettext_lazy("Wanneer?"), 120, gettext_lazy("Bijvoorbeeld: elke dinsdag, 9.30 tot 11.00 uur."))
    language = _text(gettext_lazy("In welke taal?"), 80)
    places = _number(gettext_lazy("Hoeveel plekken zijn er?"), MOST_CAME, required=False)
    about = forms.CharField(
        label=gettext_lazy("Vertel er iets over"), required=False, max_length=600, widget=forms.Textarea(attrs=AREA)
    )
    owner_name = _text(gettext_lazy("Wie trekt het?"), 80, gettext_lazy("Een voornaam is genoeg."), required=False)
    caller_name = _text(gettext_lazy("Wie mogen mensen bellen?"), 80, required=False)
    caller_phone = _phone(gettext_lazy("Op welk nummer?"), required=False)
    agreed = forms.BooleanField(
        label=gettext_lazy("Wie hier met naam of nummer staat, vindt het goed dat iedereen dat ziet."), required=False,
        widget=forms.CheckboxInput(attrs=TICK),
    )  # fmt: skip

    def __init__(self, *args: object, places: Places, rules: ActivityRules, **kwargs: object) -> None:
        super().__init__(*args, places=places, rules=rules, **kwargs)
        self.fields["language"].initial = _("Nederlands")
        self.fields["kind"].choices = words.choices(rules.kinds)
        self.fields["situations"].choices = words.choices(rules.situations)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        named = any(cleaned.get(name) for name in ("owner_name", "caller_name", "caller_phone"))
        if named and not cleaned.get("agreed"):
            self.add_error(
                "agreed", _("Zonder hun akkoord mag een naam of nummer hier niet staan. Vraag het, of laat het leeg.")
            )
        return cleaned

    def told(self, *, organisation: Organisation | None = None) -> ActivityTold:
        """Return what was filled in, once the form was found valid."""
        cleaned = self.cleaned_data
        lines = (
            "kind",
            "title",
            "place",
            "days",
            "language",
            "about",
            "places",
            "owner_name",
            "caller_name",
            "caller_phone",
        )
        return ActivityTold(
            **{name: cleaned[name] for name in lines}, situations=tuple(cleaned["situations"]),
            phases=tuple(cleaned["phases"]), neighbourhood=self.chosen_neighbourhood(), organisation=organisation,
            agreed=cleaned["agreed"],
        )  # fmt: skip


class ProposalForm(ActivityForm):
    """A proposal of a parent, with how the coordinator reaches her."""

    given_name = _text(gettext_lazy("Je voornaam"), 80, autocomplete="given-name")
    phone = _phone(gettext_lazy("Je telefoonnummer"))

    def proposer(self) -> Proposer:
        """Return who proposes, once the form was found valid."""
        return Proposer(self.cleaned_data["given_name"], self.cleaned_data["phone"])


class CheckForm(ActivityForm):
    """What a coordinator makes of it: the same, and an organisation that may stand behind it."""

    organisation = forms.ChoiceField(
        label=gettext_lazy("Welke organisatie staat erachter?"), required=False, widget=forms.Select(attrs=SELECT)
    )

    def __init__(self, *args: object, organisations: Sequence[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {one.key: one for one in organisations}
        self.fields["organisation"].choices = [
            ("", _("Geen")),
            *((key, one.name) for key, one in self.organisations.items()),
        ]

    def checked(self) -> ActivityTold:
        """Return what holds now, once the form was found valid."""
        return self.told(organisation=self.organisations.get(self.cleaned_data["organisation"]))


class ComingForm(forms.Form):
    """How many people are coming; nobody's name."""

    use_required_attribute = False
    number = _number(gettext_lazy("Met hoeveel mensen kom je?"), MOST_COMING, initial=1)


class CallBackForm(forms.Form):
    """Whom to call."""

    use_required_attribute = False
    given_name = _text(gettext_lazy("Je voornaam"), 40, autocomplete="given-name")
    phone = _phone(gettext_lazy("Je telefoonnummer"))


class WishForm(PlaceChoice):
    """A wish for a group: where and for whom; nobody's name."""

    situation = forms.ChoiceField(label=gettext_lazy("Wat past bij jou?"), widget=forms.RadioSelect(attrs=PILL))
    number = _number(gettext_lazy("Met hoeveel mensen zijn jullie?"), MOST_COMING, initial=1)

    def __init__(self, *args: object, places: Places, rules: ActivityRules, **kwargs: object) -> None:
        super().__init__(*args, places=places, rules=rules, **kwargs)
        self.fields["situation"].choices = words.choices(rules.situations)


class CameForm(forms.Form):
    """How many people came, and on which day."""

    use_required_attribute = False
    number = _number(gettext_lazy("Hoeveel mensen kwamen er?"), MOST_CAME)
    on = forms.DateField(
        label=gettext_lazy("Op welke dag?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={**TEXT, "type": "date"})
    )


class HideForm(forms.Form):
    """Why it does not show."""

    use_required_attribute = False
    words = _text(gettext_lazy("Waarom niet?"), 200, gettext_lazy("Zonder namen."), required=False)
