# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who the people of a family are, and who has authority over a child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.names import split_prefix
from duizend.record.families.actions import NewParent
from duizend.record.families.forms.fields import RADIO, ParentBirthField, PastDayField, PhoneField, text_field
from duizend.record.families.forms.registering import ContactFields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duizend.record.families.models import Household, Parent, ParentalAuthority

AUTHORITY = "authority_"
HOLDS = {"yes": True, "no": False, "unknown": None}


class ParentForm(ContactFields):
    """One parent: all that may be put right, and where this parent lives when there is more than one household."""

    given_name = text_field(gettext_lazy("Voornaam"), required=True)
    family_name = text_field(
        gettext_lazy("Achternaam"), help_text=gettext_lazy("Met voorvoegsel, zoals ‘van den Berg’.")
    )
    birth_date = ParentBirthField(label=gettext_lazy("Geboortedatum"), required=False)
    phone = PhoneField(label=gettext_lazy("Telefoon"))
    home = forms.ChoiceField(label=gettext_lazy("Woont op"), required=False, widget=forms.RadioSelect(attrs=RADIO))

    def __init__(self, *args: object, homes: Sequence[tuple[str, Household, str]] = (), **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self._homes = {key: household for key, household, _words in homes}
        if len(homes) > 1:
            self.fields["home"].choices = [(key, words) for key, _household, words in homes]
        else:
            del self.fields["home"]

    def details(self) -> dict[str, object]:
        """Return the columns of a parent as they were typed, once the form was found valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "home"}
        prefix, name = split_prefix(said["family_name"])
        return {**said, "name_prefix": prefix, "family_name": name}

    def new_parent(self) -> NewParent:
        """Return a parent to add, once the form was found valid."""
        return NewParent(**{name: value for name, value in self.cleaned_data.items() if name != "home"})

    def household(self) -> Household | None:
        return self._homes.get(self.cleaned_data.get("home") or "")


def details_of(parent: Parent) -> dict[str, object]:
    """Return a parent as the form shows it."""
    return {
        "given_name": parent.given_name, "family_name": f"{parent.name_prefix} {parent.family_name}".strip(),
        "birth_date": parent.birth_date, "phone": parent.phone, "language": parent.language,
        "needs_interpreter": parent.needs_interpreter, "safe_contact": parent.safe_contact, "contact_by": parent.contact_by,
    }  # fmt: skip


class ChildForm(forms.Form):
    """One child: its name, its birth date, and per parent who has authority, since when."""

    given_name = text_field(gettext_lazy("Voornaam"), help_text=gettext_lazy("Nog geen naam? Laat dit leeg."))
    birth_date = PastDayField(label=gettext_lazy("Geboortedatum"))
    since = PastDayField(
        label=gettext_lazy("Gezag: vanaf welke dag geldt dit"), required=False,
        help_text=gettext_lazy("Alleen als je hierboven iets wijzigt. Wat er stond, blijft bewaard."),
    )  # fmt: skip

    def __init__(
        self, *args: object, parents: Sequence[Parent], standing: Mapping[int, ParentalAuthority], **kwargs: object
    ) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self._parents = parents
        words = {"yes": _("Heeft gezag"), "no": _("Heeft geen gezag"), "unknown": _("Niet bekend")}
        for parent in parents:
            row = standing.get(parent.pk)
            self.fields[AUTHORITY + parent.public_id] = forms.ChoiceField(
                label=_("Gezag van %(name)s") % {"name": parent.given_name}, choices=list(words.items()), required=False,
                widget=forms.RadioSelect(attrs=RADIO), initial={True: "yes", False: "no"}.get(row and row.holds, "unknown"),
            )  # fmt: skip

    @property
    def authority_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(AUTHORITY)]

    def clean_since(self) -> object:
        return self.cleaned_data["since"] or clock.today()

    def authorities(self) -> list[tuple[Parent, bool | None]]:
        """Return per parent whether authority is held, once the form was found valid."""
        said = self.cleaned_data
        return [(parent, HOLDS[said[AUTHORITY + parent.public_id] or "unknown"]) for parent in self._parents]
