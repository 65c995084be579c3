# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can have come out of a measurement, and whether it may be recorded at its moment.

A score belongs to an instrument and its version; without one there is only yes or no. A professional's judgement is
another thing: it stands beside the outcome and never instead of it. Source: ADR 34.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.record.instruments.rules.instrument import Outcome, check_outcome
from duizend.record.outcomes.rules.moments import CHILD, PARENT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from duizend.catalogue.rules.programme import Programme
    from duizend.record.instruments.rules.instrument import Instrument
    from duizend.record.outcomes.rules.moments import Slot

OFFERED, MEASURED, REFUSED, LOST = "offered", "measured", "refused", "lost"
HOWS = (MEASURED, REFUSED, LOST, OFFERED)
ASKED, REGULAR = "asked", "regular"
WAYS = (ASKED, REGULAR)
"""Asked for this programme, or measured anyway at a regular contact."""
YES, NO = "yes", "no"
CATEGORIES = (YES, NO)


@dataclass(frozen=True, slots=True)
class Found:
    """What came out of a measurement: a score of an instrument, or yes or no, or that there is none and why.

    contact_checked: that it was looked up again, before asking, how the family can be reached safely.
    """

    how: str = MEASURED
    score: Decimal | None = None
    category: str = ""
    judgement: str = ""
    contact_checked: bool = False


def check_found(found: Found, *, instrument: Instrument | None, who: str) -> Decision:
    """Decide whether this can have come out: `who` is a person's key, "" for nobody's in particular.

    Source: ADR 34; the scale is the instrument's own file.
    """
    if found.how not in (MEASURED, REFUSED, LOST):
        return Refused("unknown_how", gettext_noop("Kies of er gemeten is, of waarom niet."))
    has_outcome = found.score is not None or bool(found.category)
    if found.how != MEASURED:
        if has_outcome or found.judgement or instrument is not None:
            return Refused("nothing_measured", gettext_noop("Er is niets gemeten. Laat de uitkomst leeg."))
        return Allowed()
    if (found.score is not None) == bool(found.category):
        return Refused(
            "score_or_category",
            gettext_noop("Vul de uitkomst van de vragenlijst in, of kies ja of nee. Een van beide."),
        )
    if found.category:
        if instrument is not None or found.category not in CATEGORIES:
            return Refused("yes_or_no", gettext_noop("Zonder vragenlijst is de uitkomst ja of nee."))
        return Allowed()
    if instrument is None:
        return Refused("no_scale", gettext_noop("Kies met welke vragenlijst er is gemeten: zonder is er geen schaal."))
    return check_outcome(instrument, Outcome(found.score), has_parent=who.startswith(PARENT))


def check_moment(slot: Slot | None, found: Found, *, on: date, way: str) -> Decision:
    """Decide whether something may be recorded at a registered moment on a day.

    Long after the end a family is only asked once it was seen again how it can be reached safely: who
    lives there, or reads along, may be another than then.
    Who said no is never asked: only what a regular contact measured anyway counts of her. What was measured outside the
    days of its moment is no measurement of it, however welcome; it belongs in the file.
    """
    if slot is None:
        return Refused(
            "not_registered", gettext_noop("Dit programma heeft deze uitkomst op dit moment niet vooraf vastgelegd.")
        )
    if slot.recorded is not None:
        return Refused("recorded_before", gettext_noop("Dit is al vastgelegd. Pas het daar aan."))
    if slot.window is None or not slot.window.has(on):
        return Refused("outside_window", gettext_noop("Die dag valt buiten de dagen van dit meetmoment."))
    if slot.is_quiet(on) and (way != REGULAR or found.how != MEASURED):
        return Refused(
            "not_asked",
            gettext_noop("Dit gezin wordt hier niets gevraagd. Alleen wat een gewoon contact al meet, telt mee."),
        )
    if slot.is_far and way != REGULAR and not found.contact_checked:
        return Refused(
            "contact_not_checked",
            gettext_noop("Kijk eerst na hoe dit gezin nu veilig te bereiken is, en zet dat erbij."),
        )
    if slot.respondent in ("each_parent", CHILD) and not slot.who:
        return Refused("who_is_missing", gettext_noop("Zet eerst in het dossier om wie het gaat."))
    return Allowed()


def check_answers(programme: Programme, answers: Mapping[str, int]) -> Decision:
    """Decide whether these can be answers to the baseline: of its questions, each with one of its answers; one is enough.

    Every question is free to skip. Source: the programme's own file.
    """
    known = {one.id: len(one.answers) for one in programme.questions}
    if not answers:
        return Refused(
            "no_answers", gettext_noop("Er is nog niets geantwoord. Elke vraag mag overgeslagen worden, niet alle.")
        )
    if any(not 0 <= number < known.get(question, 0) for question, number in answers.items()):
        return Refused("unknown_answer", gettext_noop("Kies een van de antwoorden bij de vraag."))
    return Allowed()
