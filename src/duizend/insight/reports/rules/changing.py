# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would change an advice: said beforehand, so that nobody has to guess what to wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duizend.insight.evaluation.rules.deciding import Advice
    from duizend.insight.reports.rules.measures import Language

_MORE: Mapping[Language, str] = {
    "nl": "meer gemeten gezinnen{needed}; of dat het zo niet uit te voeren blijkt",
    "en": "more families measured{needed}; or that it turns out it cannot be delivered like this",
}
_WORDS: Mapping[str, Mapping[Language, str]] = {
    "cannot_be_delivered": {"nl": "dat er een koppeling tot stand komt: dan is het uit te voeren, en telt de uitkomst",
                            "en": "a match that comes about: then it can be delivered, and the outcome counts"},
    "harm": {"nl": "een nieuwe, vooraf vastgelegde vergelijking waarin de uitkomst niet slechter is",
             "en": "a new comparison, registered beforehand, in which the outcome is no worse"},
    "below_smallest_worthwhile": {"nl": "een nieuwe, vooraf vastgelegde vergelijking waarin het verschil wel de moeite waard kan zijn",
                                  "en": "a new comparison, registered beforehand, in which the difference can be worth having"},
    "worthwhile": {"nl": "een marge die onder het vastgelegde verschil zakt; of dat het zo niet meer uit te voeren is",
                   "en": "a margin that falls below the registered difference; or that it can no longer be delivered like this"},
    "missed": {"nl": "dat de gemiste afspraken over de uitvoering gehaald worden", "en": "meeting the agreed marks of delivery that were missed"},
    "not_alike": {"nl": "een vergelijking met gezinnen die meer op elkaar lijken", "en": "a comparison with families who are more alike"},
    "smallest_worthwhile_not_registered": {"nl": "dat wordt vastgelegd welk verschil de moeite waard is, en dan een nieuwe kaart",
                                           "en": "registering which difference is worth having, and then a new card"},
    "no_outcomes_yet": _MORE, "fewer_than_ten": _MORE, "interval_too_wide": _MORE,
    "other": {"nl": "een vergelijking die standhoudt", "en": "a comparison that stands"},
}  # fmt: skip
_NEEDED: Mapping[Language, str] = {"nl": ", tot {needed} in elke groep", "en": ", up to {needed} in each group"}


def say_what_would_change(advice: Advice, needed: int | None, language: Language) -> str:
    """Say what would change an advice, by its first reason. needed: families in each group, where the reader may know it."""
    reason = advice.reasons[0].partition(":")[0] if advice.reasons else "other"
    said = _WORDS.get(reason, _WORDS["other"])[language]
    return said.format(needed="" if needed is None else _NEEDED[language].format(needed=needed))
