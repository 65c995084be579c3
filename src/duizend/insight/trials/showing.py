# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A card and its answer in the words of the screen; of an answer no more than whoever reads may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from duizend.ground.kernel import clock
from duizend.insight.trials import words
from duizend.insight.trials.rules.card import CONTRASTS
from duizend.insight.trials.rules.telling import may_tell_answer, read_counts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from duizend.insight.trials.forms import Choices
    from duizend.insight.trials.queries import Registered
    from duizend.insight.trials.rules.telling import Counts


def describe_card(found: Registered, choices: Choices) -> dict[str, Any]:
    """Put a card into words: a title, where, its state as a chip, and the plan line by line."""
    card, names = found.card, dict(choices.places)
    programme = choices.programmes.get(card.programme)
    outcome = next((one for one in programme.outcomes if one.id == card.outcome), None) if programme else None
    state = {"kind": "completed", "label": _("Uitkomsten geopend"), "icon": "eye"} if found.opened else {
        "kind": "waiting", "label": _("Uitkomsten nog dicht"), "icon": "lock"}  # fmt: skip
    if found.followed_by:
        state = {"kind": "stopped", "label": _("Vervangen door een nieuwere versie"), "icon": ""}
    return {
        "title": outcome.text.in_language(choices.language) if outcome else card.outcome,
        "programme": programme.name.in_language(choices.language) if programme else card.programme,
        "place": names.get(card.municipality, _("Hele regio")), "chip": state, "digest": found.digest, "version": card.version,
        "entered": _("Vastgelegd op %(when)s door %(name)s") % {"when": _moment(found.entered_at), "name": found.entered_by},
        "plan": _plan(found, names),
    }  # fmt: skip


def _plan(found: Registered, names: dict[str, str]) -> list[tuple[str, str]]:
    card = found.card
    smallest = _("niet vastgelegd: een deskundige noemt het voordat er cijfers zijn")
    if card.smallest_worthwhile is not None:
        smallest = f"{card.smallest_worthwhile:g}".replace(".", ",")
    days = {"first": card.follow_up[0], "last": card.follow_up[1]}
    covariates = [str(label) for key, label in words.COVARIATES if key in card.covariates]
    return [
        (_("Wie"), _("Gezinnen die in aanmerking kwamen van %(first)s tot en met %(last)s, %(place)s") % {
            "first": f"{card.indicated_from:%d-%m-%Y}", "last": f"{card.indicated_until:%d-%m-%Y}",
            "place": names.get(card.municipality, _("Hele regio"))}),
        (_("Dag nul"), _("De dag van indicatie, in beide groepen")),
        (_("Wie naast wie"), str(dict(words.CONTRASTS)[card.contrast])),
        (_("Vergelijking bij deelname"), str(dict(words.COMPARISONS)[card.comparison])),
        (_("Binnen"), _("%(days)s dagen na de indicatie") % {"days": card.grace_days}),
        (_("Waarom wel of niet"), card.assignment),
        (_("Uitkomst telt"), _("van %(first)s tot en met %(last)s dagen na de indicatie") % days),
        (_("Richting"), str(words.BETTER[card.better])), (_("Kleinste verschil dat de moeite waard is"), smallest),
        (_("Methode"), str(dict(words.METHODS)[card.method])), (_("Kenmerken"), ", ".join(covariates) or _("geen")),
        (_("Voor wie"), str(dict(words.ESTIMANDS)[card.estimand])),
        (_("Deelgroepen, vooraf vastgelegd"), ", ".join(str(words.SUBGROUPS.get(one, one)) for one in card.subgroups) or _("geen")),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody may see of an answer: every count (exact), or else only of her own place (is_own) what is protected."""

    exact: bool
    is_own: bool
    threshold: int

    def sees_effects(self, answer: Mapping[str, Any]) -> bool:
        """Say whether effects may be told: of both contrasts or of neither, since the same families are in both."""
        return self.exact or (self.is_own and may_tell_answer(answer, self.threshold))


def describe_answer(found: Registered, reader: Reader) -> dict[str, Any]:
    """Put what was worked out into words: the registered contrast first, the other beside it."""
    opened, first = found.opened, found.card.contrast
    order = [first, *(one for one in CONTRASTS if one != first)]
    shown = reader.sees_effects(opened.answer)
    return {
        "when": _moment(found.first_opened_at), "on": _moment(opened.entered_at), "by": opened.entered_by.name,
        "is_exact": reader.exact, "kept_back": not shown,
        "contrasts": [
            {"is_plan": one == first, **_contrast(one, opened.answer[one], exact=reader.exact, shown=shown)} for one in order
        ],
    }  # fmt: skip


def _contrast(contrast: str, told: dict[str, Any], *, exact: bool, shown: bool) -> dict[str, Any]:
    groups, answer = read_counts(told), told.get("answer")
    one: dict[str, Any] = {"title": words.SECTIONS[contrast], "state": words.STATES["cannot be decided yet"]}
    if exact:
        one["groups"] = [(words.GROUPS[contrast][name], group) for name, group in groups.items()]
    if answer is None:
        return {**one, "sentence": _cannot(groups, told["cannot"]) if exact else ""}
    only_counts = "counts_only" in {guard["code"] for guard in answer["guards"]}
    one |= {
        "state": words.STATES[answer["decision"]], "sentence": answer["sentence"] if shown else "",
        "effect": _effect(answer) if shown and not only_counts else None,
    }  # fmt: skip
    if exact:
        one |= {"guards": [guard["text"] for guard in answer["guards"]], "needed": answer["needed_per_arm"]}
    return one


def _cannot(groups: Mapping[str, Counts], why: str) -> str:
    """Say why nothing could be held beside anything: most often nobody was measured yet, and then the rest says nothing more."""
    nobody = min(group.measured for group in groups.values()) == 0
    return _("In een van de groepen is nog niemand gemeten.") if nobody else why


def _effect(answer: dict[str, Any]) -> dict[str, str]:
    low, high = (_figure(limit) for limit in answer["ci"])
    return {"estimate": _figure(answer["estimate"]), "low": low, "high": high}


def _figure(number: float | None) -> str:
    return _("onbepaald") if number is None else f"{number:.2f}".replace(".", ",")


def _moment(at: datetime | None) -> str:
    return f"{clock.local_time(at):%d-%m-%Y %H:%M}" if at else ""
