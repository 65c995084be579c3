# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a form of delivery adds to an account: families and children with a place, or who asked and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from duizend.insight.disclosure.rules import Protected, Shown, Small
from duizend.insight.reports.rules.measures import ENDINGS, Basis, Language

VOLUNTEERS = ("trained", "matched")
NO_MATCH = "no_match"
REASON = "no_match:"
# Never printed. Those of a count who were indicated in the year, and those in an earlier one; those indicated who are not
# in it; and the families that began with a volunteer.
OF_YEAR, ELSE, NOT_IN_IT, GOING = "~of_year", "~of_another_year", "~not_in_it", "~going"
# What a reader misses most is hidden last; these stand beside the weights of the other measures.
KEEP: Mapping[str, int] = {"in_place": 110, "asked": 110, "outflow": 55, NO_MATCH: 45, "searching": 30}
KEEP_REASON = 35


@dataclass(frozen=True, slots=True)
class Form:
    """What a programme's file says of its delivery that bears on its account.

    reasons: why no match can come about, by id, in the languages of the file; empty where nobody is matched.
    """

    has_places: bool = False
    has_matches: bool = False
    reasons: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[str, ...]:
        """The measures of families and children that this form adds, in the order in which they are read."""
        places = ("in_place", "outflow") if self.has_places else ()
        reasons = tuple(f"{REASON}{reason}" for reason in self.reasons)
        return (*places, "asked", NO_MATCH, *reasons, "searching") if self.has_matches else places

    @property
    def measures(self) -> tuple[str, ...]:
        """The same with the measures of volunteers between them."""
        volunteers = VOLUNTEERS if self.has_matches else ()
        return (*volunteers[:1], *self.counts[:1], *volunteers[1:], *self.counts[1:])


@dataclass(frozen=True, slots=True)
class Volunteers:
    """How many volunteers there were, by municipality and measure.

    exact: True where this audience is told how many there are of them: then it knows how many families began, too.
    """

    counts: Mapping[str, Mapping[str, int]]
    exact: bool


def complete(form: Form, given: Mapping[str, int], values: Mapping[str, int]) -> dict[str, int]:
    """Take the counts that a form adds, nought where nothing occurs, with the parts that are never printed.

    Shape: one group of one municipality; `given` may hold "of_year" and "going", `values` the measures of every account.
    """
    if not form.counts:
        return {}
    found = {measure: given.get(measure, 0) for measure in form.counts}
    if form.has_places:
        found["outflow"] = sum(values[ending] for ending in ENDINGS)
    if form.has_matches:
        found[GOING] = given.get("going", 0)
    whole = found[form.counts[0]]
    found[OF_YEAR] = min(given.get("of_year", 0), whole, values["indicated"])
    return found | {ELSE: whole - found[OF_YEAR], NOT_IN_IT: values["indicated"] - found[OF_YEAR]}


def list_sums(form: Form) -> list[tuple[str, tuple[str, ...]]]:
    """List the sums between the measures of one municipality that a form adds: (total, parts)."""
    if not form.counts:
        return []
    sums: list[tuple[str, tuple[str, ...]]] = [(form.counts[0], (OF_YEAR, ELSE)), ("indicated", (OF_YEAR, NOT_IN_IT))]
    if form.has_places:
        sums.append(("outflow", ENDINGS))
    if form.has_matches:
        sums.append(("asked", (GOING, NO_MATCH, "searching")))
        sums.append((NO_MATCH, tuple(f"{REASON}{reason}" for reason in form.reasons)))
    return sums


def keep_of(measure: str) -> int:
    """Give how long a measure of a form is kept in sight; the higher, the later it is hidden."""
    return KEEP_REASON if measure.startswith(REASON) else KEEP.get(measure, 0)


_LABELS: Mapping[str, Mapping[Language, str]] = {
    "in_place": {"nl": "Had een plek buiten huis", "en": "Had a place outside the home"},
    "outflow": {"nl": "Uitgestroomd", "en": "Left"},
    "trained": {"nl": "Vrijwilligers opgeleid", "en": "Volunteers trained"},
    "asked": {"nl": "Vroeg om een vrijwilliger", "en": "Asked for a volunteer"},
    "matched": {"nl": "Vrijwilligers gekoppeld", "en": "Volunteers matched"},
    NO_MATCH: {"nl": "Geen match", "en": "No match"},
    "searching": {"nl": "Nog zonder uitkomst", "en": "Nothing settled yet"},
}
_MEANINGS: Mapping[str, Mapping[Language, str]] = {
    "in_place": {
        "nl": "gezinnen, en apart hun kinderen, met een plek buiten huis op ten minste een dag; elk telt een keer",
        "en": "families, and apart from them their children, with a place outside the home on at least one day; each counts once",
    },
    "outflow": {
        "nl": "gezinnen bij wie het na de start eindigde, hoe ook: alle eindes samen",
        "en": "families for whom it ended after starting, in whatever way: all endings together",
    },
    "trained": {
        "nl": "vrijwilligers die zijn opgeleid, geteld waar zij wonen; vrijwilligers zijn geen gezinnen",
        "en": "volunteers who were trained, counted where they live; volunteers are no families",
    },
    "asked": {
        "nl": "gezinnen die ja zeiden en op ten minste een dag nog geen uitkomst hadden",
        "en": "families who said yes and had nothing settled on at least one day",
    },
    "matched": {
        "nl": "vrijwilligers die met een gezin begonnen, geteld waar het gezin woont",
        "en": "volunteers who began with a family, counted where the family lives",
    },
    NO_MATCH: {
        "nl": "gezinnen die vroegen en bij wie vaststaat dat er geen match kwam",
        "en": "families who asked and for whom it was settled that no match came about",
    },
    "searching": {
        "nl": "gezinnen die vroegen, zonder match en zonder dat vaststaat dat die er niet komt",
        "en": "families who asked, without a match and without it being settled that there will be none",
    },
}  # fmt: skip
_OUT_OF: Mapping[str, str] = {NO_MATCH: "asked", "searching": "asked"}
_PERIODS: Mapping[Basis, Mapping[Language, str]] = {
    "calendar_year": {
        "nl": "in {year}, stand op {on}, ook van gezinnen die eerder in aanmerking kwamen",
        "en": "in {year}, as it stood on {on}, also of families who became eligible before",
    },
    "intake_cohort": {
        "nl": "gezinnen die in {year} in aanmerking kwamen, gevolgd tot {on}",
        "en": "families who became eligible in {year}, followed until {on}",
    },
}  # fmt: skip
_OF_VOLUNTEERS: Mapping[Language, str] = {
    "nl": "in {year}, tot en met {on}",
    "en": "in {year}, up to and including {on}",
}
_WORDS: Mapping[Language, str] = {
    "nl": "Teller: {text}. Noemer: {out_of}. Periode: {period}.",
    "en": "Numerator: {text}. Denominator: {out_of}. Period: {period}.",
}
_NONE: Mapping[Language, str] = {"nl": "geen", "en": "none"}
_BECAUSE: Mapping[Language, str] = {"nl": "{none}: {why}", "en": "{none}: {why}"}


def out_of(measure: str) -> str | None:
    """Give the measure of a form that this one is a part of, or none."""
    return NO_MATCH if measure.startswith(REASON) else _OUT_OF.get(measure)


def name_in_form(measure: str, form: Form, *, language: Language = "nl") -> str:
    """Give the short name of a measure of a form; a reason in the words of the programme file."""
    if not measure.startswith(REASON):
        return _LABELS[measure][language]
    why = form.reasons[measure.removeprefix(REASON)][language]
    return _BECAUSE[language].format(none=_LABELS[NO_MATCH][language], why=why[:1].lower() + why[1:])


def meaning_in_form(
    measure: str, form: Form, *, year: int, on: str, basis: Basis, language: Language = "nl"
) -> str:  # fmt: skip
    """Write out what a measure of a form counts: numerator, denominator and period in words."""
    known = _MEANINGS.get(measure)
    text = known[language] if known else name_in_form(measure, form, language=language)
    whole = out_of(measure)
    period = _OF_VOLUNTEERS if measure in VOLUNTEERS else _PERIODS[basis]
    return _WORDS[language].format(
        text=text[:1].lower() + text[1:], out_of=_MEANINGS[whole][language] if whole else _NONE[language],
        period=period[language].format(year=year, on=on),
    )  # fmt: skip


_SENTENCES: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "in_place": {"nl": ("{n} gezin had een plek buiten huis", "{n} gezinnen hadden een plek buiten huis"),
                 "en": ("{n} family had a place outside the home", "{n} families had a place outside the home")},
    "children": {"nl": ("voor {n} kind", "voor {n} kinderen"), "en": ("for {n} child", "for {n} children")},
    "outflow": {"nl": ("{n} gezin stroomde uit", "{n} gezinnen stroomden uit"),
                "en": ("{n} family left", "{n} families left")},
    "trained": {"nl": ("{n} vrijwilliger werd opgeleid", "{n} vrijwilligers werden opgeleid"),
                "en": ("{n} volunteer was trained", "{n} volunteers were trained")},
    "asked": {"nl": ("{n} gezin vroeg om een vrijwilliger", "{n} gezinnen vroegen om een vrijwilliger"),
              "en": ("{n} family asked for a volunteer", "{n} families asked for a volunteer")},
    "matched": {"nl": ("{n} werd gekoppeld", "{n} werden gekoppeld"), "en": ("{n} was matched", "{n} were matched")},
}  # fmt: skip
_FEWER: Mapping[Language, str] = {"nl": "minder dan {n}", "en": "fewer than {n}"}


def say_in_a_sentence(counts: Mapping[str, Protected | None], *, language: Language = "nl") -> str:
    """Say what a form of delivery came to, as far as this reader may know; "" when nothing of it may be told.

    Shape: what to tell, in order, each by the name of a measure of a form, or "children".
    """
    parts = [_part(name, count, language) for name, count in counts.items() if isinstance(count, Shown | Small)]
    said = ", ".join(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _part(name: str, count: Shown | Small, language: Language) -> str:
    one, many = _SENTENCES[name][language]
    if isinstance(count, Small):
        return many.format(n=_FEWER[language].format(n=count.threshold))
    return (one if count.value == 1 else many).format(n=count.value)
