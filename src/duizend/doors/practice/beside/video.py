# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recordings and looking back, as the practice region has them: five families with one child each.

One is halfway, and one of its recordings should have been gone by now; in one a father said no the first time; one went
through all of it and took the last recording home; one stopped when the mother took her yes back; one has just begun.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from duizend.delivery.contacts.actions import plan_appointment
from duizend.delivery.contacts.queries import propose_next
from duizend.delivery.video.actions import (
    ConsentSaid,
    InViewSaid,
    note_destroyed,
    note_handed_over,
    note_made,
    note_reviewed,
    open_recording,
    record_consent,
    withdraw_consent,
)
from duizend.delivery.visits.actions import VisitSaid, record_visit
from duizend.doors.practice.beside.setting import Newcomers
from duizend.doors.practice.cast import MAIN_NURSE, SECOND_NURSE
from duizend.ground.kernel import clock
from duizend.record.families.actions import NewParent
from duizend.record.trajectories.actions import end
from duizend.record.trajectories.queries import contacts_laid_out, get_trajectory

if TYPE_CHECKING:
    from datetime import date

    from duizend.catalogue.rules.delivering import VideoRules
    from duizend.delivery.contacts.models import Appointment
    from duizend.delivery.video.models import Recording
    from duizend.doors.practice.beside.setting import Setting
    from duizend.record.families.models import Child, Parent
    from duizend.record.trajectories.models import Trajectory

DAYS_A_MONTH = 30.44
FILMED, LOOKED_BACK = ("made", "both"), ("reviewed", "both")
# After the visit of the day.
EVENING = time(17, 0)


@dataclass(frozen=True, slots=True)
class Film:
    """What became of one recording: what was seen at the look-back, and how it went ("" while it is still there).

    `no_of`: which parent said no, so that nothing was filmed. `gone_by`: somebody asked for it to be gone so many days
    before the told day. `taken_back`: the first parent took her yes back so many days after the visit.
    """

    saw: str = ""
    went: str = "destroyed"
    no_of: int | None = None
    gone_by: int | None = None
    taken_back: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A family: so many months old is the child, so many days ago it began, a recording and words for each visit."""

    parents: tuple[NewParent, ...]
    child: str
    months: float
    street: str
    ago: int
    films: tuple[Film, ...]
    visits: tuple[tuple[str, str, str], ...]
    by: str = SECOND_NURSE
    ended: tuple[str, str] | None = None


STORIES = (
    Story(
        (NewParent("Sanne", "Koetsier", phone="06-00733108"), NewParent("Bilal", "Koetsier")), "Ilias", 17, "Wilgenpad 8", 52,
        films=(
            Film("Ilias kijkt eerst naar papa voor hij het torentje omgooit. Papa lachte al."),
            Film("Je wacht, en dan pakt hij zelf het lepeltje.", went="handed_over"),
            Film("Hier zeg je nee en blijf je bij hem zitten; na een halve minuut is het over.", went="", gone_by=2),
            Film(went=""),
        ),
        visits=(
            ("Ilias wijst alles aan en Sanne benoemt het.", "Wat lastig is: de jas, de kinderstoel, het bad.",
             "We filmen kort, aan de keukentafel."),
            ("Sanne ziet eerder dat hij moe wordt.", "Teruggekeken: wat Ilias laat merken voor hij gaat huilen.",
             "Bilal is er de volgende keer bij."),
            ("Bilal doet nu het badje, op zijn manier.", "Samen gekeken naar het wachten, en wat er dan gebeurt.",
             "Sanne let deze week op één moment per dag."),
            ("Er is meer rust aan tafel.", "Nee zeggen en erbij blijven. Sanne vond het eng om te zien, en mooi.",
             "De opname van het badje mag weg."),
        ),
    ),
    Story(
        (NewParent("Roxanne", "Dijksma"), NewParent("Milan", "Vuković", phone="06-00419937")), "Nina", 9, "Havenkom 21", 26,
        films=(
            Film(no_of=1),
            Film(went=""),
        ),
        visits=(
            ("Nina kruipt de kamer door en kijkt om of Roxanne er nog is.",
             "Milan wil niet dat er gefilmd wordt. Dat is goed; we keken zonder camera.",
             "Volgende keer vragen we het opnieuw, en nee blijft goed."),
            ("Milan legde uit hoe Nina laat zien dat ze genoeg heeft.", "Milan wilde nu wel, alleen om zelf terug te kijken.",
             "We kijken eerst naar wat Nina leuk vindt."),
        ),
    ),
    Story(
        (NewParent("Hanneke", "Brouns", phone="06-00652240"),), "Joep", 26, "Kloosterlaan 3", 168,
        films=(
            Film("Joep brengt je elk boekje. Jij zegt steeds wat hij aanwijst."),
            Film("Je ziet dat hij wegkijkt, en je stopt even."), Film("Hij mag kiezen welke sok eerst. Dat scheelt."),
            Film("Jullie lachen allebei als het misgaat."), Film("Je zegt wat hij goed doet, en hij doet het nog eens."),
            Film("Kijk hoe je hier wacht. In het begin deed je dat niet.", went="handed_over"),
        ),
        visits=(
            ("Hanneke heeft een vaste plek om samen te lezen.", "Waar het botst: weggaan bij oma, en slapen.", "We filmen bij het lezen."),
            ("Joep komt zelf met een boekje.", "Teruggekeken: wat hij aanwijst, en wat jij dan zegt.", "Vijf minuten per dag volgen wat hij doet."),
            ("Het naar bed gaan duurt nog een kwartier.", "Wat hij laat merken als het te veel is.", "Eén ding tegelijk kiezen."),
            ("De ochtenden gaan beter.", "Gevoelens zeggen: boos, moe, teleurgesteld.", "Hanneke zegt wat ze ziet."),
            ("Joep zegt nu zelf dat hij boos is.", "Nee zeggen en uitleggen, kort.", "Oma kijkt een keer mee."),
            ("Oma deed het ook zo.", "Alles nog eens samen.", "De laatste opname neemt Hanneke mee."),
            ("Hanneke is trots, en dat mag.", "De laatste keer teruggekeken, en afscheid genomen.", "Bellen mag altijd."),
        ),
        by=MAIN_NURSE, ended=("completed", "Alle bezoeken zijn geweest."),
    ),
    Story(
        (NewParent("Jessy", "van Tilborg"),), "Levi", 14, "Zandstraat 77", 75,
        films=(Film(taken_back=4),),
        visits=(
            ("Levi slaapt weer in zijn eigen bed.", "Filmen was spannend; Jessy vond zichzelf er moe uitzien.",
             "We bellen donderdag hoe het bevallen is."),
        ),
        ended=("stopped_by_family", "Jessy wil liever zonder camera verder. De opname is dezelfde dag gewist."),
    ),
    Story(
        (NewParent("Fenna", "Zwart"), NewParent("Thijs", "Zwart", phone="06-00128846")), "Doutzen", 12, "Molenwerf 15", 6,
        films=(), visits=(), by=MAIN_NURSE,
    ),
)  # fmt: skip


def make(setting: Setting) -> None:
    """Make the families of the programme that films most; nothing where the region works with none."""
    found = setting.versions_with("video")
    if not found:
        return
    version, programme = max(found, key=lambda pair: (pair[1].forms.video.recordings, pair[1].id))
    inside = setting.of_the_story()
    for number, story in enumerate(STORIES):
        born_on = setting.on - timedelta(days=int(story.months * DAYS_A_MONTH))
        newcomers = Newcomers(story.parents, ((story.child, born_on),), street=story.street)
        place = inside[number % len(inside)]
        trajectory = setting.begin(version, newcomers, place=place, days_ago=story.ago, by=story.by)
        Telling(setting, story, programme.forms.video, trajectory).tell()


class Telling:
    """Lets the story of one family happen, visit by visit."""

    def __init__(self, setting: Setting, story: Story, rules: VideoRules, trajectory: Trajectory) -> None:
        self.setting, self.story, self.rules, self.public_id = setting, story, rules, trajectory.public_id
        with setting.day(0):
            self.parents: list[Parent] = list(trajectory.family.parents.order_by("id"))
            self.children: list[Child] = list(trajectory.family.children.order_by("id"))
        # Filmed and not yet looked back at, with how it goes on.
        self.waiting: tuple[Recording, Film] | None = None
        self.filmed = 0
        # Somebody is assigned on the third day after the family came.
        self.ago = max(story.ago - 3, 0)

    def tell(self) -> None:
        """Let every visit take place at the first time that is proposed; the next one is planned where it goes on."""
        for said in self.story.visits:
            planned = self._plan()
            day = clock.local_day(planned.starts_at) if planned else self.setting.on
            if planned is None or day >= self.setting.on:
                return
            self.ago = (self.setting.on - day).days
            with self.setting.day(self.ago, self.story.by, at=EVENING) as on:
                goes_well, talked_about, agreements = said
                visit = VisitSaid(on, goes_well=goes_well, talked_about=talked_about, agreements=agreements)
                record_visit(planned, visit)
                became = self._look_back(planned.moment, on)
                taken_back = self._film(planned.moment, on)
            if became is not None:
                self._let_go(*became)
            if taken_back is not None:
                self._take_back(*taken_back)
        if self.story.ended is None:
            self._plan()
        else:
            self._end(*self.story.ended)

    def _plan(self) -> Appointment | None:
        professional = self.setting.company.professionals[self.story.by]
        with self.setting.day(self.ago, self.story.by, at=EVENING):
            trajectory = get_trajectory(self.public_id)
            found = propose_next(trajectory, professional)
            if found is None:
                return None
            day = found.starts.date()
            return plan_appointment(
                trajectory, professional=professional, moment=found.moment, mode=found.window.mode,
                starts_at=clock.at(day, found.starts.time()), ends_at=clock.at(day, found.ends.time()),
            )  # fmt: skip

    def _look_back(self, moment: str, on: date) -> tuple[Recording, Film] | None:
        """Look back at what was filmed last, where this visit is for that; returns it."""
        if self.waiting is None or self._role(moment) not in LOOKED_BACK:
            return None
        (recording, film), self.waiting = self.waiting, None
        note_reviewed(recording, on=on, moment=moment, with_parents=self.parents[:1], words=film.saw)
        return recording, film

    def _film(self, moment: str, on: date) -> tuple[Recording, int] | None:
        """Ask everybody about a recording, and make it where nobody says no; returns it where the yes is taken back."""
        if self._role(moment) not in FILMED or self.filmed >= len(self.story.films):
            return None
        film, self.filmed = self.story.films[self.filmed], self.filmed + 1
        trajectory = get_trajectory(self.public_id)
        seen = InViewSaid(tuple(self.parents[:1]), tuple(self.children))
        recording = open_recording(trajectory, moment=moment, in_view=seen)
        purposes = tuple(purpose.id for purpose in self.rules.purposes)[:1] or ("",)
        for number, parent in enumerate(self.parents):
            gone_by = self.setting.on - timedelta(days=film.gone_by) if film.gone_by and number == 0 else None
            agreed = () if film.no_of == number else purposes
            said = ConsentSaid(agreed, on, "paper" if number == 0 else "screen", gone_by if agreed else None)
            record_consent(recording, who=("parent", parent.public_id), said=said)
        if film.no_of is not None:
            return None
        note_made(recording, on=on)
        if film.taken_back is not None:
            return recording, film.taken_back
        self.waiting = recording, film
        return None

    def _take_back(self, recording: Recording, days: int) -> None:
        """Let the first parent take her yes back some days later; the recording is gone that day."""
        self.ago = max(self.ago - days, 0)
        with self.setting.day(self.ago, self.story.by) as on:
            withdraw_consent(recording, who=("parent", self.parents[0].public_id), on=on)
            note_destroyed(recording, on=on)

    def _let_go(self, recording: Recording, film: Film) -> None:
        """Let a recording be gone the day after it was looked back at."""
        if not film.went:
            return
        with self.setting.day(max(self.ago - 1, 0), self.story.by) as on:
            if film.went == "handed_over":
                note_handed_over(recording, on=on, to_parents=self.parents[:1])
            else:
                note_destroyed(recording, on=on)

    def _end(self, ending: str, reason: str) -> None:
        with self.setting.day(max(self.ago - 1, 0), self.story.by, at=EVENING) as on:
            end(get_trajectory(self.public_id), ending=ending, on=on, reason=reason)

    def _role(self, moment: str) -> str | None:
        """Say what a contact has to do with a recording, as the programme file does."""
        laid_out = contacts_laid_out(get_trajectory(self.public_id))
        return next((contact.recording for contact in laid_out if contact.key == moment), None)
