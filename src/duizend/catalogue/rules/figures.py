# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the counts and terms of a programme come to: which numbers are right, and on which days a term ends."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.programme import Example, Programme
from duizend.catalogue.rules.schedule import find_anchor
from duizend.ground.kernel.rules.points import Point, add_point


@dataclass(frozen=True, slots=True)
class Allowed:
    """The numbers that are right: from least up to and including most."""

    least: float
    most: float

    def holds(self, number: float) -> bool:
        """Say whether a number is right."""
        return self.least <= number <= self.most


def list_counts(programme: Programme) -> dict[str, Allowed]:
    """List by name which numbers are right for each count that this programme sets.

    `asked`: after so many times may be asked again. `facilitators`, `organisations`: so many are enough.
    `group_size`, `group_sessions`, `group_smallest` (so many and the group goes on), `partner_sessions`, `recordings`,
    `half_days`. `minutes_<contact id>`. `fidelity_<kind>`: such a share is enough.
    """
    return dict(_counts(programme))


def _counts(programme: Programme) -> Iterator[tuple[str, Allowed]]:
    forms = programme.forms
    if programme.offer is not None:
        yield "asked", Allowed(0, programme.offer.cap - 1)
    if programme.team is not None:
        yield "facilitators", Allowed(programme.team.facilitators, math.inf)
    if forms.group is not None:
        yield "group_size", Allowed(*forms.group.size)
        yield "group_sessions", Allowed(*forms.group.sessions)
        yield "partner_sessions", Allowed(forms.group.partner_sessions, forms.group.partner_sessions)
        yield "organisations", Allowed(forms.group.organisations, math.inf)
        if forms.group.smallest is not None:
            yield "group_smallest", Allowed(forms.group.smallest, math.inf)
    if forms.video is not None:
        yield "recordings", Allowed(*forms.video.recordings)
    if forms.match is not None:
        yield "half_days", Allowed(*forms.match.half_days)
    for contact in programme.contacts:
        if contact.minutes is not None:
            yield f"minutes_{contact.id}", Allowed(*contact.minutes)
    for measure in forms.fidelity:
        if measure.least is not None:
            yield f"fidelity_{measure.kind}", Allowed(measure.least, 1)


def list_days(programme: Programme, example: Example) -> dict[str, date | None]:
    """List by name on which day each term of this programme ends, if it begins on the day of an example.

    `answer_by`: asked that day, an answer is due. `kept_until`: the first day on which the record is not kept. `experienced_since`: who
    began then, or before, has the experience. `cohort_until`: if the case's due date is the first of a group, the first due date
    that is too late for it. `destroyed_by`, `trial_until`, `match_until`, `place_until`. Ages of the child that
    the programme is for: `child_from`, `child_until`, `own_voice_from`; nothing where no date is known.
    """
    anchor = find_anchor(programme, example.case, example.on) or Anchor()
    return {
        name: None if day is None else add_point(day, point)
        for name, day, point in _terms(programme, example.on, anchor)
    }


def _terms(programme: Programme, on: date, anchor: Anchor) -> Iterator[tuple[str, date | None, Point]]:
    forms, born_on = programme.forms, anchor.born_on or anchor.due_on
    if programme.offer is not None:
        yield "answer_by", on, programme.offer.answer_term
    if programme.retention is not None:
        yield "kept_until", born_on if programme.retention.since == "birth_of_child" else on, programme.retention.term
    if programme.team is not None and programme.team.experience is not None:
        length = programme.team.experience
        yield "experienced_since", on, Point("birth", -length.months, -length.days)
    if forms.group is not None:
        yield "cohort_until", anchor.due_on, forms.group.due_date_range
    if forms.video is not None:
        yield "destroyed_by", on, forms.video.destroy_within
    if forms.match is not None:
        yield "trial_until", on, forms.match.trial
        yield "match_until", on, forms.match.usual_length
        yield "child_from", born_on, forms.match.child_from
        yield "child_until", born_on, forms.match.child_until
    if forms.place is not None:
        yield "place_until", on, forms.place.term
    own_voice = next((form.own_voice_from for form in (forms.match, forms.place) if form and form.own_voice_from), None)
    if own_voice is not None:
        yield "own_voice_from", born_on, own_voice
