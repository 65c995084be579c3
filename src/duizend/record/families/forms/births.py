# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pregnancy, another due date, a birth, a loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.actions import Newborn
from duizend.record.families.forms.fields import CHECK, RADIO, DayField, PastDayField, text_field
from duizend.record.families.rules.gestation import check_due_date, check_sibling_birth
from duizend.record.families.words import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.record.families.models import Child, Pregnancy

MOST_CHILDREN = 3
COUNTS = (("1", gettext_lazy("Eén")), ("2", gettext_lazy("Twee")), ("3", gettext_lazy("Drie")))


class PregnancyForm(forms.Form):
    """A pregnancy of a family that is known already."""

    due_date = DayField(label=gettext_lazy("Uitgerekende datum"))
    expected_children = forms.TypedChoiceField(
        label=gettext_lazy("Hoeveel kinderen worden verwacht"), coerce=int, empty_value=1, initial="1", required=False,
        choices=COUNTS, widget=forms.RadioSelect(attrs=RADIO),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def clean_due_date(self) -> date:
        day = self.cleaned_data["due_date"]
        decision = check_due_date(day, clock.today())
        if isinstance(decision, Refused):
            raise forms.ValidationError(ActionRefused.because(decision).reason)
        return day


class DueDateForm(forms.Form):
    """Another due date. `shown` is the date the page was shown with: who looked at an older page is told so."""

    due_date = DayField(label=gettext_lazy("Nieuwe uitgerekende datum"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)


class BirthForm(forms.Form):
    """A birth: the day, and a name for each child, also of more than one at once."""

    born_on = PastDayField(label=gettext_lazy("Geboren op"))
    known = forms.IntegerField(min_value=0, max_value=9, widget=forms.HiddenInput)
    due_date = DayField(
        label=gettext_lazy("Verbeterde uitgerekende datum"), required=False,
        help_text=gettext_lazy("Alleen als de uitgerekende datum niet klopte. De eerdere datum blijft bewaard."),
    )  # fmt: skip

    def __init__(self, *args: object, rows: int = 1, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.rows = rows
        self.fields["name_1"] = text_field(
            _("Voornaam"), help_text=_("Nog geen naam? Laat dit leeg; later aanvullen kan.")
        )
        for number in range(2, MOST_CHILDREN + 1):
            self.fields[f"also_{number}"] = forms.BooleanField(
                label=_("Er is nog een kind geboren"), required=False, widget=forms.CheckboxInput(attrs=CHECK),
                initial=number <= rows,
            )  # fmt: skip
            self.fields[f"name_{number}"] = text_field(_("Voornaam van kind %(number)d") % {"number": number})
            self.fields[f"born_on_{number}"] = PastDayField(
                label=_("Geboren op, als het een andere dag was"), required=False
            )

    @property
    def more(self) -> list[tuple[int, forms.BoundField, forms.BoundField, forms.BoundField, bool]]:
        """The further children: number, whether there is one, its name, its day, and whether to show it at once."""
        return [
            (n, self[f"also_{n}"], self[f"name_{n}"], self[f"born_on_{n}"], n <= self.rows or self._is_typed(n))
            for n in range(2, MOST_CHILDREN + 1)
        ]

    def _is_typed(self, number: int) -> bool:
        return any(self[f"{name}_{number}"].value() for name in ("also", "name", "born_on"))

    def clean(self) -> dict[str, object]:
        said = super().clean()
        first = said.get("born_on")
        for number in range(2, MOST_CHILDREN + 1):
            day = said.get(f"born_on_{number}")
            beside = check_sibling_birth(first, day) if first and day else None
            if isinstance(beside, Refused):
                self.add_error(f"born_on_{number}", _("Dat is niet dezelfde geboorte. Kijk de dag na."))
        return said

    def newborns(self) -> list[Newborn]:
        """Return the children that were born, once the form was found valid."""
        said = self.cleaned_data
        found = [Newborn(said["born_on"], said["name_1"])]
        for number in range(2, MOST_CHILDREN + 1):
            name, day = said[f"name_{number}"], said[f"born_on_{number}"]
            if said[f"also_{number}"] or name or day:
                found.append(Newborn(day or said["born_on"], name))
        return found


class LossForm(forms.Form):
    """What was lost, and when. Nothing else is asked."""

    what = forms.ChoiceField(label=gettext_lazy("Om wie gaat het"), widget=forms.RadioSelect(attrs=RADIO))
    on = PastDayField(label=gettext_lazy("Op welke dag"))

    def __init__(
        self, *args: object, pregnancies: Sequence[tuple[str, Pregnancy]], children: Sequence[Child], **kwargs: object
    ) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        choices = []
        for key, pregnancy in pregnancies:
            day = {"day": day_words(pregnancy.due_date)}
            if pregnancy.expected_children > 1:
                choices.append(
                    (
                        f"{key}-one",
                        _("Eén kind van de zwangerschap; een ander kind leeft (uitgerekend op %(day)s)") % day,
                    )
                )
            choices.append((key, _("De zwangerschap, uitgerekend op %(day)s") % day))
        for child in children:
            said = {"name": child.given_name or _("Het kind"), "day": day_words(child.birth_date)}
            choices.append((child.public_id, _("%(name)s, geboren op %(day)s") % said))
        self.fields["what"].choices = choices
