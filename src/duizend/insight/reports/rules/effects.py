# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came out of a card that was registered beforehand, in words of a sheet and as the advice it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from duizend.insight.evaluation.rules.deciding import Advice, Need, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duizend.insight.reports.rules.measures import Language
    from duizend.insight.trials.rules.telling import Effect

STATES: tuple[State, ...] = get_args(State)
DIGITS = 12
_STATE: Mapping[str, Mapping[Language, str]] = {
    "continue": {"nl": "Doorgaan: {why}.", "en": "Continue: {why}."},
    "adapt": {"nl": "Aanpassen: {why}.", "en": "Adapt: {why}."},
    "stop": {"nl": "Stoppen: {why}.", "en": "Stop: {why}."},
    "cannot be decided yet": {"nl": "Nog niet te beslissen: {why}.", "en": "Cannot be decided yet: {why}."},
}
_WHY: Mapping[str, Mapping[Language, str]] = {
    "worthwhile": {"nl": "het verschil is groter dan wat vooraf als de moeite waard is vastgelegd",
                   "en": "the difference is larger than what was registered as worth having"},
    "harm": {"nl": "met het programma is de uitkomst slechter", "en": "with the programme the outcome is worse"},
    "below_smallest_worthwhile": {"nl": "het verschil is kleiner dan wat vooraf als de moeite waard is vastgelegd",
                                  "en": "the difference is smaller than what was registered as worth having"},
    "interval_too_wide": {"nl": "het verschil is nog te onzeker", "en": "the difference is too uncertain still"},
    "fewer_than_ten": {"nl": "in een groep zijn minder dan tien gezinnen gemeten", "en": "fewer than ten families were measured in a group"},
    "no_outcomes_yet": {"nl": "in een groep is nog niemand gemeten", "en": "nobody was measured in a group yet"},
    "not_alike": {"nl": "de groepen lijken te weinig op elkaar", "en": "the groups are not alike enough"},
    "smallest_worthwhile_not_registered": {"nl": "vooraf is niet vastgelegd welk verschil de moeite waard is",
                                           "en": "which difference is worth having was not registered"},
    "other": {"nl": "de vergelijking houdt niet stand", "en": "the comparison does not stand"},
}  # fmt: skip
_WORDS: Mapping[str, Mapping[Language, str]] = {
    "offered": {"nl": "met en zonder aanbod", "en": "with the offer and without it"},
    "started": {"nl": "begonnen en niet begonnen", "en": "started and not started"},
    "figure": {"nl": "verschil {estimate} (marge {low} tot {high}), {contrast}, kaart {card}",
               "en": "difference {estimate} (margin {low} to {high}), {contrast}, card {card}"},
    "kept_back": {"nl": "verschil afgeschermd, {contrast}, kaart {card}", "en": "difference suppressed, {contrast}, card {card}"},
    "counted": {"nl": "nog geen verschil te geven, {contrast}, kaart {card}", "en": "no difference to give yet, {contrast}, card {card}"},
    "needed": {"nl": " Nodig: {needed} gezinnen in elke groep.", "en": " Needed: {needed} families in each group."},
    "open": {"nl": "onbegrensd", "en": "unbounded"},
}  # fmt: skip


def advice_of(effect: Effect) -> Advice:
    """Give the advice that was worked out; its need, where the reader may know it."""
    need = None if effect.needed is None else Need(effect.smallest_group or 0, effect.needed)
    state: State = next(one for one in STATES if one == effect.state)
    return Advice(state, effect.reasons, need if state == "cannot be decided yet" else None)


def say_advice(effect: Effect, language: Language) -> str:
    """Say what a card advises and why; how many families would decide, where the reader may know it."""
    key = effect.reasons[0] if effect.reasons and effect.reasons[0] in _WHY else "other"
    said = _STATE[effect.state][language].format(why=_WHY[key][language])
    if effect.needed is None or effect.state != "cannot be decided yet":
        return said
    return said + _WORDS["needed"][language].format(needed=effect.needed)


def say_effect(effect: Effect, language: Language) -> str:
    """Say the difference with its margin, in which contrast, and by which card; or that it may not be told or is not there."""
    of = {"contrast": _WORDS[effect.contrast][language], "card": effect.digest[:DIGITS]}
    if effect.estimate is None:
        return _WORDS["kept_back" if effect.is_kept_back else "counted"][language].format(**of)
    figures = {name: _figure(getattr(effect, name), language) for name in ("estimate", "low", "high")}
    return _WORDS["figure"][language].format(**figures, **of)


def _figure(number: float | None, language: Language) -> str:
    if number is None:
        return _WORDS["open"][language]
    text = f"{number:.2f}"
    return text if language == "en" else text.replace(".", ",")
