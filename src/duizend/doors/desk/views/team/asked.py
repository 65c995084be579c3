# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What programmes ask of who delivers them, in words, and the forms in which it is entered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.catalogue.queries import list_current_guidelines, list_current_programmes
from duizend.doors.desk import words
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.ground.workforce.rules import LEARNING, PARTNERS
from duizend.ground.workforce.words import LEARNING_WORDS, PARTNER_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest

    from duizend.ground.region.models import Organisation

TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input"}
PILL = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}


# In the address of the page one comes back to: what was taken back, so that the page can offer to undo it.
TAKEN_BACK = "teruggenomen"
# In the address of the page of the team: only what lapses soon.
LAPSES = "loopt-af"
_ONE = re.compile(rf"([a-z]{{4,12}})\.([{ALPHABET}]{{{LENGTH}}})")


def undo_url(request: HttpRequest) -> str:
    """Return where the taking back of a moment ago is undone; empty when nothing was."""
    found = _ONE.fullmatch(request.GET.get(TAKEN_BACK, ""))
    return reverse("desk:team_restore", args=found.groups()) if found else ""


@dataclass(frozen=True, slots=True)
class Required:
    """A competence that programmes ask for: which of them, and whether a certificate belongs to it."""

    competence: str
    programmes: tuple[str, ...]
    needs_certificate: bool

    @property
    def label(self) -> str:
        """Name the competence by the programmes that ask for it."""
        return ", ".join(self.programmes)


def list_required() -> list[Required]:
    """List the competences that current programmes ask for, with the names of the programmes."""
    asked: dict[str, tuple[list[str], bool]] = {}
    for programme in list_current_programmes().values():
        if programme.team is None:
            continue
        names, needs = asked.get(programme.team.competence, ([], False))
        asked[programme.team.competence] = (
            [*names, words.text_of(programme.name)],
            needs or programme.team.certificate_required,
        )
    return [Required(key, tuple(names), needs) for key, (names, needs) in sorted(asked.items())]


def guideline_choices() -> list[tuple[str, str]]:
    """List what can be read or followed: guidelines, and programmes with theirs."""
    known = {**list_current_guidelines(), **list_current_programmes()}
    return sorted(((key, words.text_of(one.name)) for key, one in known.items()), key=lambda pair: pair[1])


def about_words(key: str) -> str:
    """Name a guideline or programme by its key; the key itself when it is no longer there."""
    return dict(guideline_choices()).get(key, key)


def _day(label: object, *, required: bool = True, help_text: object = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=required, help_text=help_text, error_messages={"required": gettext_lazy("Kies een dag.")},
        widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


def _pick(label: object, choices: Sequence[tuple[str, object]], *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=required, widget=forms.Select(attrs=SELECT),
        error_messages={"required": gettext_lazy("Kies er een.")},
    )  # fmt: skip


def _pills(label: object, choices: Sequence[tuple[str, object]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect(attrs=PILL),
        error_messages={"required": gettext_lazy("Kies er een.")},
    )  # fmt: skip


class TeamFilter(forms.Form):
    """Whom of the team somebody wants to see; what does not exist is passed over, so that an old link works."""

    use_required_attribute = False

    stand = forms.CharField(required=False, widget=forms.HiddenInput)
    programma = forms.CharField(label=gettext_lazy("Programma"), required=False, widget=forms.Select(attrs=SELECT))
    organisatie = forms.CharField(label=gettext_lazy("Organisatie"), required=False, widget=forms.Select(attrs=SELECT))
    blad = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: object, required: Sequence[Required], organisations: Sequence[Organisation], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self._competences = {one.competence for one in required}
        self._organisations = {one.public_id: one.pk for one in organisations}
        self.fields["programma"].widget.choices = [
            ("", gettext_lazy("Alle")),
            *((one.competence, one.label) for one in required),
        ]
        self.fields["organisatie"].widget.choices = [
            ("", gettext_lazy("Alle")), *((one.public_id, one.name) for one in organisations)
        ]  # fmt: skip

    def clean_stand(self) -> str:
        return LAPSES if self.cleaned_data["stand"] == LAPSES else ""

    def clean_programma(self) -> str:
        asked = self.cleaned_data["programma"]
        return asked if asked in self._competences else ""

    def clean_organisatie(self) -> str:
        asked = self.cleaned_data["organisatie"]
        return asked if asked in self._organisations else ""

    def clean_blad(self) -> int:
        asked = self.cleaned_data["blad"]
        return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self["programma"], self["organisatie"]]

    @property
    def page(self) -> int:
        return self.cleaned_data["blad"]

    @property
    def is_lapsing(self) -> bool:
        return bool(self.cleaned_data["stand"])

    @property
    def competence(self) -> str:
        return self.cleaned_data["programma"]

    @property
    def organisation_id(self) -> int | None:
        return self._organisations.get(self.cleaned_data["organisatie"])

    @property
    def is_filtered(self) -> bool:
        return any(self.cleaned_data[name] for name in ("stand", "programma", "organisatie"))


class TeamForm(forms.Form):
    """A form of the team; its days are asked as people say them, the last day included."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)

    @property
    def until(self) -> date | None:
        """Return the first day that it holds no more."""
        last = self.cleaned_data.get("last_day")
        return last + timedelta(days=1) if last else None


class PeriodForm(TeamForm):
    """For what somebody is certified or licensed, from and until when."""

    competence = _pick(gettext_lazy("Voor welk programma"), ())
    valid_from = _day(gettext_lazy("Geldig vanaf"))
    last_day = _day(
        gettext_lazy("Laatste dag"), required=False, help_text=gettext_lazy("Leeg als er geen einde aan is.")
    )

    def __init__(self, *args: object, required: Sequence[Required], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competence"].choices = [("", ""), *((one.competence, one.label) for one in required)]


class LicenceForm(PeriodForm):
    """The licence of an organisation."""

    organisation = _pick(gettext_lazy("Welke organisatie"), ())

    def __init__(self, *args: object, organisations: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", ""), *organisations]


class LearningForm(TeamForm):
    """What somebody attended, read or followed, and when. Never what was said there."""

    kind = _pills(gettext_lazy("Wat"), [(kind, LEARNING_WORDS[kind]) for kind in LEARNING])
    about = _pick(gettext_lazy("Waarover"), (), required=False)
    done_on = _day(gettext_lazy("Gedaan op"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("Geen richtlijn of programma")), *guideline_choices()]
        self.fields["done_on"].initial = clock.today()


class AgreementForm(TeamForm):
    """What is agreed with a partner in the chain, whose it is to keep, and when it is looked at again."""

    partner_kind = _pills(gettext_lazy("Met wie"), [(kind, PARTNER_WORDS[kind]) for kind in PARTNERS])
    partner = forms.CharField(
        label=gettext_lazy("Naam van de praktijk, opvang of school"), max_length=120,
        widget=forms.TextInput(attrs=TEXT), error_messages={"required": gettext_lazy("Vul dit in.")},
    )  # fmt: skip
    about = forms.CharField(
        label=gettext_lazy("Wat is afgesproken"), max_length=200, widget=forms.TextInput(attrs=TEXT),
        help_text=gettext_lazy("Over de samenwerking, nooit over een gezin."),
        error_messages={"required": gettext_lazy("Vul dit in.")},
    )  # fmt: skip
    agreed_on = _day(gettext_lazy("Afgesproken op"))
    owner = _pick(gettext_lazy("Wie bewaakt de afspraak"), ())
    review_on = _day(gettext_lazy("Weer bekijken op"))

    def __init__(self, *args: object, team: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", ""), *team]


class ReviewForm(TeamForm):
    """That an agreement was looked at, and when it is looked at again."""

    on = _day(gettext_lazy("Bekeken op"))
    review_on = _day(gettext_lazy("Weer bekijken op"))
