# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly letter to a sender: what became of the families that she put forward, in counts that give none of them away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from duizend.insight.disclosure.rules import Cell, Equation, Hidden, Protected, Shown, Small, protect

Language = Literal["nl", "en"]
State = Literal["started", "accepted", "not_yet", "declined", "no_answer", "asked", "other", "open"]
STATES: tuple[State, ...] = ("started", "accepted", "not_yet", "declined", "no_answer", "asked", "other", "open")
"""How far a family came, the furthest first; together they are all families. other: looked at, and nothing was offered."""
TOTAL = "families"
_KEEP = {TOTAL: 100, "started": 60, "declined": 40, "not_yet": 40}
_WORDS: Mapping[str, Mapping[Language, str]] = {
    "title": {"nl": "Wat er van uw aanmeldingen werd", "en": "What became of your sign-ups"},
    "years": {"nl": "Aanmeldingen van {first} tot en met {last}", "en": "Sign-ups from {first} up to and including {last}"},
    "year": {"nl": "Aanmeldingen van {last}", "en": "Sign-ups of {last}"},
    "thanks": {"nl": "Dank u wel. Zonder uw oog voor een gezin weet niemand dat er iets nodig is.",
               "en": "Thank you. Without your eye for a family nobody knows that something is needed."},
    "merged": {"nl": "In een jaar waren het er te weinig om iets over te zeggen zonder een gezin te herkennen; daarom staan deze jaren bij elkaar.",
               "en": "In one year they were too few to say anything of without a family being recognised; so these years stand together."},
    "too_few": {"nl": "Dit jaar zijn het er nog te weinig om iets over te zeggen zonder een gezin te herkennen. Ze staan in een volgende brief, "
                      "samen met die van later.",
                "en": "This year they are too few to say anything of without a family being recognised. They stand in a later letter, "
                      "together with those that follow."},
    "what": {"nl": "Hoe ver zij kwamen", "en": "How far they came"}, "count": {"nl": "Gezinnen", "en": "Families"},
    TOTAL: {"nl": "Gezinnen die u aanmeldde", "en": "Families you put forward"},
    "started": {"nl": "begonnen", "en": "started"}, "accepted": {"nl": "zeiden ja, en wachten", "en": "said yes, and wait"},
    "not_yet": {"nl": "zeiden: nu nog niet", "en": "said: not yet"}, "declined": {"nl": "zeiden nee", "en": "said no"},
    "no_answer": {"nl": "gaven geen antwoord", "en": "gave no answer"}, "asked": {"nl": "kregen een aanbod", "en": "were made an offer"},
    "other": {"nl": "bekeken, geen aanbod", "en": "looked at, no offer"}, "open": {"nl": "nog niet bekeken", "en": "not looked at yet"},
    "hidden": {"nl": "afgeschermd", "en": "suppressed"},
    "below": {"nl": "<{threshold}: minder dan {threshold}, nul inbegrepen. Afgeschermd: niet getoond, omdat anders een klein aantal terug te "
                    "rekenen is. Gezinnen die bezwaar maakten tegen tellen, tellen niet mee.",
              "en": "<{threshold}: fewer than {threshold}, nought included. Suppressed: not shown, since a small number could be worked out "
                    "from it. Families that objected to being counted are left out."},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Put:
    """One family that a sender put forward: in which year, and how far it came. family: a key of no meaning outside this list."""

    family: str
    year: int
    state: State


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter may say. years: those it is about, oldest first; empty where they are too few to tell of yet."""

    years: tuple[int, ...]
    counts: Mapping[str, Protected]
    threshold: int


class Told(TypedDict):
    """A letter in words: rows are a label and a count."""

    language: str
    title: str
    sender: str
    about: str
    lines: list[str]
    head: list[str]
    rows: list[list[str]]
    note: str


def years_of_letter(per_year: Mapping[int, int], *, year: int, threshold: int) -> tuple[int, ...]:
    """Say of which years the letter about a year tells: from the first that no letter told of, once they reach the threshold.

    Years are merged forward from the first sign-up on, so that no year stands in two letters: from two sums that share years the
    others would follow. Empty: too few by then, they wait for a later letter.
    """
    block: list[int] = []
    for one in range(min(per_year, default=year), year + 1):
        block.append(one)
        if sum(per_year.get(each, 0) for each in block) >= threshold:
            if one == year:
                return tuple(block)
            block = []
    return ()


def write_letter(put: Iterable[Put], *, year: int, threshold: int) -> Letter:
    """Count the families of one sender, each once in a letter with how far it came at best, and protect the counts.

    Raises ValueError for a threshold below 2.
    """
    if threshold < 2:
        raise ValueError(f"a threshold of {threshold} protects nobody")
    known = [one for one in put if one.year <= year]
    firsts: dict[str, int] = {}
    for one in known:
        firsts[one.family] = min(firsts.get(one.family, one.year), one.year)
    years = years_of_letter(Counter(firsts.values()), year=year, threshold=threshold)
    best: dict[str, State] = {}
    for one in known:
        if firsts[one.family] in years:
            best[one.family] = min(best.get(one.family, one.state), one.state, key=STATES.index)
    if not years:
        return Letter((), {}, threshold)
    counted = Counter(best.values())
    cells = [Cell((state,), counted[state], _KEEP.get(state, 20)) for state in STATES]
    cells.append(Cell((TOTAL,), len(best), _KEEP[TOTAL]))
    table = protect(cells, [Equation((TOTAL,), tuple((state,) for state in STATES))], threshold=threshold)
    return Letter(years, {name: table[(name,)] for name in (TOTAL, *STATES)}, threshold)


def letter_as_data(letter: Letter) -> dict[str, object]:
    """Give a letter as it stands in JSON: numbers, "<5" for a small one, or "hidden"."""
    return {"years": list(letter.years), "threshold": letter.threshold,
            "counts": {name: _plain(count) for name, count in letter.counts.items()}}  # fmt: skip


def told_in_letter(letter: Letter, sender: str, *, year: int, language: Language) -> Told:
    """Return every word of a letter to a sender."""

    def word(key: str, **more: object) -> str:
        return _WORDS[key][language].format(**more)

    first, last = (letter.years[0], letter.years[-1]) if letter.years else (year, year)
    lines = [word("thanks")]
    if not letter.years:
        lines.append(word("too_few"))
    elif len(letter.years) > 1:
        lines.append(word("merged"))
    rows = [[word(name), _shown(count, word("hidden"))] for name, count in letter.counts.items()]
    return {
        "language": language, "title": word("title"), "sender": sender,
        "about": word("year" if first == last else "years", first=first, last=last), "lines": lines,
        "head": [word("what"), word("count")], "rows": rows, "note": word("below", threshold=letter.threshold) if rows else "",
    }  # fmt: skip


def as_plain_text(told: Told) -> str:
    """Set a letter in lines, its counts in a column."""
    width = max((len(label) for label, _count in told["rows"]), default=0) + 2
    rows = [f"{label:<{width}}{count:>12}" for label, count in told["rows"]]
    parts: Sequence[str] = [
        told["sender"],
        told["about"],
        *told["lines"],
        *rows,
        *([told["note"]] if told["note"] else []),
    ]
    return "\n".join(parts)


def _plain(count: Protected) -> int | str:
    if isinstance(count, Shown):
        return count.value
    return f"<{count.threshold}" if isinstance(count, Small) else "hidden"


def _shown(count: Protected, hidden: str) -> str:
    return hidden if isinstance(count, Hidden) else str(_plain(count))
