# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Volunteers and the families that ask for one, as the practice region has them: a year without a match.

Four volunteers were trained and six families asked, in the municipality whose year is told. For four no match came about,
each for another reason; for two the search goes on. Of one volunteer a check nearly lapses, one rests, and a fifth came so
lately that she was not trained yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.delivery.matching.actions import (
    StepSaid,
    VolunteerTold,
    begin_pause,
    hear_child,
    propose,
    record_check,
    record_no_match,
    register_volunteer,
    renew_link,
    take_step,
    tell_asking,
    tell_times,
)
from duizend.delivery.matching.queries import get_volunteer
from duizend.delivery.matching.rules.volunteers import LAPSING
from duizend.doors.practice.beside.setting import Newcomers
from duizend.doors.practice.cast import COORDINATOR
from duizend.ground.kernel import clock
from duizend.record.families.actions import NewParent
from duizend.record.trajectories.actions import end

if TYPE_CHECKING:
    from duizend.catalogue.models import ProgrammeVersion
    from duizend.catalogue.rules.delivering import MatchRules
    from duizend.delivery.matching.models import Volunteer
    from duizend.doors.practice.beside.setting import Setting
    from duizend.doors.practice.events import Place
    from duizend.record.trajectories.models import Trajectory

DAYS_A_YEAR = 365.25
TRAINING = "training"
# How long something that was seen counts here: the organisation's own agreement, counted in days.
COUNTS_FOR = 365
# When everybody was sent a new address.
LINK_AGO = 45
WHO_SAW = "Rachida Amrani"


@dataclass(frozen=True, slots=True)
class Told:
    """A volunteer: who she is, when she can, and how many days ago she came and was trained (None: not yet)."""

    given_name: str
    family_name: str
    about: str
    phone: str
    ages: tuple[int, int]
    half_days: tuple[str, ...]
    ago: int
    trained_ago: int | None
    # She rests since and until so many days from the told day; the last one is still to come.
    rests: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """That no match came about: so many days ago, who decided, and which of their reasons in the order of the file."""

    ago: int
    decided_by: str
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """A family that asks: children by name with their age in years; volunteers by their place in the list below."""

    parents: tuple[NewParent, ...]
    children: tuple[tuple[str, float], ...]
    street: str
    ago: int
    words: str
    half_days: tuple[str, ...]
    heard: tuple[str, str] | None = None
    # Who was put to the parent, so many days ago; whom she chose, and what may be told.
    put: tuple[tuple[int, int], ...] = ()
    chose: tuple[int, tuple[str, ...]] | None = None
    none: Ended | None = None
    is_closed: bool = False


VOLUNTEERS = (
    Told(
        "Harriët", "Vos", "Een rustig huis, één dochter van drie en een oude kat.", "06-00310045", (0, 7),
        ("tue_morning", "fri_morning"), 341, 226,
    ),
    Told(
        "Ans", "Dekkers", "Mijn kinderen zijn het huis uit. Er is een moestuin en altijd soep.", "06-00318821", (2, 13),
        ("wed_afternoon", "sat_morning"), 248, 226,
    ),
    Told(
        "Yvonne", "Tjin-Asjoe", "Ik bak graag, en heb twee konijnen.", "06-00325590", (4, 11), ("wed_afternoon",), 240, 226,
        rests=(19, 37),
    ),
    Told(
        "Bart", "Kusters", "Ik werk vaak thuis. Mijn zoon is acht en voetbalt.", "06-00334412", (4, 11), ("thu_afternoon", "sat_morning"),
        181, 128,
    ),
    Told("Marlies", "Timmer", "Gepensioneerd juf, met een grote tuin.", "06-00347703", (3, 13), ("mon_afternoon",), 16, None),
)  # fmt: skip
STORIES = (
    Story(
        (NewParent("Nadia", "Bakkali", phone="06-00910234"),), (("Sami", 1.2),), "Veerstoep 7", 171,
        "Eén ochtend slapen zou al schelen. Ik vind het wel spannend.", ("tue_morning", "fri_morning"), put=((0, 156),),
        none=Ended(139, "parent", 0, "Zij wil Sami liever niet bij iemand brengen die zij nog niet kent."), is_closed=True,
    ),
    Story(
        (NewParent("Jessica", "Maas", phone="06-00917768"), NewParent("Roy", "Maas")), (("Levi", 4.6), ("Noa", 2.3)), "Roggeveld 55",
        150, "Er komt zoveel tegelijk. Iemand die ze meeneemt, dan kan ik bellen en regelen.", ("wed_afternoon",),
        none=Ended(121, "coordinator", 0, "Samen met Jessica besproken; het sociaal team komt nu twee keer per week."),
        is_closed=True,
    ),
    Story(
        (NewParent("Willeke", "Prins", phone="06-00923315"),), (("Jesse", 12.8),), "Havenkade 18", 112,
        "Jesse zit veel binnen sinds ik ziek ben. Iemand met wie hij iets kan bouwen.", ("sat_morning",),
        heard=("unsure", "Alleen als ik mijn soldeerbout mee mag."),
        none=Ended(70, "coordinator", 1, "Niemand van de vier ontvangt graag een kind van twaalf."), is_closed=True,
    ),
    Story(
        (NewParent("Ewelina", "Wróbel", phone="06-00931127", language="pl"),), (("Hania", 6.4),), "Spoorzicht 9", 62,
        "Na schooltijd een vast adres, tot ik uit mijn werk kom.", ("thu_afternoon", "mon_afternoon"), put=((3, 41),),
        none=Ended(5, "parent", 1, "Haar zus is hier komen wonen en haalt Hania nu op."),
    ),
    Story(
        (NewParent("Anna", "Schippers", phone="06-00946650"), NewParent("Ruud", "Schippers")), (("Mees", 3.4),), "Kerkring 31", 34,
        "Wij slapen al maanden slecht. Een paar uur rust, en voor Mees een plek waar het licht is.",
        ("fri_morning", "sat_morning"), put=((0, 6), (1, 6)),
    ),
    Story(
        (NewParent("Loubna", "Ouali", phone="06-00952208", language="ar"),), (("Inaya", 5.7),), "Klaverakker 2", 48,
        "Inaya vraagt om een oma. Die heeft ze hier niet.", ("wed_afternoon",), put=((1, 13),),
        chose=(4, ("parent_name", "children_ages", "half_days", "words")),
    ),
)  # fmt: skip


def make(setting: Setting) -> None:
    """Make the volunteers of the programme that matches, and the families that ask; nothing where the region has none."""
    found = setting.versions_with("match")
    if not found:
        return
    version, programme = found[0]
    inside, rules = setting.of_the_story(), programme.forms.match
    volunteers = [
        _receive(setting, told, version, inside[number % len(inside)], rules) for number, told in enumerate(VOLUNTEERS)
    ]
    for number, story in enumerate(STORIES):
        newcomers = Newcomers(story.parents, _births(setting, story), street=story.street)
        trajectory = setting.begin(
            version, newcomers, place=inside[number % len(inside)], days_ago=setting.began(story.ago), by=""
        )
        _tell(setting, story, trajectory, volunteers, rules=rules)


def _births(setting: Setting, story: Story) -> tuple[tuple[str, object], ...]:
    return tuple((name, setting.on - timedelta(days=int(years * DAYS_A_YEAR))) for name, years in story.children)


def _receive(setting: Setting, told: Told, version: ProgrammeVersion, place: Place, rules: MatchRules) -> Volunteer:
    """Register a volunteer and what was seen of her; only her training has to be within the year."""
    municipality = setting.places.find_municipality(place.municipality)
    who = VolunteerTold(
        told.given_name, told.family_name, municipality,
        neighbourhood=setting.places.find_neighbourhood(municipality, place.neighbourhood) if place.neighbourhood else None,
        phone=told.phone, email=f"{told.given_name.casefold()}@steun.example".replace("ë", "e"), about=told.about,
        age_from=told.ages[0], age_until=told.ages[1],
    )  # fmt: skip
    with setting.day(setting.working(told.ago), COORDINATOR) as on:
        made = register_volunteer(who, programme=version.programme, on=on)
        tell_times(made, told.half_days, on=on)
        for need in rules.volunteer_needs:
            if need != TRAINING:
                until = on + timedelta(days=COUNTS_FOR) if need in LAPSING else None
                record_check(made, need, seen_on=on, valid_until=until, seen_by=WHO_SAW)
    if told.trained_ago is not None:
        with setting.day(setting.working(setting.within_year(told.trained_ago)), COORDINATOR) as on:
            record_check(made, TRAINING, seen_on=on, seen_by=WHO_SAW)
        with setting.day(setting.working(setting.within_year(LINK_AGO)), COORDINATOR):
            renew_link(made)
    if told.rests is not None:
        since, until = told.rests
        with setting.day(setting.working(since), COORDINATOR) as on:
            begin_pause(made, from_on=on, until_on=setting.on + timedelta(days=until))
    with setting.day(0, COORDINATOR):
        return get_volunteer(made.public_id)


def _tell(
    setting: Setting, story: Story, trajectory: Trajectory, volunteers: list[Volunteer], *, rules: MatchRules
) -> None:  # fmt: skip
    """Let a family ask and be helped on, or not."""

    def paced(ago: int) -> int:
        return setting.paced(ago, since=story.ago)

    with setting.day(paced(story.ago), COORDINATOR) as on:
        tell_asking(trajectory, words=story.words, half_days=story.half_days, on=on)
        for link in trajectory.for_children.all() if story.heard else ():
            hear_child(trajectory, link.child, voice=story.heard[0], words=story.heard[1], on=on)
    for number, ago in story.put:
        with setting.day(paced(ago), COORDINATOR) as on:
            match = propose(trajectory, volunteers[number], on=on)
    if story.chose is not None:
        ago, shared = story.chose
        with setting.day(paced(ago), COORDINATOR) as on:
            take_step(match, "parent_yes", on=on, said=StepSaid(shared=shared))
    if story.none is not None:
        with setting.day(paced(story.none.ago), COORDINATOR):
            _find_none(story, trajectory, rules)


def _find_none(story: Story, trajectory: Trajectory, rules: MatchRules) -> None:
    """Record that no match came about, by a reason of the programme's file, and that it ended there if it did."""
    own = [one for one in rules.reasons if one.decided_by == story.none.decided_by] or list(rules.reasons)
    reason = own[story.none.number % len(own)]
    record_no_match(trajectory, reason=reason.id, on=clock.today(), words=story.none.words)
    if story.is_closed:
        end(trajectory, ending="ended_before_start", on=clock.today())
