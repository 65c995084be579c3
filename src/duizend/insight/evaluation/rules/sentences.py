# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a comparison says, in plain Dutch. No word here says that one thing comes from another: that is for whoever reads it."""

from duizend.insight.evaluation.rules.deciding import Advice
from duizend.insight.evaluation.rules.intervals import Interval
from duizend.insight.evaluation.rules.proportions import Arms

STATES = {
    "continue": "Advies: doorgaan.",
    "adapt": "Advies: aanpassen.",
    "stop": "Advies: stoppen.",
    "cannot be decided yet": "Dit is nog niet te beslissen.",
}
REASONS = {
    "cannot_be_delivered": "Het programma kon niet worden uitgevoerd.",
    "no_outcomes_yet": "Er zijn nog geen uitkomsten.",
    "fewer_than_ten": "In een groep zitten minder dan tien gezinnen: dan tellen we alleen.",
    "not_alike": "De groepen lijken te weinig op elkaar om ze te vergelijken.",
    "smallest_worthwhile_not_registered": "Vooraf is niet vastgelegd welk verschil de moeite waard is.",
    "harm": "De uitkomst is in de eerste groep slechter.",
    "below_smallest_worthwhile": "Het verschil is kleiner dan vooraf als de moeite waard is vastgelegd.",
    "worthwhile": "Het verschil is groter dan vooraf als de moeite waard is vastgelegd.",
    "interval_too_wide": "Het verschil is nog te onzeker.",
}


def dutch(number: float, decimals: int = 1) -> str:
    """Write a number the Dutch way: comma, no minus before nought."""
    text = f"{number:.{decimals}f}"
    return (text.lstrip("-") if float(text) == 0 else text).replace(".", ",")


def points(share: float) -> str:
    """Write a share of 1 as a number of hundredths with one decimal: 0.14 becomes 14,0."""
    return dutch(100 * share)


def say_arms(arms: Arms, interval: Interval, advice: Advice) -> str:
    """Say what two groups show: counts, difference with interval, advice. Below ten families an arm only counts."""
    first = f"In de eerste groep {arms.a} van de {arms.n} gezinnen"
    second = f"in de tweede {arms.b} van de {arms.m}"
    if "fewer_than_ten" in advice.reasons:
        return f"{first}, {second}. {say_advice(advice)}"
    return (
        f"{first} ({points(arms.p1)} %), {second} ({points(arms.p2)} %). Het verschil is {points(arms.difference)} procentpunt, "
        f"en ligt naar schatting tussen {points(interval.low)} en {points(interval.high)}. {say_advice(advice)}"
    )


def say_effect(value: float, interval: Interval, advice: Advice, *, binary: bool) -> str:
    """Say a difference between two groups of families with its interval (points for shares, else the outcome's own unit)."""
    write, unit = (points, " procentpunt") if binary else (dutch, "")
    return (
        f"Het verschil tussen de groepen is {write(value)}{unit}, en ligt naar schatting tussen {write(interval.low)} en "
        f"{write(interval.high)}. {say_advice(advice)}"
    )


def say_advice(advice: Advice) -> str:
    """Say the advice, why, and what is missing where it cannot be decided yet."""
    told = [STATES[advice.state]]
    told += [REASONS[reason] for reason in advice.reasons if reason in REASONS]
    missed = [reason.partition(":")[2] for reason in advice.reasons if reason.startswith("missed:")]
    if missed:
        told.append(f"Niet zoals afgesproken: {', '.join(missed)}.")
    need = advice.need
    if need is not None and need.needed is not None and need.needed > need.present:
        told.append(f"Nodig zijn ongeveer {need.needed} gezinnen per groep; nu zijn het er {need.present}.")
    if need is not None and need.until is not None:
        told.append(f"Dat kan op {need.until.day}-{need.until.month}-{need.until.year}.")
    return " ".join(told)
