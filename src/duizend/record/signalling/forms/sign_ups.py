# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms for signing a family up, and for what is done with a sign-up. Only five things are asked; the rest may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.rules.periods import years_old
from duizend.record.families.words import list_languages
from duizend.record.signalling import words
from duizend.record.signalling.actions import SignUpTold, SignUpWho
from duizend.record.signalling.rules.sign_ups import (
    PARENTS_KNOW,
    SOURCES,
    check_agreement,
    check_child,
    needs_agreement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from duizend.ground.kernel.rules.decisions import Decision
    from duizend.ground.region.models import Organisation
    from duizend.ground.region.queries import Places

TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 2}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
PILL = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
TICK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}
# As people type a day on a telephone, whose keys for numbers may have no hyphen.
DAY_FORMATS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y")
STAGES = (("pregnant", gettext_lazy("Zwanger")), ("born", gettext_lazy("Kind is geboren")))
TOGETHER = "together"
YOUNGEST_PARENT, OLDEST_PARENT = 10, 90
# About these one may tell more, all in the fold.
MORE = (
    "phone", "birth_date", "safe_contact", "neighbourhood", "language", "needs_interpreter", "child_name",
    "expected_children", "parents_words", "remarks", "sender_phone",
)  # fmt: skip
WORDS_ASIDE = {"autocomplete": "off"}


def _text(label: object, longest: int, *, required: bool = False, **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={**TEXT, **WORDS_ASIDE, **attributes})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget)


def _day(label: object, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(
        attrs={**TEXT, **WORDS_ASIDE, "inputmode": "numeric", "placeholder": gettext_lazy("dd-mm-jjjj")},
        format="%d-%m-%Y",
    )
    messages = {"invalid": gettext_lazy("Schrijf de dag als 9-3-2027.")}
    return forms.DateField(
        label=label, required=required, widget=widget, input_formats=DAY_FORMATS, error_messages=messages
    )


class SignUpForm(forms.Form):
    """A sign-up as a sender fills it in: what they know, who, where, what for, and from whom."""

    source = forms.ChoiceField(label=gettext_lazy("Je werkt bij"), widget=forms.Select(attrs=SELECT))
    parents_know = forms.ChoiceField(
        label=gettext_lazy("Wat weten de ouders hiervan?"), widget=forms.RadioSelect(attrs=PILL)
    )
    not_told_because = _text(gettext_lazy("Nog niet verteld, omdat"), 200)
    may_hear = forms.BooleanField(
        label=gettext_lazy("Ik mag hun antwoord horen"), required=False,
        widget=forms.CheckboxInput(attrs=TICK),
    )  # fmt: skip
    given_name = _text(gettext_lazy("Voornaam"), 80, required=True, autocapitalize="words")
    family_name = _text(gettext_lazy("Achternaam"), 80, autocapitalize="words")
    stage = forms.ChoiceField(
        label=gettext_lazy("Zwanger of al geboren"), choices=STAGES, initial="pregnant",
        widget=forms.RadioSelect(attrs=PILL),
    )  # fmt: skip
    day = _day(gettext_lazy("Uitgerekende datum of geboortedatum"), required=True)
    municipality = forms.ChoiceField(label=gettext_lazy("Woont in"), widget=forms.Select(attrs=SELECT))
    programme = forms.ChoiceField(label=gettext_lazy("Waarvoor"), widget=forms.Select(attrs=SELECT))
    sender_name = forms.CharField(
        label=gettext_lazy("Jouw naam"), max_length=120,
        widget=forms.TextInput(attrs={**TEXT, "autocomplete": "name", "autocapitalize": "words"}),
    )  # fmt: skip
    phone = _text(gettext_lazy("Telefoon van de ouder"), 20, inputmode="tel")
    birth_date = _day(gettext_lazy("Geboortedatum van de ouder"))
    safe_contact = _text(gettext_lazy("Wanneer en hoe kan het veilig?"), 200)
    neighbourhood = forms.ChoiceField(label=gettext_lazy("Buurt"), required=False, widget=forms.Select(attrs=SELECT))
    language = forms.ChoiceField(
        label=gettext_lazy("Taal van het gesprek"), required=False, widget=forms.Select(attrs=SELECT)
    )
    needs_interpreter = forms.BooleanField(
        label=gettext_lazy("Tolk nodig"), required=False, widget=forms.CheckboxInput(attrs=TICK)
    )
    child_name = _text(gettext_lazy("Voornaam van het kind"), 80, autocapitalize="words")
    expected_children = forms.IntegerField(
        label=gettext_lazy("Hoeveel kinderen verwacht"), required=False, min_value=1, max_value=5,
        widget=forms.NumberInput(attrs={**TEXT, **WORDS_ASIDE, "inputmode": "numeric"}),
    )  # fmt: skip
    parents_words = forms.CharField(
        label=gettext_lazy("In hun eigen woorden"), required=False, max_length=400, widget=forms.Textarea(attrs=AREA)
    )
    remarks = forms.CharField(
        label=gettext_lazy("Wil je nog iets kwijt"), required=False, max_length=400, widget=forms.Textarea(attrs=AREA)
    )
    sender_phone = forms.CharField(
        label=gettext_lazy("Jouw telefoon, voor overleg"), required=False, max_length=20,
        widget=forms.TextInput(attrs={**TEXT, "autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip

    def __init__(
        self, *args: object, places: Places, programmes: Mapping[str, str], today: date, source: str = "",
        sender_name: str = "", **kwargs: object,
    ) -> None:  # fmt: skip
        """Make the form for a day; `source` and `sender_name` are what is known of the sender, and then not asked."""
        super().__init__(*args, **kwargs)
        self.places, self.programmes, self.today = places, programmes, today
        self.fields["language"].choices = list_languages()
        self.fixed_source, self.fixed_name = source, sender_name
        if source:
            del self.fields["source"]
        else:
            self.fields["source"].choices = [("", _("Kies")), *((key, words.SOURCES[key]) for key in SOURCES)]
        if sender_name:
            del self.fields["sender_name"]
        self._offer_places()
        self.fields["programme"].choices = [
            ("", _("Kies")), *programmes.items(), (TOGETHER, _("Weet ik niet: kijk samen wat past")),
        ]  # fmt: skip
        known = [key for key in PARENTS_KNOW if key != "told" or not needs_agreement(source)]
        self.fields["parents_know"].choices = [(key, words.TO_CHOOSE[key]) for key in known]

    def _offer_places(self) -> None:
        open_now = [m for m in self.places.municipalities if m.valid_until is None or m.valid_until > self.today]
        self.fields["municipality"].choices = [("", _("Kies")), *((m.code, m.name) for m in open_now)]
        self.fields["neighbourhood"].choices = [("", _("Kies"))] + [
            (m.name, [(n.code, n.name) for n in self.places.neighbourhoods if n.municipality_id == m.pk])
            for m in open_now
        ]

    @property
    def has_more(self) -> bool:
        """Say whether something in the fold was filled in or is wrong, so that it should stand open."""
        return self.is_bound and any(self.errors.get(key) or self.data.get(key) for key in MORE)

    @property
    def needs_agreement(self) -> bool:
        """Say whether this sender is known to be one who may send only with agreement."""
        return needs_agreement(self.fixed_source)

    def clean_birth_date(self) -> date | None:
        born = self.cleaned_data["birth_date"]
        if born and not YOUNGEST_PARENT <= years_old(born, self.today) <= OLDEST_PARENT:
            raise forms.ValidationError(_("Deze geboortedatum kan niet van een ouder zijn. Klopt het jaar?"))
        return born

    def clean(self) -> dict[str, object]:
        said = super().clean()
        said.setdefault("source", self.fixed_source)
        if said.get("parents_know") and said.get("source"):
            because = said.get("not_told_because", "")
            found = check_agreement(said["source"], said["parents_know"], not_told_because=because)
            lacks_reason = isinstance(found, Refused) and found.code == "no_reason_not_told"
            self._refuse("not_told_because" if lacks_reason else "parents_know", found)
        if said.get("may_hear") and said.get("parents_know") != "agreed":
            said["may_hear"] = False
        if said.get("day"):
            expects = said.get("stage") != "born"
            due, born = (said["day"], None) if expects else (None, said["day"])
            self._refuse("day", check_child(due_date=due, birth_date=born, today=self.today))
        if said.get("neighbourhood") and said.get("municipality"):
            self._check_neighbourhood(said["municipality"], said["neighbourhood"])
        return said

    def _refuse(self, name: str, decision: Decision) -> None:
        if isinstance(decision, Refused):
            self.add_error(name, ActionRefused.because(decision).reason)

    def _check_neighbourhood(self, municipality: str, code: str) -> None:
        found = self.places.find_municipality(municipality)
        if found is None or self.places.find_neighbourhood(found, code) is None:
            self.add_error("neighbourhood", _("Deze buurt ligt in een andere gemeente."))

    def told(self, *, organisation: Organisation | None = None) -> SignUpTold:
        """Return what was filled in, for the action."""
        said = self.cleaned_data
        place = self.places.find_municipality(said["municipality"])
        expects = said["stage"] != "born"
        who = SignUpWho(
            municipality=place, neighbourhood=self.places.find_neighbourhood(place, said["neighbourhood"])
            if said["neighbourhood"] else None,
            due_date=said["day"] if expects else None, child_birth_date=None if expects else said["day"],
            expected_children=said["expected_children"] or 1,
            **{key: said[key] for key in (
                "given_name", "family_name", "birth_date", "phone", "safe_contact", "language", "needs_interpreter",
                "child_name", "parents_words", "remarks",
            )},
        )  # fmt: skip
        programme = "" if said["programme"] == TOGETHER else said["programme"]
        return SignUpTold(
            said["source"], who, purpose=str(dict(self.fields["programme"].choices)[said["programme"]]),
            parents_know=said["parents_know"],
            not_told_because=said["not_told_because"] if said["parents_know"] == "not_yet_told" else "",
            may_hear="answer" if said["may_hear"] else "handled", programme=programme,
            sender_name=said.get("sender_name") or self.fixed_name, sender_phone=said["sender_phone"],
            organisation=organisation,
        )  # fmt: skip


class FilterForm(forms.Form):
    """Which sign-ups are shown; its values stand in the address, and none of them is a person."""

    stand = forms.ChoiceField(
        label=gettext_lazy("Stand"), required=False, widget=forms.Select(attrs=SELECT),
        choices=[("open", gettext_lazy("Open")), ("afgehandeld", gettext_lazy("Afgehandeld"))],
    )  # fmt: skip
    bron = forms.ChoiceField(label=gettext_lazy("Van"), required=False, widget=forms.Select(attrs=SELECT))
    gemeente = forms.ChoiceField(label=gettext_lazy("Gemeente"), required=False, widget=forms.Select(attrs=SELECT))

    def __init__(self, *args: object, municipalities: Iterable[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bron"].choices = [("", _("Alle afzenders")), *((key, words.SOURCES[key]) for key in SOURCES)]
        self.fields["gemeente"].choices = [("", _("Alle gemeenten")), *municipalities]


class EndForm(forms.Form):
    """How a sign-up ends without a family, and what its sender is told."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat is ermee gedaan"), widget=forms.RadioSelect(attrs=PILL),
        choices=[(key, words.OUTCOMES[key]) for key in ("not_for_us", "withdrawn", "double")],
    )  # fmt: skip
    words_to_sender = forms.CharField(
        label=gettext_lazy("Aan de afzender"), required=False, max_length=400, widget=forms.Textarea(attrs=AREA),
        help_text=gettext_lazy("Bijvoorbeeld waar de ouders wel terechtkunnen. Niets over het gezin."),
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if said.get("outcome") == "not_for_us" and not said.get("words_to_sender", "").strip():
            self.add_error(
                "words_to_sender", _("Schrijf kort waar de ouders wel terechtkunnen, of waarom niet bij ons.")
            )
        return said


class LinkForm(forms.Form):
    """For whom a link is made, and how long it can be used."""

    source = forms.ChoiceField(label=gettext_lazy("Voor een"), widget=forms.Select(attrs=SELECT))
    organisation = forms.ChoiceField(
        label=gettext_lazy("Van organisatie"), required=False, widget=forms.Select(attrs=SELECT)
    )
    days = forms.IntegerField(
        label=gettext_lazy("Dagen geldig"), min_value=1, max_value=60, initial=14,
        widget=forms.NumberInput(attrs={**TEXT, "inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: object, organisations: Iterable[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {organisation.public_id: organisation for organisation in organisations}
        self.fields["source"].choices = [(key, words.SOURCES[key]) for key in SOURCES]
        self.fields["organisation"].choices = [("", _("Kies")), *((key, o.name) for key, o in self.by_id.items())]

    def organisation_chosen(self) -> Organisation | None:
        """Return the organisation that was chosen, or None."""
        return self.by_id.get(self.cleaned_data["organisation"])
