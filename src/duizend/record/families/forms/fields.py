# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields that the forms of families share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import years_old
from duizend.ground.region.queries import read_places
from duizend.record.families.actions import Residence
from duizend.record.families.rules.phones import write_phone

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.region.models import Municipality, Neighbourhood

BOX = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off", "spellcheck": "false"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 2}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
CHECK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}
LONGEST_NAME, LONGEST_PHONE, LONGEST_STREET, LONGEST_SAFE_CONTACT = 80, 20, 120, 200
YOUNGEST_PARENT, OLDEST_PARENT = 10, 90
# Nobody whose child is in the record was born before this.
FIRST_YEAR = 1930


def text_field(
    label: str, *, longest: int = LONGEST_NAME, required: bool = False, help_text: str = ""
) -> forms.CharField:
    """Make a field for a line of text; what is typed around it is cut off, control characters are refused."""
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text, widget=forms.TextInput(attrs=BOX)
    )


class DayField(forms.DateField):
    """A day, read from the browser's own field or as d-m-jjjj."""

    def __init__(self, **kwargs: object) -> None:
        attrs = {**BOX, "type": "date"}
        super().__init__(widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"), **kwargs)

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= clock.today().year + 2:
            raise forms.ValidationError(_("Kijk het jaar na."))
        return day


class PastDayField(DayField):
    """A day that was already."""

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return day


class ParentBirthField(PastDayField):
    """The birth date of somebody who is a parent or will be."""

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and not YOUNGEST_PARENT <= years_old(day, clock.today()) <= OLDEST_PARENT:
            raise forms.ValidationError(_("Dit is de geboortedatum van een ouder. Kijk het jaar na."))
        return day


class PhoneField(forms.CharField):
    """A telephone number as anybody writes it; comes out as it is kept."""

    def __init__(self, **kwargs: object) -> None:
        attrs = {**BOX, "type": "tel", "inputmode": "tel"}
        super().__init__(required=False, max_length=30, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: object) -> str:
        typed = super().clean(value)
        written = write_phone(typed) if typed else ""
        if typed and not written:
            raise forms.ValidationError(_("Dit lijkt geen telefoonnummer. Bijvoorbeeld 06 12 34 56 78."))
        return written


class ResidenceForm(forms.Form):
    """Where somebody lives: one choice for municipality and neighbourhood, and the street when there is one."""

    place = forms.ChoiceField(
        label=gettext_lazy("Gemeente en wijk"), widget=forms.Select(attrs=SELECT),
        help_text=gettext_lazy("Is de wijk niet bekend? Kies dan alleen de gemeente."),
    )  # fmt: skip
    street = text_field(gettext_lazy("Straat en huisnummer"), longest=LONGEST_STREET)
    no_address = forms.BooleanField(
        label=gettext_lazy("Geen vast adres"), required=False, widget=forms.CheckboxInput(attrs=CHECK),
        help_text=gettext_lazy("Verblijft bij anderen, in de opvang of nergens vast. Spreek bezoeken dan elders af."),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self._places: dict[str, tuple[Municipality, Neighbourhood | None]] = {}
        today, groups = clock.today(), []
        places = read_places()
        for municipality in places.municipalities:
            if municipality.valid_until is not None and municipality.valid_until <= today:
                continue
            own = [n for n in places.neighbourhoods if n.municipality_id == municipality.pk]
            self._places[municipality.code] = (municipality, None)
            self._places.update({n.code: (municipality, n) for n in own})
            choices = [(municipality.code, _("%(name)s, wijk niet bekend") % {"name": municipality.name})]
            groups.append((municipality.name, [*choices, *((n.code, n.name) for n in own)]))
        self.fields["place"].choices = [("", _("Kies een wijk")), *groups]

    def residence(self, since: date) -> Residence:
        """Return where somebody lives from a day on, once the form was found valid."""
        said = self.cleaned_data
        municipality, neighbourhood = self._places[said["place"]]
        street = "" if said["no_address"] else said["street"]
        return Residence(municipality, neighbourhood, since, street, has_fixed_address=not said["no_address"])
