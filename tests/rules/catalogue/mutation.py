# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does a file's own examples notice when a window, count, term or criterion of it changes? One change at a time.

    python tests/rules/catalogue/mutation.py programmes/FILE.toml …

prints for each file how many changes its examples notice, and every one that they do not. A window or term is moved
a day and a week, forward and back; a count goes one up and one down; a criterion is left out, turned round, or loses
one of the words that meet it. A change that the reader refuses is no file any more, and is not counted.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from duizend.catalogue.rules.examples import find_failure
from duizend.catalogue.rules.factors import FactorVocabulary, read_factors
from duizend.catalogue.rules.guideline import Guideline
from duizend.catalogue.rules.guideline_examples import find_guideline_failure
from duizend.catalogue.rules.guideline_reader import read_guideline_table
from duizend.catalogue.rules.more_examples import read_more_examples
from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.rules.reader import read_programme, read_programme_table
from duizend.catalogue.shelf import more_examples_path
from duizend.ground.kernel.rules.points import Point, parse_point
from duizend.ground.kernel.rules.reading import find_kind

FLOOR = 0.95
LEFT_OUT = "left out"
WINDOWS = ("from", "until", "target", "every")
AGE_KINDS = {"child_age": "parent_age", "parent_age": "child_age"}

# Section and key of everything that is a count, a range of counts, or a term, beside windows and criteria.
COUNTS = (
    ("offer", "cap"), ("team", "facilitators"), ("group", "size"), ("group", "sessions"), ("group", "partner_sessions"),
    ("group", "organisations"), ("group", "smallest"), ("video", "recordings"), ("match", "half_days"),
)  # fmt: skip
TERMS = (
    ("offer", "answer_term"), ("team", "experience"), ("group", "due_date_range"), ("video", "destroy_within"),
    ("match", "trial"), ("match", "usual_length"), ("match", "child_from"), ("match", "child_until"),
    ("match", "own_voice_from"), ("place", "term"), ("place", "own_voice_from"), ("retention", "term"),
)  # fmt: skip

Table = dict[str, Any]
Change = tuple[str, Any, Any, Any]


@dataclass(frozen=True)
class Result:
    """How many changes of one file were tried, and which its examples did not notice."""

    file: str
    tried: int
    survivors: tuple[str, ...]

    @property
    def share(self) -> float:
        return 1.0 if not self.tried else 1 - len(self.survivors) / self.tried

    @property
    def message(self) -> str:
        head = f"{self.file}: {self.tried - len(self.survivors)} of {self.tried} changes noticed ({self.share:.1%})"
        return "\n".join((head, *(f"  not noticed: {survivor}" for survivor in self.survivors)))


def write_point(point: Point) -> str | None:
    """Write a point as a file does, nothing if there is no way: "6m" less a day is five months and 27 days."""
    months, days = point.months, point.days
    while months * days < 0:
        step = 1 if months > 0 else -1
        months, days = months - step, days + step * 28
    if point.anchor == "pregnancy":
        return f"pregnancy {days // 7}w{days % 7}d" if days >= 0 else None
    if point.anchor != "birth" and (months < 0 or days < 0):
        return None
    anchor = "" if point.anchor == "birth" else f"{point.anchor} "
    sign = "-" if months < 0 or days < 0 else ""
    size = (f"{abs(months)}m" if months else "") + (f"{abs(days)}d" if days or not months else "")
    return anchor + sign + size


def list_changes(table: Table) -> Iterator[Change]:
    """List every change: what it is called, and where in the table which value takes the place of which key."""
    yield from _change_points(table.get("target", {}), "target", ("from", "until"))
    for index, group in enumerate(table.get("target", {}).get("groups", ())):
        yield from _change_numbers(group, f"target.groups[{index}]", "at_least")
    for criterion in table.get("criteria", ()):
        yield from _change_criterion(table, criterion)
    for contact in table.get("contacts", ()):
        yield from _change_contact(table, contact)
    for section, key in COUNTS:
        yield from _change_numbers(table.get(section, {}), section, key)
    for section, key in TERMS:
        yield from _change_points(table.get(section, {}), section, (key,))
    for index, measure in enumerate(table.get("fidelity", {}).get("measures", ())):
        if "least" in measure:
            for step in (-0.05, 0.05):
                path = f"fidelity.measures[{index}].least"
                yield f"{path} {step:+}", measure, "least", round(measure["least"] + step, 4)
    for step in table.get("steps", ()):
        yield from _change_step(step)
        if step is not max(table["steps"], key=lambda one: one["order"]):
            yield f"steps {step['id']} last", step, "order", 99


def _change_points(part: Table, path: str, keys: tuple[str, ...]) -> Iterator[Change]:
    for key in keys:
        point = parse_point(part[key]) if key in part else None
        if point is None:
            continue
        for days in (-7, -1, 1, 7):
            changed = write_point(replace(point, days=point.days + days))
            if changed is not None:
                yield f"{path}.{key} {part[key]} -> {changed}", part, key, changed


def _change_numbers(part: Table, path: str, key: str) -> Iterator[Change]:
    value = part.get(key)
    if isinstance(value, int):
        for changed in (value - 1, value + 1):
            yield f"{path}.{key} {value} -> {changed}", part, key, changed
    if isinstance(value, list):
        for place, step in ((place, step) for place in range(len(value)) for step in (-1, 1)):
            changed_range = [number + step * (index == place) for index, number in enumerate(value)]
            yield f"{path}.{key} {value} -> {changed_range}", part, key, changed_range


def _change_criterion(table: Table, criterion: Table) -> Iterator[Change]:
    path = f"criteria {criterion['id']}"
    others = [one for one in table["criteria"] if one is not criterion]
    yield f"{path} {LEFT_OUT}", table, "criteria", others
    yield from _change_points(criterion, path, ("from", "until"))
    met_by = criterion.get("met_by", ())
    for word in met_by if len(met_by) > 1 else ():
        yield f"{path}.met_by without {word}", criterion, "met_by", [one for one in met_by if one != word]
    turned = "every" if criterion["counts_towards"] == "exclusion" else "exclusion"
    yield f"{path} counts towards {turned}", criterion, "counts_towards", turned
    if criterion["kind"] in AGE_KINDS:
        yield f"{path} another kind", criterion, "kind", AGE_KINDS[criterion["kind"]]
    if criterion["kind"] == "parent_age":
        whose = "any" if criterion.get("whose") == "mother" else "mother"
        yield f"{path} whose {whose}", criterion, "whose", whose


def _change_contact(table: Table, contact: Table) -> Iterator[Change]:
    path = f"contacts {contact['id']}"
    yield f"{path} {LEFT_OUT}", table, "contacts", [one for one in table["contacts"] if one is not contact]
    yield from _change_points(contact, path, WINDOWS)
    for change in _change_numbers(contact, path, "count"):
        if contact["obligatory"] or change[3][1] != contact["count"][1]:  # how few says only how many are obligatory
            yield change
    if contact.get("count", [1])[0]:  # of a row of which none is obligatory it is the same either way
        yield f"{path} obligatory turned round", contact, "obligatory", not contact["obligatory"]


def _change_step(step: Table) -> Iterator[Change]:
    path = f"steps {step['id']}"
    for place, phase in enumerate(step.get("phases", ())):
        yield from _change_points(phase, f"{path}.phases[{place}]", ("from", "until"))
    for key in ("questions", "programmes"):
        words = step.get(key, ())
        for word in words if len(words) > 1 else ():
            yield f"{path}.{key} without {word}", step, key, [one for one in words if one != word]


def run(path: Path, *, vocabulary: FactorVocabulary | None = None) -> Result:
    """Try every change of one file. Raises FileRefusedError for a file with faults, AssertionError if an example fails."""
    vocabulary = vocabulary or read_words(path.parent)
    text = path.read_text(encoding="utf-8")
    table = tomllib.loads(text)
    notices = _guideline_notices if find_kind(text) == "guideline" else _programme_notices
    is_noticed = notices(path, table, vocabulary)
    assert is_noticed() is False, f"{path.name}: an example fails before anything is changed"
    tried, survivors = 0, []
    for name, part, key, value in list(list_changes(table)):
        was = part.get(key)
        part[key] = value
        noticed = is_noticed()
        if was is None:
            del part[key]
        else:
            part[key] = was
        if noticed is None and LEFT_OUT not in name:
            continue
        tried += 1
        if noticed is False:
            survivors.append(name)
    return Result(path.name, tried, tuple(survivors))


def _programme_notices(path: Path, table: Table, vocabulary: FactorVocabulary) -> Callable[[], bool | None]:
    """Say of the table as it is now: an example fails, none does, or (None) it cannot be read."""
    own = read_programme_table(table, path.name, vocabulary).require()
    more_path = more_examples_path(path)
    more = ()
    if more_path.is_file():
        more = read_more_examples(more_path.read_text(encoding="utf-8"), more_path.name, own, vocabulary).require()

    def is_noticed() -> bool | None:
        programme = read_programme_table(table, path.name, vocabulary).value
        if programme is None:
            return None
        programme = replace(programme, examples=(*programme.examples, *more))
        return find_failure(programme, vocabulary=vocabulary) is not None

    return is_noticed


def _guideline_notices(path: Path, table: Table, vocabulary: FactorVocabulary) -> Callable[[], bool | None]:
    programmes = read_programmes(path.parent, vocabulary)

    def is_noticed() -> bool | None:
        guideline: Guideline | None = read_guideline_table(table, path.name, vocabulary).value
        if guideline is None:
            return None
        return find_guideline_failure(guideline, programmes, vocabulary=vocabulary) is not None

    return is_noticed


def read_programmes(folder: Path, vocabulary: FactorVocabulary) -> dict[str, Programme]:
    """Read the newest version of every programme in a folder that is right; what has faults is left out."""
    found: dict[str, Programme] = {}
    for path in sorted(folder.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        programme = read_programme(text, path.name, vocabulary).value if find_kind(text) == "programme" else None
        known = found.get(programme.id) if programme else None
        if programme and (known is None or known.valid_from < programme.valid_from):
            found[programme.id] = programme
    return found


def read_words(folder: Path) -> FactorVocabulary:
    """Read the words for factors beside the programme files."""
    return read_factors((folder / "factors.toml").read_text(encoding="utf-8"), "factors.toml").require()


def main(paths: list[str]) -> int:
    results = [run(Path(path)) for path in paths]
    for result in results:
        print(result.message)  # noqa: T201 - what it is run for
    return 0 if all(result.share >= FLOOR for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
