# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registering a family: first looking whether it is there, then who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.actions import FamilyTold, NewParent
from duizend.record.families.forms.fields import (
    CHECK,
    LONGEST_SAFE_CONTACT,
    RADIO,
    SELECT,
    DayField,
    ParentBirthField,
    PastDayField,
    PhoneField,
    ResidenceForm,
    text_field,
)
from duizend.record.families.models import CONTACT_WAYS
from duizend.record.families.queries import Asked
from duizend.record.families.rules.gestation import check_birth, check_due_date
from duizend.record.families.words import CONTACT_WORDS, list_languages

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOKED = ("given_name", "family_name", "birth_date", "phone", "due_date", "child_birth_date")
MOST_CHILDREN = 4


class LookForm(forms.Form):
    """What is known, to look whether the family is there already."""

    given_name = text_field(gettext_lazy("Voornaam van een ouder"))
    family_name = text_field(gettext_lazy("Achternaam"))
    birth_date = ParentBirthField(label=gettext_lazy("Geboortedatum van deze ouder"), required=False)
    phone = PhoneField(label=gettext_lazy("Telefoon"))
    due_date = DayField(label=gettext_lazy("Uitgerekende datum"), required=False)
    child_birth_date = PastDayField(label=gettext_lazy("Geboortedatum van het kind"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def clean(self) -> dict[str, object]:
        said = super().clean()
        named = said.get("given_name") and said.get("family_name")
        dated = any(said.get(name) for name in ("birth_date", "due_date", "child_birth_date"))
        somebody = said.get("given_name") or said.get("family_name")
        if not self.errors and not (said.get("phone") or named or (somebody and dated)):
            raise forms.ValidationError(
                _("Vul een naam in met een datum, een voornaam en achternaam, of een telefoonnummer.")
            )
        return said

    def asked(self) -> Asked:
        """Return what to look for, once the form was found valid."""
        return asked_in(self.cleaned_data)


def asked_in(said: Mapping[str, object]) -> Asked:
    """Return what to look for among fields of either form."""
    return Asked(**{name: said.get(name) or ("" if "name" in name or name == "phone" else None) for name in LOOKED})


class ContactFields(forms.Form):
    """How to speak with a parent, and how to reach them safely."""

    contact_by = forms.ChoiceField(
        label=gettext_lazy("Hoe bereik je deze ouder het liefst"), initial="any", required=False,
        choices=[(way, CONTACT_WORDS[way]) for way in CONTACT_WAYS], widget=forms.RadioSelect(attrs=RADIO),
    )  # fmt: skip
    safe_contact = text_field(
        gettext_lazy("Veilig contact"), longest=LONGEST_SAFE_CONTACT,
        help_text=gettext_lazy("Wanneer en hoe kan het veilig? Bijvoorbeeld: alleen overdag, noem geen naam."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=gettext_lazy("Taal van het gesprek"), required=False, widget=forms.Select(attrs=SELECT)
    )
    needs_interpreter = forms.BooleanField(
        label=gettext_lazy("Een tolk is nodig"), required=False, widget=forms.CheckboxInput(attrs=CHECK)
    )

    def __init__(self, *args: object, present_language: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list_languages(present_language)

    def clean_contact_by(self) -> str:
        return self.cleaned_data["contact_by"] or "any"


class NewFamilyForm(ContactFields, ResidenceForm):
    """A family that is not there yet: parents, where they live, a pregnancy or children."""

    given_name = text_field(gettext_lazy("Voornaam"), required=True)
    family_name = text_field(gettext_lazy("Achternaam"))
    birth_date = ParentBirthField(label=gettext_lazy("Geboortedatum"), required=False)
    phone = PhoneField(label=gettext_lazy("Telefoon"))
    other_given_name = text_field(gettext_lazy("Voornaam van de andere ouder"))
    other_family_name = text_field(gettext_lazy("Achternaam van de andere ouder"))
    other_birth_date = ParentBirthField(label=gettext_lazy("Geboortedatum van de andere ouder"), required=False)
    other_phone = PhoneField(label=gettext_lazy("Telefoon van de andere ouder"))
    due_date = DayField(label=gettext_lazy("Uitgerekende datum"), required=False)
    expected_children = forms.TypedChoiceField(
        label=gettext_lazy("Hoeveel kinderen worden verwacht"), coerce=int, empty_value=1, initial="1", required=False,
        choices=[("1", gettext_lazy("Eén")), ("2", gettext_lazy("Twee")), ("3", gettext_lazy("Drie"))],
        widget=forms.RadioSelect(attrs=RADIO),
    )  # fmt: skip
    child_birth_date = PastDayField(label=gettext_lazy("Geboortedatum van het kind"), required=False)
    child_names = text_field(
        gettext_lazy("Voornaam van het kind"), longest=200,
        help_text=gettext_lazy("Bij een meerling: alle voornamen, met een komma ertussen."),
    )  # fmt: skip
    # The id that the family will have: a page that is sent twice makes one family.
    once = forms.RegexField(rf"^[{ALPHABET}]{{{LENGTH}}}\Z", widget=forms.HiddenInput)
    seen = forms.RegexField(rf"^[{ALPHABET} ]*\Z", required=False, widget=forms.HiddenInput, max_length=400)

    def clean_child_names(self) -> tuple[str, ...]:
        names = tuple(name for part in self.cleaned_data["child_names"].split(",") if (name := part.strip()))
        if len(names) > MOST_CHILDREN or any(len(name) > 80 for name in names):
            raise forms.ValidationError(_("Schrijf hooguit vier voornamen, met een komma ertussen."))
        return names

    def clean(self) -> dict[str, object]:
        said = super().clean()
        due, born = said.get("due_date"), said.get("child_birth_date")
        if said.get("child_names") and not born and "child_birth_date" not in self.errors:
            self.add_error("child_birth_date", _("Vul in wanneer het kind geboren is."))
        elif not self.errors and not (due or born):
            self.add_error("due_date", _("Vul een uitgerekende datum in, of de geboortedatum van het kind."))
        elif due and "child_birth_date" not in self.errors:
            decision = check_birth(due, born) if born else check_due_date(due, clock.today())
            if isinstance(decision, Refused):
                self.add_error("due_date", ActionRefused.because(decision).reason)
        if not said.get("other_given_name") and (said.get("other_family_name") or said.get("other_birth_date")):
            self.add_error("other_given_name", _("Vul ook de voornaam in."))
        return said

    def asked(self) -> Asked:
        """Return what to look for once more, now that more is known."""
        return asked_in(self.cleaned_data)

    def told(self) -> FamilyTold:
        """Return the family as it was told, once the form was found valid."""
        said, today = self.cleaned_data, clock.today()
        first = NewParent(
            given_name=said["given_name"], family_name=said["family_name"], birth_date=said["birth_date"],
            language=said["language"], needs_interpreter=said["needs_interpreter"], phone=said["phone"],
            safe_contact=said["safe_contact"], contact_by=said["contact_by"],
        )  # fmt: skip
        other = NewParent(
            said["other_given_name"], said["other_family_name"], said["other_birth_date"], phone=said["other_phone"]
        )
        born, names = said["child_birth_date"], said["child_names"] or ("",)
        return FamilyTold(
            on=today, residence=self.residence(today), parents=(first, other) if other.given_name else (first,),
            due_date=said["due_date"], expected_children=max(said["expected_children"], len(names)),
            birth_date=born, child_names=names if born else (),
        )  # fmt: skip
