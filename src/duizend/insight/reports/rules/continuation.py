# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The continuation sheet: on one page what a programme reached and delivered, what it did, and what that advises.

Written from accounts that were protected for its reader, so its advice tells no more than they do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal

from duizend.catalogue.rules.deciding import ProgrammeDecision
from duizend.catalogue.rules.programme import Outcome, Programme
from duizend.ground.kernel.rules.points import Point
from duizend.insight.disclosure.rules import Protected, Shown
from duizend.insight.evaluation.rules.deciding import Advice, Delivery, Need, Thresholds, advise
from duizend.insight.evaluation.rules.needed import Intake, day_that_decides, families_needed
from duizend.insight.reports.rules.account import Account
from duizend.insight.reports.rules.changing import say_what_would_change
from duizend.insight.reports.rules.effects import advice_of, say_advice
from duizend.insight.reports.rules.measures import Language
from duizend.insight.reports.rules.need import Expected, Saving
from duizend.insight.reports.rules.outcomes import DUE
from duizend.insight.reports.rules.years import SheetFacts, YearCost
from duizend.insight.trials.rules.telling import Effect

OutcomeState = Literal["nobody_started", "not_due", "not_measured", "first", "due"]
_DAYS_A_MONTH = 30.4375
# Where least is known of how often an outcome occurs, most families are needed: half of them.
_UNKNOWN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome that the programme registered beforehand, and how far it is. due_from: the first day on which one is due.

    measured: of how many it was due, and how many stand in each state, as this reader may see them; none where none was due.
    effect: what came out of a card that was registered beforehand; none where no outcomes were opened.
    """

    id: str
    text: str
    smallest_worthwhile: float | None
    comparison: str
    state: OutcomeState
    due_from: date | None
    measured: Mapping[str, Protected] | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What a study elsewhere found."""

    direction: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class When:
    """When it can be decided. needed: families in each group, for the smallest difference worth having.

    proposed: that difference was not registered, and is the one the method proposes. alone, with_region: the day on which so
    many outcomes are there if families come in as in the last whole year; none where nobody comes in, or nobody may know.
    """

    present: int
    needed: int
    smallest_worthwhile: float
    proposed: bool
    first_due: date | None
    alone: date | None
    with_region: date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on a continuation sheet; accounts are those of the years, oldest first.

    decision: what people decided, whatever the advice; none where nothing was. expected, savings: assumed, never counted.
    contacts: by year, how many were held; none where the number would tell of families that are kept back.
    """

    programme: str
    name: str
    municipality: str | None
    until: date
    accounts: tuple[Account, ...]
    costs: Mapping[int, YearCost]
    outcomes: tuple[OutcomeLine, ...]
    evidence_level: str
    evidence: tuple[EvidenceLine, ...]
    advice: Advice
    when: When | None
    sentence: str
    would_change: str
    decision: ProgrammeDecision | None = None
    expected: Mapping[int, Expected] = field(default_factory=dict)
    savings: tuple[Saving, ...] = ()
    contacts: Mapping[int, int | None] = field(default_factory=dict)


def build_sheet(facts: SheetFacts, language: Language = "nl") -> Sheet:
    """Put the sheet together, with what its figures advise."""
    programme, accounts, until = facts.programme, facts.accounts, facts.until
    said = _text_in(language)
    # A count that is kept back is not nobody: whoever reads this knows no more than that there may have been some.
    first = next((one.heading.year for one in accounts if _count(one, "started") not in (None, Shown(0))), None)
    outcomes = tuple(
        _with_measured(_outcome_line(one, programme, first, until, said), facts) for one in programme.outcomes
    )
    delivery = Delivery(cannot=_why_not_delivered(accounts[-1], language))
    when = _when(facts, outcomes)
    advice, undecided, sentence = _advise(delivery, when, outcomes, language)
    return Sheet(
        programme.id, said(programme.name), accounts[-1].heading.municipality, until, accounts, facts.costs, outcomes,
        said(programme.evidence.level),
        tuple(EvidenceLine(one.direction, said(one.text), programme.source(one.source).citation) for one in programme.evidence.findings),
        advice, undecided, sentence, _would_change(advice, undecided, language), facts.decision, facts.expected, facts.savings, facts.contacts,
    )  # fmt: skip


def _advise(
    delivery: Delivery, when: When, outcomes: Sequence[OutcomeLine], language: Language
) -> tuple[Advice, When | None, str]:
    """Advise from the first outcome of which a card was opened; without one from when there will be outcomes. And say it.

    What cannot be delivered stops, whatever its effect.
    """
    effect = next((one.effect for one in outcomes if one.effect is not None), None)
    if effect is not None and not delivery.cannot:
        return advice_of(effect), None, say_advice(effect, language)
    advice = advise(None, Thresholds(), delivery, Need(when.present, when.needed, when.alone))
    undecided = when if advice.state == "cannot be decided yet" else None
    return advice, undecided, _sentence(delivery, undecided, language)


def _would_change(advice: Advice, when: When | None, language: Language) -> str:
    known = when.needed if when is not None else advice.need.needed if advice.need is not None else None
    return say_what_would_change(advice, known, language)


def _text_in(language: Language) -> Any:
    return lambda text: text.en if language == "en" else text.nl


def _count(account: Account, measure: str) -> Protected | None:
    found = next((row for row in account.rows if row.measure == measure), None)
    if found is None:
        return None
    return found.families if found.volunteers is None else found.volunteers


def _number(account: Account, measure: str) -> int | None:
    """Give a count that this reader may know, else nothing."""
    count = _count(account, measure)
    return count.value if isinstance(count, Shown) else None


def _why_not_delivered(account: Account, language: Language) -> str:
    """Say why a programme of matches cannot be delivered: there are volunteers and families who ask, and no match at all.

    Only from counts that the reader sees; a count that is hidden is no nought.
    """
    trained, matched, asked = (_count(account, measure) for measure in ("trained", "matched", "asked"))
    if not (isinstance(trained, Shown) and trained.value and isinstance(matched, Shown) and not matched.value):
        return ""
    if asked is None or asked == Shown(0):
        return ""
    families = str(asked.value) if isinstance(asked, Shown) else _WORDS["some"][language]
    return _WORDS["no_match"][language].format(trained=trained.value, asked=families, year=account.heading.year)


def _outcome_line(outcome: Outcome, programme: Programme, first: int | None, until: date, said: Any) -> OutcomeLine:
    days = _days_until(outcome, programme)
    due = date(first, 1, 1) + timedelta(days=days) if first is not None and days is not None else None
    state: OutcomeState = "nobody_started" if first is None else "not_measured"
    if due is not None and due > until:
        state = "not_due"
    return OutcomeLine(
        outcome.id, said(outcome.text), outcome.smallest_worthwhile, said(outcome.comparison), state, due
    )


def _with_measured(line: OutcomeLine, facts: SheetFacts) -> OutcomeLine:
    """Put beside an outcome of how many it was due and measured; nought that may be read is as if nothing was due yet."""
    line, measured = replace(line, effect=facts.effects.get(line.id)), facts.measured.get(line.id)
    if measured is None or measured.counts[DUE] == Shown(0):
        return line
    return replace(line, state="first" if measured.is_first else "due", measured=measured.counts)


def _days_until(outcome: Outcome, programme: Programme) -> int | None:
    """Days from the start of a family to the last moment at which this outcome is measured; nothing without such a moment."""
    days = [_days_from_start(moment, programme) for moment in outcome.moments if moment.anchor in ("start", "end")]
    return max(days, default=None)


def _days_from_start(point: Point, programme: Programme) -> int:
    own = point.months * _DAYS_A_MONTH + point.days
    if point.anchor == "end":
        ends = [one.until for one in programme.contacts if one.until.anchor in ("start", "birth")]
        own += max((end.months * _DAYS_A_MONTH + end.days for end in ends), default=0.0)
    return math.ceil(own)


def _when(facts: SheetFacts, outcomes: Sequence[OutcomeLine]) -> When:
    registered = next((one for one in outcomes if one.smallest_worthwhile is not None), None)
    smallest = registered.smallest_worthwhile if registered else Thresholds().smallest_worthwhile
    smallest = smallest or 0.05
    needed = math.ceil(families_needed(_UNKNOWN_SHARE - smallest / 2, _UNKNOWN_SHARE + smallest / 2))
    days = [found for one in facts.programme.outcomes if (found := _days_until(one, facts.programme)) is not None]
    follow_up = min(days, default=0)

    def day(years: Sequence[Account]) -> date | None:
        per_year = _yearly_starts(years, facts.until)
        return None if per_year is None else day_that_decides(needed, 0, Intake(per_year, follow_up), facts.until)

    due = [one.due_from for one in outcomes if one.due_from is not None]
    return When(0, needed, smallest, registered is None, min(due, default=None), day(facts.accounts), day(facts.region))


def _yearly_starts(accounts: Sequence[Account], until: date) -> int | None:
    """Families that started in the last whole year; nothing where that may not be read."""
    whole = [one for one in accounts if date(one.heading.year, 12, 31) <= until]
    return _number((whole or list(accounts))[-1], "started")


def _sentence(delivery: Delivery, when: When | None, language: Language) -> str:
    if delivery.cannot:
        return _WORDS["stop"][language].format(why=delivery.cannot)
    if when is None:
        return ""
    parts = [_WORDS["undecided"][language].format(needed=when.needed, points=f"{100 * when.smallest_worthwhile:g}")]
    if when.first_due is not None:
        parts.append(_WORDS["first_due"][language].format(day=day_in(when.first_due, language)))
    for key, found in (("alone", when.alone), ("with_region", when.with_region)):
        if found is not None:
            parts.append(_WORDS[key][language].format(day=day_in(found, language)))
    if when.alone is None and when.with_region is None:
        parts.append(_WORDS["no_day"][language])
    return " ".join(parts)


def day_in(day: date, language: Language) -> str:
    """Write a day as figures, as its language does."""
    return day.isoformat() if language == "en" else f"{day.day:02d}-{day.month:02d}-{day.year}"


_WORDS: Mapping[str, Mapping[Language, str]] = {
    "some": {"nl": "enkele", "en": "some"},
    "no_match": {"nl": "in {year} waren er {trained} opgeleide vrijwilligers en {asked} gezinnen die om iemand vroegen, en kwam geen "
                       "koppeling tot stand",
                 "en": "in {year} there were {trained} trained volunteers and {asked} families who asked for one, and no match came about"},
    "stop": {"nl": "Stoppen: zo is het niet uit te voeren; {why}.", "en": "Stop: it cannot be delivered like this; {why}."},
    "undecided": {"nl": "Nog niet te beslissen: er is nog geen uitkomst naast die van vergelijkbare gezinnen. Om een verschil van {points} punten te "
                        "zien zijn {needed} gezinnen in elke groep nodig.",
                  "en": "Cannot be decided yet: there is no outcome beside that of comparable families. To see a difference of {points} points, "
                        "{needed} families in each group are needed."},
    "first_due": {"nl": "De eerste uitkomst is er op zijn vroegst op {day}.", "en": "The first outcome is due on {day} at the earliest."},
    "alone": {"nl": "Met zo veel starts als in het laatste hele jaar is dat hier op {day}.",
              "en": "With as many starts as in the last whole year that is on {day} here."},
    "with_region": {"nl": "Samen met de hele regio is dat op {day}.", "en": "Together with the whole region that is on {day}."},
    "no_day": {"nl": "Een dag is niet te noemen: er startte niemand, of hoeveel er startten is afgeschermd.",
               "en": "No day can be named: nobody started, or how many did is suppressed."},
}  # fmt: skip


OUTCOME_WORDS: Mapping[OutcomeState, Mapping[Language, str]] = {
    "nobody_started": {"nl": "nog niemand gestart", "en": "nobody started yet"},
    "not_due": {"nl": "nog niet aan de orde", "en": "not due yet"},
    "not_measured": {"nl": "niet gemeten", "en": "not measured"},
    "first": {"nl": "eerste meting: {measured} van {due} (wilden niet: {refused}, uit beeld: {lost}, niet gemeten: {not_measured}); "
                    "wat erna komt is nog niet aan de orde",
              "en": "first measurement: {measured} of {due} (did not want to: {refused}, lost: {lost}, not measured: {not_measured}); "
                    "what follows is not due yet"},
    "due": {"nl": "gemeten: {measured} van {due} (wilden niet: {refused}, uit beeld: {lost}, niet gemeten: {not_measured})",
            "en": "measured: {measured} of {due} (did not want to: {refused}, lost: {lost}, not measured: {not_measured})"},
}  # fmt: skip
_DECIDED: Mapping[str, Mapping[Language, str]] = {
    "none": {"nl": "Besluit: nog geen. Het advies komt uit de cijfers, het besluit is aan mensen.",
             "en": "Decision: none yet. The advice comes from the figures, the decision is people's."},
    "made": {"nl": "Besluit: {outcome}, vanaf {from_on} ({body}, {decided_on}): {grounds}",
             "en": "Decision: {outcome}, from {from_on} ({body}, {decided_on}): {grounds}"},
    "continue": {"nl": "doorgaan", "en": "continue"},
    "adapt": {"nl": "aanpassen", "en": "adapt"},
    "stop": {"nl": "stoppen", "en": "stop"},
}  # fmt: skip


def decision_in_words(sheet: Sheet, language: Language = "nl") -> str:
    """Say what was decided, by whom and from when; that nothing was, where nothing was."""
    made = sheet.decision
    if made is None:
        return _DECIDED["none"][language]
    days = {"from_on": day_in(made.from_on, language), "decided_on": day_in(made.decided_on, language)}
    outcome = _DECIDED[made.outcome][language]
    return _DECIDED["made"][language].format(outcome=outcome, body=made.body, grounds=made.grounds, **days)
