# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The municipal account: a slice of the protected table, with what each number means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from duizend.insight.disclosure.rules import Hidden, Protected, ProtectedTable, Shown, Small
from duizend.insight.reports.rules import forms
from duizend.insight.reports.rules.forms import Form, Volunteers
from duizend.insight.reports.rules.measures import (
    BROUGHT_IN,
    MEASURES,
    Basis,
    Language,
    definition_of,
    denominator_of,
    label_of,
)
from duizend.insight.reports.rules.sentence import ready_sentence
from duizend.insight.reports.rules.table import NO_FORM, REGION, Audience, Counts, protect_region


@dataclass(frozen=True, slots=True)
class Heading:
    """What an account is about.

    municipality: None for the whole region. capacity: families a year; None if not set.
    """

    programme: str
    year: int
    municipality: str | None
    audience: Audience
    basis: Basis
    on: date
    capacity: int | None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One measure. families and children: None when never recorded.

    numerator and denominator: families, if shown; of screening, which is counted per child, children.
    volunteers: only of a measure that counts them, which are no families.
    """

    measure: str
    label: str
    families: Protected | None
    children: Protected | None
    definition: str
    numerator: int | None
    denominator: int | None
    volunteers: Protected | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """All a page, file or answer may know of a municipality's year."""

    heading: Heading
    threshold: int | None
    rows: tuple[AccountRow, ...]
    sentence: str
    notes: tuple[str, ...]

    def row(self, measure: str) -> AccountRow:
        """Give the row of one measure."""
        return next(row for row in self.rows if row.measure == measure)

    @property
    def usual_rows(self) -> tuple[AccountRow, ...]:
        """The rows of every account."""
        return self.rows[: len(MEASURES)]

    @property
    def form_rows(self) -> tuple[AccountRow, ...]:
        """The rows that the programme's form of delivery adds."""
        return self.rows[len(MEASURES) :]


def build_account(
    heading: Heading,
    *,
    counts: Mapping[str, Counts],
    threshold: int | None,
    form: Form = NO_FORM,
    volunteers: Volunteers | None = None,
    language: Language = "nl",
) -> Account:
    """Protect a region's counts and give one municipality's account, or the region's.

    Shape of counts: see protect_region; they cover all municipalities, because neighbours give each other away.
    Raises: ProtectionRefused for counts that contradict each other.
    """
    table = protect_region(counts, threshold=threshold, basis=heading.basis, form=form, volunteers=volunteers)
    return slice_account(heading, table=table, form=form, language=language)


def slice_account(
    heading: Heading, *, table: ProtectedTable, form: Form = NO_FORM, language: Language = "nl"
) -> Account:  # fmt: skip
    """Give one municipality's account, or the region's, out of a table that was protected before."""
    place = heading.municipality or REGION
    rows = tuple(_row(heading, table, place, measure, language) for measure in MEASURES)
    rows += tuple(_row_of_form(heading, table, measure, form, language) for measure in form.measures)
    sentence = ready_sentence(
        _find(table, place, "indicated", "families"),
        _find(table, place, "started", "families"),
        _find(table, place, "not_or_not_yet", "families"),
        language=language,
    )
    added = forms.say_in_a_sentence(_told(rows[len(MEASURES) :]), language=language)
    said = f"{sentence} {added}".strip()
    return Account(heading, table.threshold, rows, said, _notes(heading, table.threshold, rows, language))


def _told(rows: tuple[AccountRow, ...]) -> dict[str, Protected | None]:
    """Choose what of a form stands in the ready sentence: each count, and beside who had a place the children."""
    told: dict[str, Protected | None] = {}
    for row in rows:
        if row.measure in ("in_place", "outflow", "trained", "asked", "matched"):
            told[row.measure] = row.families if row.volunteers is None else row.volunteers
        if row.measure == "in_place" and isinstance(row.children, Shown):
            told["children"] = row.children
    return told


def as_json_dict(account: Account) -> dict[str, Any]:
    """Give the account as it stands in JSON: "<5" for a small count, "hidden", or null when never recorded."""
    about = account.heading
    return {
        "programme": about.programme,
        "year": about.year,
        "municipality": about.municipality,
        "audience": about.audience,
        "basis": about.basis,
        "on": about.on.isoformat(),
        "threshold": account.threshold,
        "capacity": about.capacity,
        "rows": [_row_as_dict(row) for row in account.rows],
        "notes": [account.sentence, *account.notes],
    }


def _row_as_dict(row: AccountRow) -> dict[str, Any]:
    """Give a row with its keys; "volunteers" only where volunteers are counted, and families are not."""
    found = {
        "measure": row.measure,
        "families": plain_value(row.families),
        "children": plain_value(row.children),
        "definition": row.definition,
        "numerator": row.numerator,
        "denominator": row.denominator,
    }
    return found if row.volunteers is None else found | {"volunteers": plain_value(row.volunteers)}


def as_csv_rows(account: Account) -> list[list[str]]:
    """Give the account as lines of text cells, head first; a measure never recorded is empty."""
    with_volunteers = any(row.volunteers is not None for row in account.rows)
    lines = [["measure", "families", "children", "numerator", "denominator", "definition"]]
    for row in account.rows:
        counts = (plain_value(row.families), plain_value(row.children), row.numerator, row.denominator)
        lines.append([row.measure, *("" if c is None else str(c) for c in counts), row.definition])
    if with_volunteers:
        numbers = [plain_value(row.volunteers) for row in account.rows]
        added = ["volunteers", *("" if number is None else str(number) for number in numbers)]
        lines = [[*line, number] for line, number in zip(lines, added, strict=True)]
    return lines


def plain_value(count: Protected | None) -> int | str | None:
    """Give a protected count as a plain value: the number, "<t", "hidden", or none when never recorded."""
    if isinstance(count, Shown):
        return count.value
    if isinstance(count, Small):
        return f"<{count.threshold}"
    return None if count is None else "hidden"


def _row(heading: Heading, table: ProtectedTable, place: str, measure: str, language: Language) -> AccountRow:
    families = _find(table, place, measure, "families")
    group = "children" if measure in BROUGHT_IN and families is None else "families"
    out_of = denominator_of(measure, basis=heading.basis)
    return AccountRow(
        measure=measure,
        label=label_of(measure, language=language),
        families=families,
        children=_find(table, place, measure, "children"),
        definition=definition_of(
            measure, year=heading.year, on=_day(heading.on, language), basis=heading.basis, language=language
        ),
        numerator=_number(_find(table, place, measure, group)),
        denominator=_number(_find(table, place, out_of, group)) if out_of else None,
    )


def _row_of_form(
    heading: Heading, table: ProtectedTable, measure: str, form: Form, language: Language
) -> AccountRow:  # fmt: skip
    place = heading.municipality or REGION
    whole = forms.out_of(measure)
    families = _find(table, place, measure, "families")
    return AccountRow(
        measure=measure,
        label=forms.name_in_form(measure, form, language=language),
        families=families,
        children=_find(table, place, measure, "children"),
        definition=forms.meaning_in_form(
            measure, form, year=heading.year, on=_day(heading.on, language), basis=heading.basis, language=language
        ),
        numerator=_number(families),
        denominator=_number(_find(table, place, whole, "families")) if whole else None,
        volunteers=_find(table, place, measure, "volunteers"),
    )


def _find(table: ProtectedTable, place: str, measure: str, group: str) -> Protected | None:
    key = (place, measure, group)
    return table.find(key)


def _number(count: Protected | None) -> int | None:
    return count.value if isinstance(count, Shown) else None


def _day(day: date, language: Language) -> str:
    return day.isoformat() if language == "en" else f"{day.day:02d}-{day.month:02d}-{day.year}"


_NOTES: Mapping[str, Mapping[Language, str]] = {
    "screened": {"nl": "Gescreend is niet vastgelegd; dat is iets anders dan 0.",
                 "en": "Screened was not recorded, which is not the same as 0."},
    "eligible": {"nl": "Voldoet aan de criteria is niet vastgelegd; dat is iets anders dan 0.",
                 "en": "Meets the criteria was not recorded, which is not the same as 0."},
    "per_child": {"nl": "Gescreend wordt per kind geteld, zonder naam; wie in aanmerking komt, beoordeelt een professional, "
                       "ook na een aanmelding.",
                 "en": "Screening is counted per child, without a name; a professional judges who is eligible, also "
                       "after a sign-up."},
    "small": {"nl": "<{t}: minder dan {t}, nul inbegrepen.", "en": "<{t}: fewer than {t}, zero included."},
    "hidden": {"nl": "Afgeschermd (hidden): niet getoond, omdat anders een klein aantal terug te rekenen is; "
                     "het zegt niets over de grootte.",
               "en": "Suppressed (hidden): not shown, because a small number could be worked out otherwise; "
                     "it says nothing about its size."},
    "capacity": {"nl": "Capaciteit is een aantal van de uitvoering, geen aantal gezinnen, en staat er precies.",
                 "en": "Capacity is a count of the delivery, not of people, and is exact."},
    "volunteers": {"nl": "Vrijwilligers zijn geen gezinnen; hoeveel er zijn opgeleid en gekoppeld, staat er voor partners precies.",
                   "en": "Volunteers are no families; how many were trained and matched is exact for partners."},
    "calendar_year": {"nl": "Eindes zijn die van het kalenderjaar, ook van gezinnen uit een eerder jaar.",
                      "en": "Endings are those of the calendar year, also of families of an earlier year."},
    "intake_cohort": {"nl": "Eindes zijn die van de gezinnen die in dit jaar in aanmerking kwamen.",
                      "en": "Endings are those of the families who became eligible in this year."},
}  # fmt: skip


_LEFT_OUT = {
    "nl": "Gezinnen die bezwaar maakten, staan in geen enkel getal, ook niet in een noemer. In de hele regio zijn dat er {number} van dit jaar.",
    "en": "Families that objected are in no number here, nor in a denominator. In the whole region these are {number} of this year.",
}  # fmt: skip
_FEWER: dict[Language, str] = {"nl": "minder dan {t}", "en": "fewer than {t}"}


def with_left_out(account: Account, left_out: int, language: Language = "nl") -> Account:
    """Tell on an account how many families of the region are in none of its numbers, because they objected.

    Fewer than the threshold is told as such, also to the region's partners; none is not told at all.
    """
    if not left_out:
        return account
    threshold = account.threshold
    few = threshold is not None and left_out < threshold
    number = _FEWER[language].format(t=threshold) if few else str(left_out)
    return replace(account, notes=(*account.notes, _LEFT_OUT[language].format(number=number)))


def _notes(
    heading: Heading, threshold: int | None, rows: tuple[AccountRow, ...], language: Language
) -> tuple[str, ...]:
    counts = [count for row in rows for count in (row.families, row.children, row.volunteers)]
    never = [row.measure for row in rows if row.measure in BROUGHT_IN and row.families is None and row.children is None]
    names: list[str] = [name for name in ("screened", "eligible") if name in never]
    if any(row.measure == "screened" and row.families is None and row.children is not None for row in rows):
        names.append("per_child")
    if any(isinstance(count, Small) for count in counts):
        names.append("small")
    if any(isinstance(count, Hidden) for count in counts):
        names.append("hidden")
    if heading.capacity is not None:
        names.append("capacity")
    if heading.audience == "partner" and any(row.volunteers is not None for row in rows):
        names.append("volunteers")
    names.append(heading.basis)
    return tuple(_NOTES[name][language].format(t=threshold) for name in names)
