# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Guards: what may not be overlooked beside a figure. A guard of level "stop" takes the advice away."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np

from duizend.insight.evaluation.rules.balance import Balance, Overlap, effective_number, gate
from duizend.insight.evaluation.rules.deciding import FEWEST_AN_ARM
from duizend.insight.evaluation.rules.sentences import dutch
from duizend.insight.evaluation.rules.values import Flags, Vector

Level = Literal["note", "amber", "stop"]
FEW_CLUSTERS = 30
EVENTS_A_PARAMETER = 10


@dataclass(frozen=True, slots=True)
class Guard:
    """One warning: a code for machines, how heavy it is, and the sentence for people."""

    code: str
    level: Level
    text: str

    def as_data(self) -> dict[str, str]:
        """Give it as plain data."""
        return dict(asdict(self))


def guard_numbers(first: int, second: int) -> list[Guard]:
    """Below ten families an arm there are counts only."""
    if min(first, second) >= FEWEST_AN_ARM:
        return []
    return [Guard("counts_only", "stop", "Minder dan tien gezinnen in een groep: alleen aantallen.")]


def guard_balance(table: Sequence[Balance], *, modelled: bool = False) -> list[Guard]:
    """Say so when the groups are not alike after adjustment, or when nothing was known to compare them on.

    `modelled`: a model of the outcome bridges the gap instead of weights; then it is said, and does not stop.
    """
    if not table:
        told = "De groepen zijn vergeleken zoals ze zijn. Of ze op elkaar lijken, staat hier niet."
        return [Guard("not_adjusted", "note", told)]
    worst = max(table, key=lambda one: abs(one.after))
    size = f"{worst.covariate}: {dutch(worst.after, 2)} standaardafwijking"
    found = gate(table)
    if found == "unlike" and modelled:
        return [Guard("modelled", "amber", f"Alleen het model overbrugt dat de groepen verschillen ({size}).")]
    if found == "unlike":
        return [Guard("balance", "stop", f"De groepen lijken te weinig op elkaar ({size}).")]
    return [Guard("balance", "amber", f"De groepen verschillen nog wat ({size}).")] if found == "amber" else []


def guard_missing(missing: Sequence[tuple[int, int]]) -> list[Guard]:
    """Say how many outcomes are missing, by group; amber from five per cent, or when groups differ by five points."""
    shares = [lost / whole if whole else 0.0 for lost, whole in missing]
    if not any(shares):
        return []
    level: Level = "amber" if max(shares) >= 0.05 or abs(shares[0] - shares[1]) >= 0.05 else "note"
    told = " en ".join(f"{lost} van de {whole}" for lost, whole in missing)
    return [Guard("missing_outcome", level, f"Van een deel is geen uitkomst bekend: in de twee groepen {told}.")]


def guard_weights(weights: Vector, treated: Flags, overlap: Overlap | None) -> list[Guard]:
    """Say so when few families carry the comparison, or when part of a group has nobody like them in the other."""
    guards = []
    for arm, name in ((treated, "eerste"), (~treated, "tweede")):
        used = int((weights[arm] > 0).sum())
        worth = effective_number(weights[arm])
        if used and worth < used / 2:
            guards.append(Guard(
                "effective_number", "amber", f"De {name} groep telt voor {worth:.0f} gezinnen: enkele wegen zwaar (samen {used})."
            ))  # fmt: skip
    if overlap is not None and min(overlap.treated_inside, overlap.control_inside) < 0.9:
        guards.append(Guard("overlap", "amber", "Een deel van een groep heeft in de andere niemand die op hen lijkt."))
    return guards


def guard_model(*, parameters: int, events: int, separated: bool) -> list[Guard]:
    """Say so when a model has fewer than ten events per coefficient, or tells the groups apart completely."""
    guards = []
    if separated:
        guards.append(
            Guard(
                "separated",
                "amber",
                "Het model voorspelt voor sommige gezinnen met zekerheid in welke groep ze zitten.",
            )
        )
    if events < EVENTS_A_PARAMETER * parameters:
        guards.append(Guard("events", "amber", f"Weinig gezinnen voor zoveel kenmerken: {events} op {parameters}."))
    return guards


def guard_clusters(count: int | None) -> list[Guard]:
    """Say so when there are fewer than thirty clusters; the error is the bias-reduced one anyway."""
    if count is None or count >= FEW_CLUSTERS:
        return []
    level: Level = "amber" if count < FEW_CLUSTERS / 3 else "note"
    return [
        Guard(
            "few_clusters",
            level,
            f"Er zijn {count} groepen van gezinnen die bij elkaar horen; de onzekerheid is daarop ruimer gerekend.",
        )
    ]


@dataclass(frozen=True, slots=True)
class Waits:
    """Days from time zero to start of the treated, as measured (t,); and whether every family has a time zero."""

    days: Vector
    everybody: bool


def guard_time(waits: Waits | None) -> list[Guard]:
    """Watch over immortal time: both groups are counted from the day of indication.

    Starts before time zero, or a time zero that is the start itself, mean that who is in the programme had to reach it first.
    """
    if waits is None:
        return [
            Guard(
                "time_zero",
                "note",
                "Vanaf welke dag is geteld, staat hier niet. Dat hoort de dag van indicatie te zijn, in beide groepen.",
            )
        ]
    guards = []
    if not waits.everybody:
        guards.append(Guard("time_zero", "stop", "Niet elk gezin heeft een dag waarop het tellen begint."))
    if len(waits.days) and bool((waits.days < 0).any()):
        guards.append(
            Guard("immortal_time", "stop", "Er zijn gezinnen die begonnen vóór de dag waarop het tellen begint.")
        )
    elif len(waits.days) and bool((waits.days == 0).all()):
        guards.append(Guard(
            "immortal_time", "stop",
            "Bij wie begon, begint het tellen op de dag van de start. Wie wachtte en niet begon, telt dan anders mee.",
        ))  # fmt: skip
    elif len(waits.days):
        mean = float(np.mean(waits.days))
        told = f"Tussen indicatie en start zat gemiddeld {mean:.0f} dagen; beide groepen tellen vanaf indicatie."
        guards.append(Guard("immortal_time", "note", told))
    return guards


def guard_plan(card: str, method: str) -> list[Guard]:
    """Say so when no card was registered, and on every figure of before and after that high scores come down by themselves."""
    guards = []
    if not card:
        guards.append(Guard("no_card", "note", "Er is vooraf geen plan vastgelegd; dit is een verkenning."))
    if method in ("did", "twfe"):
        guards.append(Guard(
            "regression_to_the_mean", "note", "Wie is gekozen om een hoge score, scoort later vanzelf lager. Kijk dus ook naar de andere groep."
        ))  # fmt: skip
    return guards
