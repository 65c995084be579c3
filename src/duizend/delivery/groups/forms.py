# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of groups: a new one, a place in one, leaving, moving a session, a roster, what goes along, who leads, closing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duizend.delivery.groups import words
from duizend.delivery.groups.actions import ChangeSaid, CohortSaid, Marked
from duizend.delivery.groups.rules.cohorts import is_in_range
from duizend.delivery.groups.rules.members import LEFT_BECAUSE
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places
from duizend.record.families.models import Family

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.groups.models import Attendance, Cohort, Facilitator, Membership, Session
    from duizend.ground.workforce.models import Professional

BOX = {"class": "utrecht-textbox utrecht-textbox--html-input"}
RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
CHECK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
DAY = timedelta(days=1)
WHOLE, PART = "gemeente", "wijk"
LONGEST_NAME, LONGEST_WORDS = 80, 120
USUAL_MINUTES = 120
WEEKDAYS = (
    ("0", gettext_lazy("maandag")), ("1", gettext_lazy("dinsdag")), ("2", gettext_lazy("woensdag")),
    ("3", gettext_lazy("donderdag")), ("4", gettext_lazy("vrijdag")), ("5", gettext_lazy("zaterdag")),
)  # fmt: skip


def _day(label: str, **kwargs: object) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={**BOX, "type": "date"}),
        error_messages={"required": _("Kies een dag.")}, **kwargs,
    )  # fmt: skip


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label, widget=forms.TimeInput(format="%H:%M", attrs={**BOX, "type": "time"}),
        error_messages={"required": _("Kies een tijd.")},
    )  # fmt: skip


def _text(label: str, longest: int, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text, widget=forms.TextInput(attrs=BOX),
        error_messages={"required": _("Vul dit in.")},
    )  # fmt: skip


def _select(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, widget=forms.Select(attrs=SELECT), error_messages={"required": _("Kies er een.")}
    )


class QuietForm(forms.Form):
    """A form whose page itself says what is missing, and not the browser."""

    use_required_attribute = False


class CohortForm(QuietForm):
    """A new group. The last due date is in it; its sessions follow from the programme, on its own day and time."""

    name = _text(gettext_lazy("Naam van de groep"), LONGEST_NAME)
    due_from = _day(gettext_lazy("Eerste uitgerekende datum"))
    due_last = _day(gettext_lazy("Laatste uitgerekende datum"))
    where = _select(gettext_lazy("Voor welke buurt"))
    places = forms.IntegerField(
        label=gettext_lazy("Aantal plekken"), min_value=1, max_value=99, widget=forms.NumberInput(attrs=BOX)
    )
    place = _text(
        gettext_lazy("Waar"), LONGEST_WORDS, gettext_lazy("Zo dat ouders het vinden: Buurthuis De Weerd, Kade 3.")
    )
    weekday = forms.ChoiceField(
        label=gettext_lazy("Vaste dag"), choices=WEEKDAYS, initial="1", widget=forms.RadioSelect(attrs=RADIO)
    )
    starts = _time(gettext_lazy("Begint om"))
    recruits_from = _day(gettext_lazy("Vanaf wanneer vertellen we het in de buurt"))
    before_birth = _select(gettext_lazy("Begeleidt voor de geboorte"))
    after_birth = _select(gettext_lazy("Begeleidt na de geboorte"))

    def __init__(
        self, *args: object, certified: Sequence[Professional], programme: Programme, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.certified = {one.public_id: one for one in certified}
        self.group = programme.forms.group
        places = read_places()
        self.spots = {f"{WHOLE}-{one.code}": (one, None) for one in places.municipalities}
        by_id = {one.pk: one for one in places.municipalities}
        for one in places.neighbourhoods:
            self.spots[f"{PART}-{one.code}"] = (by_id[one.municipality_id], one)
        self.fields["where"].choices = [
            ("", _("Kies een buurt")),
            *((key, spot_words(*spot)) for key, spot in self.spots.items()),
        ]
        least, most = self.group.size
        self.fields["places"].initial = most
        self.fields["places"].help_text = _("Volgens het programma %(least)d tot en met %(most)d.") % {
            "least": least,
            "most": most,
        }
        who = [("", _("Kies iemand")), *((key, _who(one)) for key, one in self.certified.items())]
        for name in ("before_birth", "after_birth"):
            self.fields[name].choices = who

    def said(self) -> CohortSaid:
        """Return the group as it was filled in, once the form was found valid."""
        cleaned = self.cleaned_data
        municipality, neighbourhood = self.spots[cleaned["where"]]
        day = dict(WEEKDAYS)[cleaned["weekday"]]
        return CohortSaid(
            name=cleaned["name"], due_from=cleaned["due_from"], due_until=cleaned["due_last"] + DAY,
            places=cleaned["places"], municipality=municipality, neighbourhood=neighbourhood, place=cleaned["place"],
            time=_("%(day)s om %(time)s uur") % {"day": day, "time": f"{cleaned['starts']:%H.%M}"},
            recruits_from=cleaned["recruits_from"],
            led_by={name: self.certified[cleaned[name]] for name in ("before_birth", "after_birth")},
        )  # fmt: skip


def spot_words(municipality: object, neighbourhood: object | None) -> str:
    """Name a place: "De Weerd, Lindehoven", or the whole municipality."""
    if neighbourhood is None:
        return _("%(name)s, de hele gemeente") % {"name": municipality.name}
    return f"{neighbourhood.name}, {municipality.name}"


def _who(one: Professional) -> str:
    return f"{one.name} ({one.organisation.name})" if one.organisation else one.name


class JoinForm(QuietForm):
    """In which group a family gets a place, since when, and why it deviates from the due dates if it does."""

    cohort = forms.ChoiceField(
        label=gettext_lazy("In welke groep"), widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": gettext_lazy("Kies een groep.")},
    )  # fmt: skip
    on = _day(gettext_lazy("Vanaf wanneer"))
    parent = forms.ChoiceField(label=gettext_lazy("Wie komt er"), required=False, widget=forms.RadioSelect(attrs=RADIO))
    despite = _text(
        gettext_lazy("Waarom wijkt dit af van de groep?"), 200,
        gettext_lazy("Alleen als de datum buiten de groep valt. Eén reden is genoeg."), required=False,
    )  # fmt: skip

    def __init__(self, *args: object, cohorts: Sequence[tuple[str, str]], family: Family, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].choices = cohorts
        self.parents = {one.public_id: one for one in family.parents.all()}
        self.fields["parent"].choices = [(key, one.given_name) for key, one in self.parents.items()]
        if len(self.parents) < 2:
            del self.fields["parent"]
        self.fields["on"].initial = clock.today()


class LeaveForm(QuietForm):
    """Since when a family is in the group no more, and why."""

    because = forms.ChoiceField(
        label=gettext_lazy("Waarom"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[(key, words.LEFT_BECAUSE[key]) for key in LEFT_BECAUSE],
        error_messages={"required": gettext_lazy("Kies waarom.")},
    )  # fmt: skip
    on = _day(gettext_lazy("Vanaf wanneer"))


class PassedOnForm(QuietForm):
    """What a mother lets go along from her pregnancy to who leads after the birth."""

    what = forms.ChoiceField(
        label=gettext_lazy("Wat mag er mee?"), widget=forms.RadioSelect(attrs=RADIO), choices=list(words.PASSED_ON.items()),
        error_messages={"required": gettext_lazy("Kies wat zij wil. Niets is ook goed.")},
    )  # fmt: skip
    words = _text(gettext_lazy("In haar woorden"), 400, required=False)


class MoveForm(QuietForm):
    """Another day and time of a session."""

    on = _day(gettext_lazy("Dag"))
    starts = _time(gettext_lazy("Begint om"))
    ends = _time(gettext_lazy("Tot"))

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Kies een tijd na het begin."))
        return cleaned

    def times(self) -> tuple[datetime, datetime]:
        """Return when the session will be, once the form was found valid."""
        cleaned = self.cleaned_data
        return clock.at(cleaned["on"], cleaned["starts"]), clock.at(cleaned["on"], cleaned["ends"])


class ChangeForm(QuietForm):
    """What a group is called, where it comes together, and at what hour while sessions are still to come."""

    name = _text(gettext_lazy("Naam van de groep"), LONGEST_NAME)
    place = _text(
        gettext_lazy("Waar"), LONGEST_WORDS, gettext_lazy("Zo dat ouders het vinden: Buurthuis De Weerd, Kade 3.")
    )
    starts = _time(gettext_lazy("Begint om"))

    def __init__(self, *args: object, cohort: Cohort, coming: Sequence[Session], **kwargs: object) -> None:
        first = clock.local_time(coming[0].starts_at) if coming else None
        initial = {"name": cohort.name, "place": cohort.place, "starts": first.time() if first else None}
        super().__init__(*args, initial=initial, **kwargs)
        self.day = format_date(first.date(), "l") if first else ""
        self.fields["starts"].help_text = _("Geldt vanaf morgen. Vandaag en wat geweest is, blijft zoals het was.")
        if first is None:
            del self.fields["starts"]

    def said(self) -> ChangeSaid:
        """Return what the group becomes, once the form was found valid."""
        cleaned = self.cleaned_data
        # A session that was moved to another hour by itself stays there, unless another hour was chosen here.
        starts = cleaned["starts"] if "starts" in self.changed_data else None
        said = _("%(day)s om %(time)s uur") % {"day": self.day, "time": f"{starts:%H.%M}"} if starts else ""
        return ChangeSaid(cleaned["name"], cleaned["place"], starts, said)


class LeadForm(QuietForm):
    """Who leads a group from today, before the births or after them."""

    leads = forms.ChoiceField(
        label=gettext_lazy("Wanneer"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[("before_birth", gettext_lazy("Voor de geboorte")), ("after_birth", gettext_lazy("Na de geboorte"))],
        error_messages={"required": gettext_lazy("Kies wanneer.")},
    )  # fmt: skip
    professional = _select(gettext_lazy("Wie begeleidt vanaf vandaag"))

    def __init__(self, *args: object, certified: Sequence[Professional], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.certified = {one.public_id: one for one in certified}
        self.fields["professional"].choices = [
            ("", _("Kies iemand")),
            *((key, _who(one)) for key, one in self.certified.items()),
        ]


class CloseForm(QuietForm):
    """Why a group stops."""

    because = forms.ChoiceField(
        label=gettext_lazy("Waarom stopt de groep"), widget=forms.RadioSelect(attrs=RADIO),
        choices=list(words.CLOSED_BECAUSE.items()), error_messages={"required": gettext_lazy("Kies waarom.")},
    )  # fmt: skip
    ends_trajectories = forms.BooleanField(
        label=gettext_lazy("Rond ook de trajecten af van wie er tot het eind bij was"), required=False, initial=True,
        help_text=gettext_lazy("Alleen als de groep klaar is. Wie langer begeleiding wil, haal je eerst uit de groep."),
        widget=forms.CheckboxInput(attrs=CHECK),
    )  # fmt: skip


class RosterForm(QuietForm):
    """A roster: per family three values, and what was done of who came. Nothing chosen stays open, and is not absent."""

    def __init__(
        self, *args: object, roster: Sequence[tuple[Membership, Attendance | None]], leading: Sequence[Facilitator],
        has_check: bool, **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.roster, self.has_check = roster, has_check
        self.leading = {one.professional.public_id: one.professional for one in leading}
        for member, known in roster:
            self._add(member, known)

    def _add(self, member: Membership, known: Attendance | None) -> None:
        key = member.public_id
        marks = [(mark, label) for mark, (_kind, _icon, label) in words.MARKS.items()]
        self.fields[f"mark-{key}"] = forms.ChoiceField(
            label=words.full_name(member), required=False, choices=marks, widget=forms.RadioSelect(attrs=RADIO),
            initial=known.mark if known else "",
        )  # fmt: skip
        if self.has_check:
            self.fields[f"self-{key}"] = forms.BooleanField(
                label=_("Mat zelf"), required=False, widget=forms.CheckboxInput(attrs=CHECK),
                initial=bool(known and known.measured_self),
            )  # fmt: skip
            done = [("", _("Nog niet gedaan")), *((one, who.name) for one, who in self.leading.items())]
            self.fields[f"check-{key}"] = forms.ChoiceField(
                label=_("Losse controle door"), required=False, choices=done, widget=forms.Select(attrs=SELECT),
                initial=known.checked_by.public_id if known and known.checked_by else "",
            )  # fmt: skip

    def rows(self) -> Iterator[dict[str, object]]:
        """List the families of the roster with their fields, in order of joining."""
        for member, known in self.roster:
            key = member.public_id
            yield {
                "name": words.full_name(member), "about": words.born_or_due(member), "mark": self[f"mark-{key}"],
                "self": self[f"self-{key}"] if self.has_check else None,
                "check": self[f"check-{key}"] if self.has_check else None, "known": known,
            }  # fmt: skip

    def marks(self) -> list[Marked]:
        """Return what was filled in, once the form was found valid."""
        cleaned = self.cleaned_data
        return [
            Marked(
                member.public_id, cleaned[f"mark-{member.public_id}"], bool(cleaned.get(f"self-{member.public_id}")),
                self.leading.get(cleaned.get(f"check-{member.public_id}", "")),
            )
            for member, _known in self.roster
        ]  # fmt: skip


def initial_move(session: Session) -> dict[str, object]:
    """Return a session's own day and times, to begin from."""
    begin, end = clock.local_time(session.starts_at), clock.local_time(session.ends_at)
    return {"on": begin.date(), "starts": begin.time(), "ends": end.time()}


def cohort_choice(cohort: Cohort, free: int, due_on: date | None) -> str:
    """Say a group as a choice: its name, where it is, how many places are free and whether the date is one of its own."""
    if free <= 0:
        fit = _("vol")
    elif is_in_range(due_on, due_from=cohort.due_from, due_until=cohort.due_until):
        fit = ngettext("past, %(free)d plek vrij", "past, %(free)d plekken vrij", free) % {"free": free}
    else:
        fit = _("voor wie uitgerekend is van %(due)s") % {"due": words.range_words(cohort, DAY)}
    said = {"name": cohort.name, "where": spot_words(cohort.municipality, cohort.neighbourhood), "fit": fit}
    return _("%(name)s · %(where)s · %(fit)s") % said
