# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places outside the home, as the practice region has them: five families with ten children, in the year of the day.

One runs longest and goes well, one child said no first, one has just begun, and of one family the court took over: taking
part could not prevent that. All of them live in the municipality whose year is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.delivery.contacts.actions import plan_appointment
from duizend.delivery.contacts.queries import propose_next
from duizend.delivery.places.actions import PlaceSaid, add_support, arrange, end_place, hear_child
from duizend.delivery.visits.actions import VisitSaid, record_visit
from duizend.doors.practice.beside.setting import Newcomers
from duizend.doors.practice.cast import MAIN_NURSE, SECOND_NURSE
from duizend.ground.kernel import clock
from duizend.record.families.actions import NewParent
from duizend.record.trajectories.actions import end
from duizend.record.trajectories.queries import get_trajectory

if TYPE_CHECKING:
    from collections.abc import Callable

    from duizend.catalogue.rules.delivering import PlaceRules
    from duizend.delivery.places.models import Arrangement
    from duizend.doors.practice.beside.setting import Setting
    from duizend.record.families.models import Child
    from duizend.record.trajectories.models import Trajectory

DAYS_A_YEAR = 365.25
# How long after the first day somebody comes and asks whether the child is used to the place.
UNTIL_SETTLED = 70


@dataclass(frozen=True, slots=True)
class Stay:
    """A place of a child, by its name: so many days ago it began (less than none: it is agreed on), and ended if it did."""

    child: str
    kind: str
    where: str
    half_days: int
    ago: int
    wish: str = ""
    ended_ago: int | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a child said itself, so many days ago."""

    child: str
    ago: int
    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class Help:
    """Support around the child since so many days ago."""

    for_whom: str
    what: str
    by_whom: str
    ago: int


@dataclass(frozen=True, slots=True)
class Story:
    """A family and what came of it. Children by name with their age in years; units: days before the told day."""

    parents: tuple[NewParent, ...]
    children: tuple[tuple[str, float], ...]
    street: str
    ago: int
    stays: tuple[Stay, ...]
    said: tuple[Said, ...] = ()
    helped: tuple[Help, ...] = ()
    by: str = SECOND_NURSE
    # What a visit held, about ten weeks after the first day, where so much time has passed.
    visit: tuple[str, str, str] = field(default=("", "", ""))
    ended: tuple[int, str, str] | None = None


STORIES = (
    Story(
        (NewParent("Mirte", "Oosterling", phone="06-00410233"),), (("Jonah", 9.4), ("Lotte", 6.2)), "Kapelhof 12", 219,
        stays=(
            Stay("Jonah", "after_school_care", "BSO De Kastanje", 3, 205, "Dat hij na school even geen zorgen heeft."),
            Stay("Lotte", "after_school_care", "BSO De Kastanje", 3, 205, "Dat ze met andere kinderen speelt."),
            Stay("Jonah", "club", "Scouting Sint Joris", 1, 96, "Buiten zijn, vies worden, vriendjes maken."),
        ),
        helped=(
            Help("parents", "Gesprekken over somberheid, elke twee weken", "GGZ Maasland", 200),
            Help("network", "Oma kookt op donderdag en blijft slapen", "Oma Ria", 190),
        ),
        visit=(
            "Jonah vertelt aan tafel weer over zijn dag.", "Het brengen en halen lukt. Lotte wilde eerst niet blijven; nu wel.",
            "Mirte vraagt of Jonah bij de scouting kan kijken.",
        ),
    ),
    Story(
        (NewParent("Kelly", "Versteegh", phone="06-00517702"), NewParent("Danny", "Versteegh")),
        (("Dex", 13.3), ("Fay", 3.1)), "Steenbakkerij 40", 166,
        stays=(
            Stay("Fay", "child_care", "Kinderopvang De Kiezelsteentjes", 4, 150, "Rust en een vast ritme voor Fay."),
            Stay("Dex", "homework_support", "Huiswerkclub Het Lokaal", 2, 143, "Dat hij dit jaar overgaat."),
        ),
        said=(Said("Dex", 147, "wants", "Daar is het stil. En ik krijg thee."),),
        helped=(
            Help("parents", "Hulp bij het stoppen met drinken", "Verslavingszorg De Brug", 155),
            Help("network", "Buurvrouw haalt Fay op dinsdag op", "Buurvrouw Connie", 120),
        ),
        visit=(
            "Danny is negen weken droog en zegt het met trots.", "De ochtenden zijn druk. Fay slaapt beter op opvangdagen.",
            "Kelly belt de opvang over een derde dag.",
        ),
    ),
    Story(
        (NewParent("Samira", "Belhaj", phone="06-00622918", language="ar"),),
        (("Ayoub", 14.2), ("Hafsa", 10.6), ("Ilias", 7.5)), "Dijkmagazijn 5", 110,
        stays=(
            Stay("Hafsa", "club", "Gymvereniging Olympia", 1, 98, "Iets wat van haar is."),
            Stay("Ilias", "after_school_care", "BSO De Veerpont", 2, 98, "Dat hij kan rennen."),
            Stay("Ayoub", "club", "Voetbalvereniging Oudrade", 2, 60, "Dat hij weer ergens bij hoort."),
            Stay("Hafsa", "homework_support", "Bibliotheek, huiswerkuur", 1, 47, "Hulp met rekenen.", 12, "child_stopped"),
        ),
        said=(
            Said("Ayoub", 99, "does_not_want", "Opvang is voor kleine kinderen."),
            Said("Ayoub", 66, "wants", "Voetbal wel. Als ik zelf mag fietsen."),
        ),
        helped=(Help("parents", "Oudercursus in eenvoudige taal, met tolk", "MEE Maasland", 90),),
    ),
    Story(
        (NewParent("Petra", "Wijnands", phone="06-00733460"),), (("Noud", 11.3),), "Tuinderspad 21", 27,
        stays=(
            Stay("Noud", "club", "Judoschool Kodokan", 1, 12, "Dat hij merkt wat hij kan."),
            Stay("Noud", "homework_support", "Huiswerkclub Het Lokaal", 2, -8, "Dat niet alles op mij aankomt."),
        ),
        helped=(Help("network", "Opa gaat mee naar judo", "Opa Sjef", 10),), by=MAIN_NURSE,
    ),
    Story(
        (NewParent("Rianne", "Kolk", phone="06-00844157"), NewParent("Mitchell", "Bosman")),
        (("Jaylano", 8.1), ("Vajèn", 5.4)), "Achter de Molen 3", 246,
        stays=(
            Stay("Jaylano", "after_school_care", "BSO De Veerpont", 4, 230, "Een plek waar niet geschreeuwd wordt."),
            Stay("Vajèn", "after_school_care", "BSO De Veerpont", 4, 230, "Dat ze weer lacht."),
        ),
        helped=(
            Help("parents", "Gezinsgesprekken aan huis", "Sociaal team Oudrade", 225),
            Help("network", "Tante Bianca is elk weekend bereikbaar", "Tante Bianca", 210),
        ),
        visit=(
            "Vajèn bleef vandaag graag tot het eind.", "Thuis is er veel ruzie. Rianne wil dat het anders gaat, en is bang.",
            "We bellen vrijdag samen met het sociaal team.",
        ),
        ended=(63, "compulsory_framework", "De kinderrechter sprak een ondertoezichtstelling uit. De plekken gaan over."),
    ),
)  # fmt: skip


def make(setting: Setting) -> None:
    """Make the families of the programme with places that the region works with; nothing where it has none."""
    found = setting.versions_with("place")
    if not found:
        return
    version, programme = found[0]
    inside = setting.of_the_story()
    for number, story in enumerate(STORIES):
        told = Telling(setting, story, programme.forms.place)
        newcomers = Newcomers(story.parents, told.births(), street=story.street)
        place = inside[number % len(inside)]
        told.trajectory = setting.begin(version, newcomers, place=place, days_ago=setting.began(story.ago), by=story.by)
        told.tell()


class Telling:
    """Lets the story of one family happen, day by day, all of it after its people said yes and within the year."""

    trajectory: Trajectory

    def __init__(self, setting: Setting, story: Story, rules: PlaceRules) -> None:
        self.setting, self.story, self.rules = setting, story, rules
        self._made: dict[Stay, Arrangement] = {}

    def births(self) -> tuple[tuple[str, object], ...]:
        """Return the children with their birth dates."""
        on = self.setting.on
        return tuple((name, on - timedelta(days=int(years * DAYS_A_YEAR))) for name, years in self.story.children)

    def tell(self) -> None:
        """Let everything happen in its order; what began before the year does so on its first days."""
        for ago, happen in sorted(self._happenings(), key=lambda one: -one[0]):
            with self.setting.day(self._ago(ago), self.story.by):
                happen()
        if self.story.visit[0] and self._has_passed(UNTIL_SETTLED):
            self._visit()
        if self.story.ended:
            ago, ending, reason = self.story.ended
            with self.setting.day(self._ago(ago), self.story.by) as on:
                end(self.trajectory, ending=ending, on=on, reason=reason)

    def _ago(self, days: int) -> int:
        return self.setting.paced(days, since=self.story.ago)

    def _happenings(self) -> list[tuple[int, Callable[[], object]]]:
        """List what is told with how long ago it was; of one day in the order: support, voices, places, ends."""
        told: list[tuple[int, Callable[[], object]]] = []
        told += [(one.ago, lambda one=one: self._support(one)) for one in self.story.helped]
        told += [(one.ago, lambda one=one: self._hear(one)) for one in self.story.said]
        told += [(max(one.ago, 2), lambda one=one: self._arrange(one)) for one in self.story.stays]
        told += [
            (one.ended_ago, lambda one=one: self._end_place(one))
            for one in self.story.stays
            if one.ended_ago is not None
        ]
        return told

    def _has_passed(self, days: int) -> bool:
        """Say whether so many days have passed since the first day at a place."""
        first = max(stay.ago for stay in self.story.stays)
        last = self.story.ended[0] if self.story.ended else 0
        return self._ago(first) - self._ago(last) > days

    def _child(self, name: str) -> Child:
        return next(link.child for link in self.trajectory.for_children.all() if link.child.given_name == name)

    def _support(self, one: Help) -> None:
        add_support(self.trajectory, for_whom=one.for_whom, what=one.what, by_whom=one.by_whom, from_on=clock.today())

    def _hear(self, one: Said) -> None:
        hear_child(self.trajectory, self._child(one.child), answer=one.answer, words=one.words, on=clock.today())

    def _arrange(self, one: Stay) -> None:
        ids = [kind.id for kind in self.rules.kinds]
        first = clock.today() if one.ago >= 0 else self.setting.on - timedelta(days=one.ago)
        said = PlaceSaid(one.kind if one.kind in ids else ids[0], one.where, one.half_days, first, one.wish)
        self._made[one] = arrange(self.trajectory, self._child(one.child), said)

    def _end_place(self, one: Stay) -> None:
        end_place(self._made[one], last_day=clock.today(), because=one.because)

    def _visit(self) -> None:
        """Let somebody come and look how the child is doing, at the first time that is proposed and has been by now."""
        began = self._ago(max(stay.ago for stay in self.story.stays))
        professional = self.setting.company.professionals[self.story.by]
        with self.setting.day(began - UNTIL_SETTLED, self.story.by):
            trajectory = get_trajectory(self.trajectory.public_id)
            found = propose_next(trajectory, professional)
            if found is None or found.starts.date() >= self.setting.on:
                return
            planned = plan_appointment(
                trajectory, professional=professional, moment=found.moment, mode=found.window.mode,
                starts_at=clock.at(found.starts.date(), found.starts.time()), ends_at=clock.at(found.ends.date(), found.ends.time()),
            )  # fmt: skip
        goes_well, talked_about, agreements = self.story.visit
        with self.setting.day((self.setting.on - found.starts.date()).days, self.story.by, at=found.ends.time()) as on:
            said = VisitSaid(on, goes_well=goes_well, talked_about=talked_about, agreements=agreements)
            record_visit(planned, said)
