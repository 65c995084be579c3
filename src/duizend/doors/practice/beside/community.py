# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is in the neighbourhood, as the practice region has it: a dozen activities of parents and what goes with them.

Most were looked at lately, one so long ago that somebody has to look again, two wait for a first look, one stopped.
Parents wish for more than there is in one neighbourhood; three of them wait to be called.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from duizend.delivery.community.actions import (
    ActivityTold,
    Proposer,
    ask_call_back,
    count_came,
    hide_activity,
    propose_activity,
    show_activity,
    tell_coming,
    tell_wish,
)
from duizend.doors.practice.cast import COORDINATOR
from duizend.ground.region.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.catalogue.rules.delivering import Named
    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.community.models import Activity
    from duizend.doors.practice.beside.setting import Setting
    from duizend.ground.region.models import Neighbourhood

DUTCH = "Nederlands"
EVENING = time(20, 15)
AFTER_BIRTH, PREGNANCY = ("after_birth",), ("pregnancy",)
BOTH = (*PREGNANCY, *AFTER_BIRTH)
ACTIVITY, MEETING_PLACE, GROUP = range(3)
EXPECTING, FIRST_BABY, SLEEP, TODDLER, ALONE, NEW_HERE, JUST_MEET = range(7)


@dataclass(frozen=True, slots=True)
class Told:
    """An activity: where in the list of neighbourhoods, of which kind and for whom by their place in the file.

    Units: days before the told day on which it was proposed and looked at (None: nobody looked), and how many came on
    such a day. `led_by` is a parent who agreed to be named; `asked_by` who proposed it.
    """

    title: str
    about: str
    at: int
    kind: int
    situations: tuple[int, ...]
    place: str
    days: str
    proposed: int
    checked: int | None
    phases: tuple[str, ...] = AFTER_BIRTH
    places: int | None = None
    led_by: str = ""
    phone: str = ""
    language: str = DUTCH
    by_organisation: bool = False
    coming: int = 0
    came: tuple[tuple[int, int], ...] = ()
    asked_by: str = "Samira"


ACTIVITIES = (
    Told(
        "Koffie met de kleintjes", "Aanschuiven met je baby of peuter. De koffie staat klaar, er ligt een kleed met speelgoed.",
        0, MEETING_PLACE, (FIRST_BABY, JUST_MEET), "Buurthuis De Schakel, Kerkplein 4", "Elke dinsdag, 9.30 tot 11.00 uur",
        160, 40, led_by="Samira", phone="06 10 00 00 21", coming=3, came=((35, 9), (21, 11), (7, 8)),
    ),
    Told(
        "Wandelen met de wagen", "Een uur langs het water, in het tempo van de jongste. Vaders zijn er ook.",
        1, ACTIVITY, (FIRST_BABY, NEW_HERE), "Verzamelen bij het gemaal", "Elke donderdag om 13.30 uur", 130, 20,
        led_by="Jeroen", came=((27, 6), (13, 5)), asked_by="Jeroen",
    ),
    Told(
        "Zwanger in de wijk", "Praten met andere aanstaande ouders, met of zonder partner.",
        0, GROUP, (EXPECTING,), "Bibliotheek, zaal boven", "Om de week op woensdag, 19.30 uur", 95, 30, BOTH, places=8, coming=6,
        by_organisation=True, asked_by="Noor",
    ),
    Told(
        "Peuters de baas", "Ouders vertellen wat bij hen werkt als een peuter alles zelf wil. Niemand geeft les.",
        4, GROUP, (TODDLER,), "Speeltuinvereniging, clubhuis", "Eerste maandag van de maand, 20.00 uur", 120, 15, places=10,
        coming=7, led_by="Astrid", came=((44, 9), (16, 8)), asked_by="Astrid",
    ),
    Told(
        "Slaapcafé", "Over korte nachten. Een ouder die het achter de rug heeft, zet de thee.",
        5, GROUP, (SLEEP, FIRST_BABY), "Wijkcentrum Het Anker", "Tweede donderdag van de maand, 19.30 uur", 80, 25, places=6,
        coming=6, asked_by="Wim",
    ),
    Told(
        "Samen alleen", "Voor wie er alleen voor staat: samen eten, de kinderen spelen ernaast.",
        8, GROUP, (ALONE, JUST_MEET), "De Ontmoeting, Molenstraat 12", "Elke vrijdag, 17.00 tot 19.00 uur", 70, 12, places=12,
        coming=4, led_by="Chantal", phone="06 10 00 00 34", came=((10, 7), (3, 10)), asked_by="Chantal",
    ),
    Told(
        "Taal en thee", "Nederlands oefenen terwijl de kinderen spelen. Elke taal aan tafel is goed.",
        8, MEETING_PLACE, (NEW_HERE, JUST_MEET), "Basisschool De Regenboog, ouderkamer", "Elke woensdag, 9.00 tot 10.30 uur", 140,
        55, language="Nederlands, Arabisch en Tigrinya", came=((30, 12), (9, 14)), asked_by="Helen",
    ),
    Told(
        "Ruilhoek kinderspullen", "Kleren en boxen die te klein zijn: breng wat je kwijt wilt, neem mee wat past.",
        11, ACTIVITY, (JUST_MEET,), "Hal van de sporthal", "Elke laatste zaterdag, 10.00 tot 12.00 uur", 200, 60,
        came=((50, 31), (22, 27)), asked_by="Bram",
    ),
    Told(
        "Vaders en koffie", "Op zaterdagochtend met je kind naar de speeltuin. Moeders slapen uit.",
        14, MEETING_PLACE, (FIRST_BABY, TODDLER), "Speeltuin aan de dijk", "Elke zaterdag om 10.00 uur", 260, 215,
        led_by="Ruben", asked_by="Ruben",
    ),
    Told(
        "Babymassage bij de buren", "Een ouder doet voor, jij doet na. Neem een handdoek mee.",
        2, ACTIVITY, (FIRST_BABY,), "Huiskamer van de wijk", "Vier dinsdagen, 10.00 uur", 180, 90, places=6, coming=5,
        asked_by="Leila",
    ),
    Told(
        "Moestuin voor kleine handen", "Een stukje grond bij de school om samen te zaaien en te plukken.",
        3, ACTIVITY, (TODDLER, JUST_MEET), "Schooltuin achter de gymzaal", "Elke woensdagmiddag vanaf maart", 9, None,
        led_by="Marit", asked_by="Marit",
    ),
    Told(
        "Eerste hulp bij een huilende baby", "Elkaar bellen als het even te veel is, en een keer per maand samen eten.",
        6, GROUP, (SLEEP, ALONE), "Wijkgebouw De Spil", "Derde dinsdag van de maand, 18.00 uur", 2, None, places=8,
        asked_by="Danique",
    ),
)  # fmt: skip
# It stopped, and does not show.
STOPPED = Told(
    "Zwemmen met je baby", "Samen het warme water in.", 7, ACTIVITY, (FIRST_BABY,), "Zwembad De Waterlelie",
    "Zondag om 9.00 uur", 320, 300, asked_by="Petra",
)  # fmt: skip
STOPPED_AGO = 120
# In which neighbourhood, for which situation, how many people, and how many days ago.
WISHES = (
    (5, SLEEP, 3, 60), (5, SLEEP, 2, 24), (5, SLEEP, 4, 6), (0, EXPECTING, 2, 30), (0, EXPECTING, 3, 11), (9, ALONE, 2, 45),
    (9, ALONE, 1, 8), (12, NEW_HERE, 4, 19), (8, ALONE, 2, 90), (3, TODDLER, 5, 33),
)  # fmt: skip
# Who wants to be called, from how many days ago, and about which activity.
CALLS = (("Yasmina", "06 10 00 00 51", 4, 4), ("Kees", "06 10 00 00 52", 1, None), ("Joëlle", "06 10 00 00 53", 0, 0))


def make(setting: Setting) -> None:
    """Make what parents do in the neighbourhood, with what a coordinator did with it."""
    known = setting.versions_with("activity")
    if not known:
        return
    _version, programme = known[0]
    made = {told.title: _make_activity(setting, programme, told) for told in ACTIVITIES}
    stopped = _make_activity(setting, programme, STOPPED)
    with setting.day(STOPPED_AGO, COORDINATOR):
        hide_activity(stopped, words="Het zwembad is dicht.")
    for at, situation, number, ago in WISHES:
        with setting.day(ago, at=EVENING):
            place = _neighbourhood(setting, at)
            tell_wish(programme, place, situation=_pick(programme.forms.activity.situations, situation), number=number)
    for name, phone, ago, about in CALLS:
        # Today nobody asked in the evening yet.
        with setting.day(ago, at=EVENING if ago else time(8, 10)):
            ask_call_back(name, phone, activity=made[ACTIVITIES[about].title] if about is not None else None)


def _make_activity(setting: Setting, programme: Programme, told: Told) -> Activity:
    with setting.day(told.proposed, at=EVENING):
        activity = propose_activity(
            programme, _told(setting, programme, told), by=Proposer(told.asked_by, "06 10 00 00 40")
        )
    if told.checked is None:
        return activity
    with setting.day(told.checked, COORDINATOR):
        show_activity(activity)
    if told.coming:
        with setting.day(min(told.checked, 5), at=EVENING):
            tell_coming(activity, told.coming)
    for ago, number in told.came:
        with setting.day(ago - 1, COORDINATOR) as on:
            count_came(activity, number, on=on)
    return activity


def _told(setting: Setting, programme: Programme, told: Told) -> ActivityTold:
    rules = programme.forms.activity
    teams = Organisation.objects.filter(kind="social_team").order_by("id")
    return ActivityTold(
        kind=_pick(rules.kinds, told.kind), situations=tuple(dict.fromkeys(_pick(rules.situations, one) for one in told.situations)),
        phases=told.phases, title=told.title, about=told.about, neighbourhood=_neighbourhood(setting, told.at),
        place=told.place, days=told.days, language=told.language, places=told.places, owner_name=told.led_by,
        caller_name=told.led_by if told.phone else "", caller_phone=told.phone, agreed=bool(told.led_by),
        organisation=teams.first() if told.by_organisation else None,
    )  # fmt: skip


def _pick(known: Sequence[Named], place: int) -> str:
    """Return a word of the file by its place, or its last one where it has fewer."""
    return known[min(place, len(known) - 1)].id


def _neighbourhood(setting: Setting, at: int) -> Neighbourhood:
    """Return a neighbourhood by its place among those of the region, in the order of their codes; round again after the last."""
    known = sorted(setting.places.neighbourhoods, key=lambda one: one.code)
    return known[at % len(known)]
