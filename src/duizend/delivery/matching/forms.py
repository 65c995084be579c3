# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of matching: a volunteer, what was seen of her, when she can; what a family asks, and the steps of a match."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.delivery.contacts.words import text_of
from duizend.delivery.matching import words
from duizend.delivery.matching.actions import OwnWords, VolunteerTold
from duizend.delivery.matching.rules.steps import SHARED, VOICES
from duizend.delivery.matching.rules.volunteers import CHECKS, DAYS, HALF_DAYS, PARTS, STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from duizend.catalogue.rules.delivering import NoMatchReason
    from duizend.ground.region.queries import Places

TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 3}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
PILL = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
TICK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}
OLDEST = 18
FILL_IN = {"required": gettext_lazy("Vul dit in.")}
CHOOSE = {"required": gettext_lazy("Kies er een.")}


def _text(label: object, longest: int, *, required: bool = False, **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={**TEXT, **attributes})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, error_messages=FILL_IN)


def _area(label: object, longest: int, *, required: bool = False, help_text: object = "") -> forms.CharField:
    widget = forms.Textarea(attrs=AREA)
    return forms.CharField(
        label=label, max_length=longest, required=required, widget=widget, help_text=help_text, error_messages=FILL_IN
    )


def _day(label: object, *, required: bool = True, help_text: object = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={**TEXT, "type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def _number(label: object, least: int, most: int) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={**TEXT, "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget)


def _half_days() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("Dagdelen"), required=False, widget=forms.CheckboxSelectMultiple(attrs=TICK)
    )


class PlainForm(forms.Form):
    """A form whose fields are checked here and not by the browser, so that the page says what to do."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)


class RegisterSearch(PlainForm):
    """A name to look for among volunteers, and a state."""

    words = _text(gettext_lazy("Naam"), 80)
    stand = forms.ChoiceField(required=False, choices=[("", ""), *((state, state) for state in STATES)])
    blad = forms.IntegerField(required=False, min_value=1, max_value=40)

    def asked(self) -> tuple[str, int]:
        """Return the state and the page that were asked; what does not exist is passed over."""
        self.full_clean()
        return self.cleaned_data.get("stand", ""), self.cleaned_data.get("blad") or 1


class AgesMixin(PlainForm):
    """The ages a volunteer wishes, told as the youngest and the oldest."""

    def clean(self) -> dict[str, object]:
        said = super().clean()
        first, last = said.get("youngest"), said.get("oldest")
        if first is not None and last is not None and last < first:
            self.add_error("oldest", _("De oudste leeftijd moet na de jongste komen."))
        return said


class VolunteerForm(AgesMixin):
    """Who a volunteer is, where she lives and what she wishes."""

    given_name = _text(gettext_lazy("Voornaam"), 80, required=True, autocapitalize="words")
    family_name = _text(gettext_lazy("Achternaam"), 80, required=True, autocapitalize="words")
    programme = forms.ChoiceField(label=gettext_lazy("Programma"), widget=forms.Select(attrs=SELECT))
    place = forms.ChoiceField(label=gettext_lazy("Woont in"), widget=forms.Select(attrs=SELECT), error_messages=CHOOSE)
    phone = _text(gettext_lazy("Telefoon"), 20, inputmode="tel")
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=120, required=False, widget=forms.EmailInput(attrs=TEXT)
    )
    about = _area(
        gettext_lazy("Wat ouders over haar en haar huis lezen"), 400,
        help_text=gettext_lazy("Bijvoorbeeld: een rustig huis, één dochter van drie."),
    )  # fmt: skip
    youngest = _number(gettext_lazy("Jongste leeftijd die zij wil"), 0, OLDEST - 1)
    oldest = _number(gettext_lazy("Oudste leeftijd die zij wil"), 0, OLDEST - 1)
    places = _number(gettext_lazy("Hoeveel kinderen tegelijk, van verschillende gezinnen"), 1, 4)

    def __init__(self, *args: object, places: Places, programmes: Mapping[str, str], **kwargs: object) -> None:
        initial = {"youngest": 0, "oldest": OLDEST - 1, "places": 1, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.known = places
        self.fields["programme"].choices = list(programmes.items())
        choices: list[tuple[str, object]] = [("", _("Kies"))]
        for town in places.municipalities:
            own = [n for n in places.neighbourhoods if n.municipality_id == town.pk and n.valid_until is None]
            inside = [(town.code, town.name), *((f"{town.code}/{n.code}", n.name) for n in own)]
            if town.valid_until is None:
                choices.append((town.name, inside))
        self.fields["place"].choices = choices
        if len(programmes) < 2:
            self.fields["programme"].widget = forms.HiddenInput()
            self.initial.setdefault("programme", next(iter(programmes), ""))

    def told(self) -> VolunteerTold:
        """Return what was filled in, as the action takes it."""
        said = self.cleaned_data
        code, _sign, own = said["place"].partition("/")
        town = next(one for one in self.known.municipalities if one.code == code)
        return VolunteerTold(
            said["given_name"].strip(), said["family_name"].strip(), town,
            neighbourhood=next((one for one in self.known.neighbourhoods if own and one.code == own), None),
            phone=said["phone"], email=said["email"], about=said["about"].strip(), age_from=said["youngest"],
            age_until=said["oldest"] + 1, places=said["places"],
        )  # fmt: skip


class OwnForm(AgesMixin):
    """What a volunteer puts right herself."""

    phone = _text(gettext_lazy("Telefoon"), 20, inputmode="tel")
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=120, required=False, widget=forms.EmailInput(attrs=TEXT)
    )
    about = _area(
        gettext_lazy("Wat ouders over jou en je huis lezen"), 400,
        help_text=gettext_lazy("Bijvoorbeeld: een rustig huis, één dochter van drie."),
    )  # fmt: skip
    youngest = _number(gettext_lazy("Jongste leeftijd die je wilt"), 0, OLDEST - 1)
    oldest = _number(gettext_lazy("Oudste leeftijd die je wilt"), 0, OLDEST - 1)

    def own(self) -> OwnWords:
        """Return what was filled in, as the action takes it."""
        said = self.cleaned_data
        return OwnWords(said["phone"], said["email"], said["about"].strip(), said["youngest"], said["oldest"] + 1)


class CheckForm(PlainForm):
    """What was seen, when, by whom and until when it counts. There is no place for the document."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat"), widget=forms.RadioSelect(attrs=PILL), error_messages=CHOOSE)
    seen_on = _day(gettext_lazy("Gezien of gedaan op"))
    seen_by = _text(gettext_lazy("Door wie"), 120)
    last_day = _day(
        gettext_lazy("Telt tot en met"), required=False,
        help_text=gettext_lazy("Bij een VOG altijd; de organisatie spreekt af hoelang."),
    )  # fmt: skip

    def __init__(self, *args: object, needs: Iterable[str] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        kinds = dict.fromkeys((*needs, *CHECKS))
        self.fields["kind"].choices = [(kind, words.need_words(kind)) for kind in kinds]

    @property
    def valid_until(self) -> date | None:
        last = self.cleaned_data.get("last_day")
        return last + timedelta(days=1) if last else None


class TimesForm(PlainForm):
    """On which half-days somebody can, or a family asks."""

    half_days = _half_days()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["half_days"].choices = [(half, words.half_day_name(half)) for half in HALF_DAYS]

    @property
    def by_day(self) -> list[dict[str, object]]:
        """Return the half-days in order, a day at a time: the day's name, and its options with the part of the day."""
        options = iter(self["half_days"])
        return [
            {
                "name": words.DAY_WORDS[day],
                "options": [{"box": next(options), "part": words.PART_WORDS[part]} for part in PARTS],
            }
            for day in DAYS
        ]


class AskingForm(TimesForm):
    """What a family asks for, in the parent's words."""

    words = _area(gettext_lazy("Wat zoekt de ouder, in eigen woorden?"), 400)
    field_order = ("words", "half_days")


class PauseForm(PlainForm):
    """From when until when somebody has a pause."""

    from_on = _day(gettext_lazy("Vanaf"))
    last_day = _day(gettext_lazy("Tot en met"), required=False, help_text=gettext_lazy("Mag leeg blijven."))

    @property
    def until_on(self) -> date | None:
        last = self.cleaned_data.get("last_day")
        return last + timedelta(days=1) if last else None


class WordsForm(PlainForm):
    """A few words."""

    words = _area(gettext_lazy("Toelichting"), 400)


class WorryForm(PlainForm):
    """A worry, in a volunteer's own words."""

    words = _area(gettext_lazy("Waar maak je je zorgen over?"), 1000, required=True)


class VoiceForm(PlainForm):
    """What a child says of it."""

    child = forms.CharField(widget=forms.HiddenInput(), max_length=20)
    voice = forms.ChoiceField(
        label=gettext_lazy("Wat vind je ervan om soms bij een steunouder te zijn?"),
        widget=forms.RadioSelect(attrs=PILL), error_messages=CHOOSE,
    )  # fmt: skip
    words = _text(gettext_lazy("In eigen woorden"), 400)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = [(voice, words.VOICE_WORDS[voice]) for voice in VOICES]


class StepForm(PlainForm):
    """The day of a step, what may be told where that belongs to it, and words."""

    on = _day(gettext_lazy("Op welke dag?"))
    shared = forms.MultipleChoiceField(
        label=gettext_lazy("Wat mag de steunouder weten?"), required=False,
        widget=forms.CheckboxSelectMultiple(attrs=TICK),
    )  # fmt: skip
    words = _text(gettext_lazy("Toelichting"), 400)

    def __init__(self, *args: object, asks_what_to_tell: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared"].choices = [(what, words.SHARED_WORDS[what]) for what in SHARED]
        if not asks_what_to_tell:
            del self.fields["shared"]


class ReasonForm(PlainForm):
    """Why it becomes no match, by a reason of the programme file, and when."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom?"), widget=forms.RadioSelect(attrs=PILL), error_messages=CHOOSE
    )
    on = _day(gettext_lazy("Op welke dag?"))
    words = _text(gettext_lazy("Toelichting"), 400)

    def __init__(self, *args: object, reasons: Iterable[NoMatchReason], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(one.id, text_of(one.text)) for one in reasons]
