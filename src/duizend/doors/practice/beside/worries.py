# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two trails of the meldcode, as the practice region has them: one that is open with a term, one that was closed.

Invented, as all of it is. They are seen by the nurse who began them and by the safeguarding lead only.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.doors.practice.cast import MAIN_NURSE
from duizend.ground.access.identity import act_for
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.record.families.models import CareRelation
from duizend.record.families.queries import get_family
from duizend.safety.meldcode.actions import About, Said, begin_trail, close_trail, note_taken_out, record_entry
from duizend.safety.meldcode.queries import get_trail
from duizend.safety.meldcode.shelf import offered_frameworks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from duizend.doors.practice.beside.setting import Setting
    from duizend.record.families.models import Family
    from duizend.safety.meldcode.models import Trail

BEGAN, CONSULTED, TALKED, WEIGHED = 19, 17, 12, 5
TERM_DAYS = 21


def make(setting: Setting) -> None:
    """Let the nurse work on a worry about one family, and close one about another."""
    with setting.day(0, MAIN_NURSE):
        families = _families(setting)
    if families:
        _open_trail(setting, families[0])
    if len(families) > 1:
        _closed_trail(setting, families[1])


@contextmanager
def _guarded(setting: Setting, days_ago: int) -> Iterator[date]:
    with setting.day(days_ago, MAIN_NURSE) as day:
        act_for(SAFEGUARDING)
        yield day


def _families(setting: Setting) -> list[Family]:
    """List two families that the nurse cared for all of that time, with two parents and a child."""
    since = setting.on - timedelta(days=BEGAN)
    relations = CareRelation.objects.filter(
        professional=setting.company.professionals[MAIN_NURSE], valid_from__lte=since, valid_until__isnull=True
    )
    found = []
    for public_id in relations.order_by("family_id").values_list("family__public_id", flat=True).distinct():
        family = get_family(public_id)
        children = [child for child in family.children.all() if child.died_on is None and child.birth_date <= since]
        if children and len(family.parents.all()) > 1:
            found.append(family)
        if len(found) > 1:
            break
    return found


def _note(setting: Setting, trail: Trail, days_ago: int, kind: str, said: Said) -> None:
    with _guarded(setting, days_ago) as day:
        record_entry(get_trail(trail.public_id), kind, said, on=day)


def _begin(setting: Setting, family: Family) -> Trail:
    with _guarded(setting, BEGAN) as day:
        child = min(family.children.all(), key=lambda one: one.birth_date)
        return begin_trail(
            family, about=About(child=child), framework=offered_frameworks(["verpleegkundigen"])[0], on=day
        )


def _open_trail(setting: Setting, family: Family) -> None:
    trail = _begin(setting, family)
    first, second = sorted(family.parents.all(), key=lambda one: one.pk)[:2]
    signals = "Bij het bezoek werd er luid geruzied waar het kind bij was. Het kind schrok en zocht mij op."
    _note(setting, trail, BEGAN, "signals", Said(words=signals))
    advice = Said(
        words="Eerst apart met moeder spreken. Bij acuut gevaar meteen bellen.", answer="veilig_thuis", anonymous=True
    )
    _note(setting, trail, CONSULTED, "consult", advice)
    shield = Said(words="Zij is bang voor wat hij doet als hij dit leest.", parent=second)
    _note(setting, trail, CONSULTED, "shield", shield)
    talk = Said(words="Zij vertelt dat het vaker gebeurt en wil dat het stopt.", parent=first, who="")
    _note(setting, trail, TALKED, "conversation", talk)
    for number, words in (
        (1, "Het gebeurt vaker, en het kind is erbij."),
        (4, "Zij wil hulp en komt de afspraken na."),
    ):
        _note(setting, trail, WEIGHED, "question", Said(words=words, number=number, answer="yes"))
    _note(
        setting, trail, WEIGHED, "decision_help", Said(words="Wijkteam en een veiligheidsplan.", answer="organise_help")
    )
    term = Said(words="Geen ruzie meer waar het kind bij is.", due_on=setting.on + timedelta(days=TERM_DAYS - WEIGHED))
    _note(setting, trail, WEIGHED, "term", term)


def _closed_trail(setting: Setting, family: Family) -> None:
    trail = _begin(setting, family)
    _note(setting, trail, BEGAN, "signals", Said(words="Een blauwe plek op het been, gezien bij het wegen."))
    _note(
        setting,
        trail,
        CONSULTED,
        "consult",
        Said(words="De plek past bij leren lopen.", answer="colleague", who="Jeugdarts"),
    )
    with _guarded(setting, TALKED) as day:
        close_trail(get_trail(trail.public_id), words="De arts zag de plek en vindt er geen aanwijzing in.", on=day)
        note_taken_out(get_trail(trail.public_id), "handed_over")
