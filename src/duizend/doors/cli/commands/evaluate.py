# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend evaluate two-proportions | cohort: effect, interval, guards and advice over numbers that are handed over.

Neither needs the database: nothing is read from it, and nothing is kept.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duizend.doors.cli.frame import DONE, BadInput, Command, say, say_json
from duizend.doors.cli.tables import read_table, read_text, use_one_thread

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from duizend.insight.evaluation.rules.comparing import Question


@contextmanager
def _evaluating() -> Iterator[None]:
    """Load the numerical libraries; what the data cannot answer becomes one line for whoever asked."""
    use_one_thread()
    from duizend.insight.evaluation.rules.intervals import CannotEvaluate

    try:
        yield
    except CannotEvaluate as refusal:
        raise BadInput(f"duizend: {refusal}") from refusal


# --- two-proportions --------------------------------------------------------------------------------------------------


def _two_arguments(parser: argparse.ArgumentParser) -> None:
    for name, about in (
        ("A", "families with the outcome in the first group"), ("N", "families in the first group"),
        ("B", "families with the outcome in the second group"), ("M", "families in the second group"),
    ):  # fmt: skip
        parser.add_argument(name, help=about)
    parser.add_argument("--lower-is-better", action="store_true", help="the outcome is a bad one")
    parser.add_argument(
        "--smallest-worthwhile", metavar="SHARE", default="0.05", help="the smallest difference worth having; 0.05 is 5 points"
    )  # fmt: skip
    parser.add_argument("--per-year", metavar="N", help="families a year in each group, to say when it can be decided")
    parser.add_argument("--follow-up-days", metavar="DAYS", default="0", help="days from entry until an outcome is due")
    parser.add_argument("--on", metavar="DATE", help="the day from which --per-year counts, such as 2026-03-01")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _two(args: argparse.Namespace) -> int:
    """Compare two counts. Exit 0: answered. 2: no counts."""
    with _evaluating():
        from duizend.insight.evaluation.rules.comparing import compare_arms
        from duizend.insight.evaluation.rules.proportions import Arms

        numbers = [_whole(name, getattr(args, name)) for name in "ANBM"]
        answer = compare_arms(Arms(*numbers), _question(args))
    if args.json:
        say_json(answer)
    else:
        for line in _told(answer):
            say(line)
    return DONE


def _whole(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise BadInput(f"duizend: {name}: found {text}, expected a whole number of families")
    return int(text)


def _question(args: argparse.Namespace) -> Question:
    from duizend.insight.evaluation.rules.comparing import Question
    from duizend.insight.evaluation.rules.deciding import Thresholds
    from duizend.insight.evaluation.rules.needed import Intake

    smallest = _number("--smallest-worthwhile", args.smallest_worthwhile)
    if not 0 <= smallest < 1:
        raise BadInput(
            f"duizend: --smallest-worthwhile: found {smallest}, expected a share of 1, such as 0.05 for 5 points"
        )
    intake, on = None, None
    if args.per_year is not None:
        if args.on is None:
            raise BadInput("duizend: --per-year needs --on DATE, the day from which families are counted")
        intake = Intake(_number("--per-year", args.per_year), _whole("--follow-up-days", args.follow_up_days))
        on = _day(args.on)
    return Question(not args.lower_is_better, Thresholds(smallest), intake, on)


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise BadInput(f"duizend: {name}: found {text}, expected a number that is not negative")
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"duizend: --on: found {text}, expected a date such as 2026-03-01") from None


def _told(answer: dict[str, Any]) -> list[str]:
    """Write the answer for people; below ten families an arm only what may be said then."""
    lines = [answer["sentence"], ""]
    rows = [
        ("eerste groep", f"{answer['a']} van {answer['n']}", answer["p1_wilson"]),
        ("tweede groep", f"{answer['b']} van {answer['m']}", answer["p2_wilson"]),
        ("verschil (Newcombe)", _figure(answer["rd"]), answer["rd_newcombe"]),
        ("verschil (Miettinen-Nurminen)", "", answer["rd_score"]),
        ("verhouding (Miettinen-Nurminen)", _figure(answer["rr"]), answer["rr_score"]),
        ("odds ratio (exact)", _figure(answer["or"]), answer["or_exact"]),
    ]
    lines += [f"{name:<34}{value:>12}   {_between(limits)}" for name, value, limits in rows]
    lines.append(f"{'nodig voor een meer (NNT)':<34}{'':>12}   {_dutch(answer['nnt_text'])}")
    if answer["fisher_p"] is not None:
        lines.append(
            f"{'p (Fisher, Boschloo)':<34}{'':>12}   {_figure(answer['fisher_p'])}, {_figure(answer['boschloo_p'])}"
        )
    lines += ["", *(f"- {guard['text']}" for guard in answer["guards"])]
    return lines


def _dutch(text: str) -> str:
    return text.replace(".", ",").replace("infinity", "oneindig").replace(" to ", " tot ")


def _figure(number: float | None) -> str:
    return "onbepaald" if number is None else f"{number:.3f}".replace(".", ",")


def _between(limits: list[float | None]) -> str:
    low, high = limits
    return f"{_figure(low)} tot {'oneindig' if high is None else _figure(high)}"


# --- cohort -----------------------------------------------------------------------------------------------------------


def _cohort_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE.csv", type=Path, help="a line of column names, then a row for each family"
    )
    parser.add_argument(
        "--spec", metavar="SPEC.toml", type=Path, required=True, help="which columns mean what, and which method"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _cohort(args: argparse.Namespace) -> int:
    """Compare two groups of families. Exit 0: answered. 2: the files, or what was asked of them, cannot be used."""
    with _evaluating():
        from duizend.insight.evaluation.rules.analysing import analyse
        from duizend.insight.evaluation.rules.spec import read_spec

        spec = read_spec(read_text(args.spec), args.spec.name)
        if spec.value is None:
            raise BadInput(*(fault.message for fault in spec.faults))
        header, rows = read_table(args.file)
        answer, faults = analyse(rows, header, spec.value, args.file.name)
        if answer is None:
            raise BadInput(*(fault.message for fault in faults))
    if args.json:
        say_json(answer)
    else:
        for line in _cohort_told(answer):
            say(line)
    return DONE


def _cohort_told(answer: dict[str, Any]) -> list[str]:
    lines = [answer["sentence"], ""]
    lines.append(f"{'verschil':<28}{_figure(answer['estimate']):>12}   {_between(answer['ci'])}")
    lines.append(f"{'standaardfout':<28}{_figure(answer['se']):>12}")
    lines.append(f"{'gezinnen of eenheden':<28}{answer['n_treated']:>12}   naast {answer['n_control']}")
    lines.append(f"{'weggelaten':<28}{answer['dropped']:>12}")
    if answer["balance"]:
        lines += ["", f"{'lijken ze op elkaar':<28}{'eerst':>12}{'daarna':>12}"]
        lines += [
            f"{one['covariate']:<28}{_figure(one['smd_before']):>12}{_figure(one['smd_after']):>12}"
            for one in answer["balance"]
        ]
    lines += ["", *(f"- {guard['text']}" for guard in answer["guards"])]
    return lines


COMMANDS = (
    Command(
        ("evaluate", "two-proportions"), "two counts side by side: difference, ratio, interval, power, advice",
        _two_arguments, _two, needs_database=False,
    ),
    Command(
        ("evaluate", "cohort"), "two groups of families from a table, made alike by the method of a specification",
        _cohort_arguments, _cohort, needs_database=False,
    ),
)  # fmt: skip
