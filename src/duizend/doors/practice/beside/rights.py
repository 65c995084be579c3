# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Consents and rights as the practice region has them: a yes that was taken back, a request in each state, files whose term is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.doors.practice.cast import (
    COORDINATOR,
    MAIN_NURSE,
    SECOND_COORDINATOR,
    SECOND_NURSE,
    STORY_MUNICIPALITIES,
)
from duizend.doors.rights import actions as rights
from duizend.doors.rights.rules.objections import STATISTICS
from duizend.doors.rights.rules.requests import ABOUT, LEFT_OUT, NOTHING, OTHER_PARENT
from duizend.record.consents.actions import Answer, note_sharing, record_answer, withdraw
from duizend.record.consents.queries import who_is
from duizend.record.families import actions as families
from duizend.record.families.actions import NewParent, Residence
from duizend.record.families.models import CareRelation
from duizend.record.families.queries import get_family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.actions import refresh_standing

if TYPE_CHECKING:
    from duizend.doors.practice.beside.setting import Setting
    from duizend.doors.rights.models import Request
    from duizend.record.families.models import Family
    from duizend.record.trajectories.models import Trajectory

KNOWN_SINCE = 60
SAID_YES, SHARED, SHARED_AGAIN, TOOK_BACK = 55, 50, 21, 6
# Days ago on which each request was asked: one just now, one half looked at, one released, refused, extended, answered.
NEW, HALF_WAY, RELEASED, REFUSED, EXTENDED, SETTLED = 2, 12, 9, 30, 41, 48
OBJECTED, MOVED = 5, 22
# Past the term of a year that the region keeps a "no" or an offer without answer.
LONG_AGO, LONGER_AGO = 410, 470
# Days after the first in which a family answers, or nobody does and the term to answer is over.
ANSWERED, GIVEN_UP = 11, 40


@dataclass(frozen=True, slots=True)
class Once:
    """A family that was offered something once, and what it said; nothing followed."""

    parent: NewParent
    child: str
    street: str
    answer: str
    reason: str = ""


ONCE = (
    (LONG_AGO, Once(NewParent("Lobke", "Sterkenburg", phone="06-00000611"), "Ties", "Rietschoof 4", "declined", "Het gaat goed zo.")),
    (LONG_AGO, Once(NewParent("Fardau", "Wijnsma", phone="06-00000613"), "Jelmer", "Kalmoes 31", "declined")),
    (LONGER_AGO, Once(NewParent("Aniek", "ter Horst", phone="06-00000612"), "Juno", "Hazelaar 19", "no_answer")),
)  # fmt: skip


def make(setting: Setting) -> None:
    """Let families say what may be shared, ask for their file, and let two old files be over, one of them proposed."""
    *_declined, unanswered = (_offered_once(setting, once, days_ago) for days_ago, once in ONCE)
    with setting.day(0, SECOND_COORDINATOR):
        # Where it stands is otherwise worked out when all of the region has happened.
        refresh_standing([unanswered.pk])
        rights.propose_destruction(unanswered.family.public_id)
    known = _families(setting, SECOND_NURSE)
    if known:
        _consents(setting, known[0])
    for ask, family in zip(REQUESTS, known, strict=False):
        ask(setting, family)
    _object(setting)
    for family in _families(setting, MAIN_NURSE)[:1]:
        _move(setting, family)


def _families(setting: Setting, nurse: str) -> list[Family]:
    """List families that a nurse cared for all that time, with two parents and a child."""
    with setting.day(0, COORDINATOR):
        since = setting.on - timedelta(days=KNOWN_SINCE)
        relations = CareRelation.objects.filter(
            professional=setting.company.professionals[nurse], valid_from__lte=since, valid_until__isnull=True
        )
        ids = dict.fromkeys(relations.order_by("family_id").values_list("family__public_id", flat=True))
        found = [get_family(public_id) for public_id in ids]
        return [
            one for one in found
            if len(one.parents.all()) > 1 and any(child.died_on is None and child.birth_date <= since for child in one.children.all())
        ]  # fmt: skip


def _consents(setting: Setting, family: Family) -> None:
    """Let a mother say yes about herself to two organisations; one yes she takes back after it was used twice."""
    mother = min(family.parents.all(), key=lambda one: one.pk)
    for recipient in ("gp", "local_team"):
        with setting.day(SAID_YES, SECOND_NURSE) as day:
            said = Answer(who_is(mother), who_is(mother), "inform", recipient, day, "talk")
            given = record_answer(family, said, yes=True)
    for days_ago, recipient, kind in (
        (SHARED, "local_team", "talk"),
        (SHARED, "gp", "talk"),
        (SHARED_AGAIN, "local_team", "letter"),
    ):
        with setting.day(days_ago, SECOND_NURSE) as day:
            note_sharing(family, purpose="inform", recipient=recipient, kind=kind, on=day, about=[mother])
    with setting.day(TOOK_BACK, SECOND_NURSE) as day:
        withdraw(given, on=day)


def _ask(setting: Setting, family: Family, kind: str, days_ago: int, words: str, **more: str) -> Request:
    parent = min(family.parents.all(), key=lambda one: one.pk)
    with setting.day(days_ago, COORDINATOR) as day:
        return rights.record_request(family, rights.Asked(kind, day, "document", parent=parent, words=words, **more))


def _object(setting: Setting) -> None:
    """Let the family of the main nurse that came last object to statistics, outside the municipality whose year is told."""
    story = set(STORY_MUNICIPALITIES.values())
    for family in reversed(_families(setting, MAIN_NURSE)):
        if not any(home.municipality.name in story for home in family.households.all()):
            words = "Wij willen in geen enkel cijfer, ook niet zonder naam."
            _ask(setting, family, "objection", OBJECTED, words, scope=STATISTICS)
            return


def _move(setting: Setting, family: Family) -> None:
    """Let a family's file go along to where it will live; nobody said yet that it arrived, and the days for that are over."""
    asked = _ask(
        setting, family, "moving", MOVED, "Wij verhuizen naar mijn zus.", recipient="JGZ Rivierenland (verzonnen)"
    )
    with setting.day(MOVED - 4, COORDINATOR):
        for about in ABOUT:
            rights.note_check(asked, about=about, found=NOTHING)
        rights.release(asked)


def _new(setting: Setting, family: Family) -> None:
    _ask(setting, family, "copy", NEW, "Ik wil graag alles wat er over ons staat.")


def _half_way(setting: Setting, family: Family) -> None:
    asked = _ask(setting, family, "copy", HALF_WAY, "Een afschrift, graag op papier.")
    with setting.day(HALF_WAY - 3, COORDINATOR):
        rights.note_check(asked, about=ABOUT[1], found=NOTHING)


def _released(setting: Setting, family: Family) -> None:
    asked = _ask(setting, family, "copy", RELEASED, "")
    with setting.day(RELEASED - 3, COORDINATOR):
        for about in ABOUT:
            found = LEFT_OUT if about == OTHER_PARENT else NOTHING
            words = "Wat de andere ouder alleen aan ons vertelde (art. 15 lid 4 AVG)." if found == LEFT_OUT else ""
            rights.note_check(asked, about=about, found=found, words=words)
        rights.release(asked)


def _refused(setting: Setting, family: Family) -> None:
    asked = _ask(setting, family, "destruction", REFUSED, "Haal alles weg.")
    with setting.day(REFUSED - 10, COORDINATOR):
        words = "De begeleiding loopt nog en het dossier is daarvoor nodig (art. 7:455 lid 2 BW)."
        rights.refuse(asked, words=words)


def _extended(setting: Setting, family: Family) -> None:
    asked = _ask(setting, family, "inspection", EXTENDED, "Ik wil het hele dossier samen bekijken.")
    with setting.day(EXTENDED - 20, COORDINATOR):
        words = "Het dossier is groot, en de andere ouder is op reis."
        rights.extend(asked, until_on=setting.on + timedelta(days=12), words=words)


def _settled(setting: Setting, family: Family) -> None:
    asked = _ask(setting, family, "inspection", SETTLED, "Wat staat er over de eerste maanden?")
    with setting.day(SETTLED - 8, COORDINATOR):
        rights.settle(asked, words="Samen bekeken; zij had geen vragen meer.")


# The family with consents asked for nothing yet: the first of the list is only theirs.
REQUESTS = (lambda _setting, _family: None, _new, _half_way, _released, _refused, _extended, _settled)


def _offered_once(setting: Setting, once: Once, days_ago: int) -> Trajectory:
    """Let a family be offered the region's programme long ago, outside the municipality whose year is told."""
    story = set(STORY_MUNICIPALITIES.values())
    there = next(one for one in setting.places.municipalities if one.name not in story)
    version, somebody = setting.company.version, once.answer != "no_answer"
    with setting.day(days_ago, COORDINATOR) as on:
        residence = Residence(there, None, on, once.street)
        family = families.register_family(on=on, residence=residence, parents=(once.parent,))
        child = families.register_birth(family, birth_date=on - timedelta(days=20), given_name=once.child)
        made = trajectories.indicate(family, version=version, on=on, children=[child])
    with setting.day(days_ago - 4, COORDINATOR) as on:
        trajectories.offer(made, on=on)
        if not somebody:
            trajectories.record_attempt(made, how="phone", on=on)
    with setting.day(days_ago - (ANSWERED if somebody else GIVEN_UP), COORDINATOR) as on:
        said = trajectories.AnswerSaid(
            reason=once.reason, decided_by="family" if somebody else "",
            answered_by=family.parents.get() if somebody else None,
        )  # fmt: skip
        trajectories.record_answer(made, once.answer, on=on, said=said)
    return made
