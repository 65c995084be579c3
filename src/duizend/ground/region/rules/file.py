# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a region file: text in, the region's places, organisations and capacity out, or every mistake in it.

The shape is told by the files in `regions/`. A region file never holds a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.names import searchable
from duizend.ground.kernel.rules.points import Point
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, Words, check_unique, parse_toml
from duizend.ground.kernel.rules.text import Text
from duizend.ground.region.rules.assumptions import (
    AssumptionEntry,
    StatementEntry,
    read_assumptions,
    read_statements,
)
from duizend.ground.region.rules.figures import (
    BudgetEntry,
    Named,
    ParticipationEntry,
    PopulationEntry,
    find_named,
    index_places,
    read_budgets,
    read_participation,
    read_population,
)
from duizend.ground.region.rules.referring import USUAL_TERMS, ReferralTerms, read_referral_terms
from duizend.ground.region.rules.retention import DEFAULTS, RetentionEntry, read_retention
from duizend.ground.region.rules.safeguarding import NOTHING_CHOSEN, MeldcodeChoice, read_meldcode

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_PARTNER = 5
LEAST_PUBLIC = 10
"""Below these, people are never counted aloud; a region may only raise them."""

SINCE_ALWAYS = date(1900, 1, 1)
"""From when a place holds if the file does not say: before any record."""

ORGANISATION_KINDS = (
    "jgz", "midwife", "maternity_care", "gp", "nursery", "social_team", "school", "hospital", "mental_health",
    "addiction_care", "disability_care", "veilig_thuis", "municipality", "library", "volunteers", "other",
)  # fmt: skip

MOST_THRESHOLD = 1_000
MOST_QUESTIONS = 20
ONE_YEAR = Point("birth", 12, 0)
FIRST_YEAR = 2000
MOST_YEARS = 30
MOST_FAMILIES = 30_000
LONGEST_NAME = 80
LONGEST_ORGANISATION = 120
LONGEST_KEY = 50
_MUNICIPALITY_CODE = re.compile(r"(GM)?\d{4}")
LONGEST_PHONE = 20
LONGEST_EMAIL = 120
LONGEST_HOURS = 120
_NEIGHBOURHOOD_CODE = re.compile(r"[A-Z0-9]{1,10}")
_PHONE = re.compile(r"\+?\d(?:[ -]?\d){3,14}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below how many people a number is not shown to partners, and to everybody."""

    partner: int = LEAST_PARTNER
    public: int = LEAST_PUBLIC


@dataclass(frozen=True, slots=True)
class Asking:
    """How often a family may be asked anything, over all programmes, in any period of this length."""

    per_family: int = 4
    within: Point = ONE_YEAR


@dataclass(frozen=True, slots=True)
class Period:
    """From which day something holds, and until which day (not included); None is without end."""

    valid_from: date = SINCE_ALWAYS
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class NeighbourhoodEntry:
    """A neighbourhood as the file writes it."""

    code: str
    name: str
    period: Period


@dataclass(frozen=True, slots=True)
class MunicipalityEntry:
    """A municipality as the file writes it, with its neighbourhoods."""

    code: str
    name: str
    period: Period
    neighbourhoods: tuple[NeighbourhoodEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """An organisation of the chain as the file writes it."""

    key: str
    name: str
    kind: str
    period: Period


@dataclass(frozen=True, slots=True)
class CapacityEntry:
    """How many families a year a municipality (by code) bought of a programme, in each of some years.

    `place` is where this stands in the file, for whoever checks whether the programme exists.
    """

    programme: str
    municipality: str
    years: tuple[int, ...]
    families: int
    place: str


@dataclass(frozen=True, slots=True)
class ContactPointEntry:
    """Whom parents call about a programme in this region; `place` is where this stands in the file."""

    programme: str
    team: str
    phone: str
    email: str
    hours: Text
    place: str


@dataclass(frozen=True, slots=True)
class RegionFile:
    """What a region file says."""

    name: str
    controller: str
    thresholds: Thresholds
    municipalities: tuple[MunicipalityEntry, ...]
    organisations: tuple[OrganisationEntry, ...] = ()
    capacity: tuple[CapacityEntry, ...] = ()
    contact_points: tuple[ContactPointEntry, ...] = ()
    asking: Asking = Asking()
    participation: tuple[ParticipationEntry, ...] = ()
    population: tuple[PopulationEntry, ...] = ()
    budgets: tuple[BudgetEntry, ...] = ()
    retention: tuple[RetentionEntry, ...] = DEFAULTS
    meldcode: MeldcodeChoice = NOTHING_CHOSEN
    referrals: ReferralTerms = USUAL_TERMS
    assumptions: tuple[AssumptionEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()


def read_region(text: str, file: str) -> Reading[RegionFile]:
    """Read a region from the text of its file.

    Shape: the region, or all faults at once, each with file, dotted key, what was found and expected.
    Units: families a year; years are calendar years; periods are half-open [valid_from, valid_until).
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    root = Section(table, path="", faults=faults)
    name, controller = _name(root, longest=LONGEST_NAME), _name(root, "controller", longest=LONGEST_ORGANISATION)
    thresholds = _read_thresholds(root)
    municipalities = _read_municipalities(root)
    organisations = _read_organisations(root)
    places = index_places((place.code, place.name) for place in municipalities)
    capacity = _read_capacity(root, places)
    contact_points = _read_contact_points(root)
    asking = _read_asking(root)
    figures = read_participation(root, places), read_population(root, places), read_budgets(root, places)
    retention, meldcode = read_retention(root), read_meldcode(root)
    referrals = read_referral_terms(root)
    assumed = read_assumptions(root, places), read_statements(root, places)
    root.finish()
    return faults.reading(
        RegionFile(
            name, controller, thresholds, municipalities, organisations, capacity, contact_points, asking, *figures,
            retention, meldcode, referrals, *assumed,
        )
    )  # fmt: skip


def _name(part: Section, key: str = "name", *, longest: int) -> str:
    expected = f"a name of at most {longest} characters"
    value = part.find_string(key, required=True, expected=expected) or ""
    if len(value) > longest:
        part.fault("too_long", key, expected=expected)
    return value.strip()


def _code(part: Section, form: re.Pattern[str], *, expected: str) -> str:
    value = part.find_string("code", required=True, expected=expected)
    if value is not None and not form.fullmatch(value):
        part.fault("bad_code", "code", expected=expected)
    return value or ""


def _read_thresholds(root: Section) -> Thresholds:
    part = root.find_section("thresholds")
    if part is None:
        return Thresholds()
    partner = _threshold(part, "partner", least=LEAST_PARTNER)
    public = _threshold(part, "public", least=LEAST_PUBLIC)
    if LEAST_PUBLIC <= public < partner:
        part.fault("threshold_too_low", "public", expected=f"at least {partner}, which holds for partners")
    return Thresholds(partner, public)


def _threshold(part: Section, key: str, *, least: int) -> int:
    value = part.find_whole(key)
    if value is None:
        return least
    if value < least:
        part.fault("threshold_too_low", key, expected=f"at least {least}: it can only be raised")
    if value > MOST_THRESHOLD:
        part.fault("bad_number", key, expected=f"a whole number from {least} to {MOST_THRESHOLD}")
    return value


def _read_asking(root: Section) -> Asking:
    """Read how often a family may be asked: `per_family = 4, within = "1y"`; both stand in the file, or neither."""
    part = root.find_section("asking")
    if part is None:
        return Asking()
    times = part.whole("per_family", least=1)
    if times > MOST_QUESTIONS:
        part.fault("bad_number", "per_family", expected=f"a whole number from 1 to {MOST_QUESTIONS}")
    return Asking(times, part.duration("within"))


def _read_period(part: Section, within: Period | None = None) -> Period:
    """Read when something holds; what is not said is as in the place it lies in."""
    within = within or Period()
    start = part.find_day("valid_from") or within.valid_from
    until = part.find_day("valid_until") or within.valid_until
    if until is not None and until <= start:
        part.fault("bad_period", "valid_until", expected=f"a day after valid_from, {start}")
        return Period(start)
    if part.has("valid_from") and start < within.valid_from:
        part.fault("bad_period", "valid_from", expected=f"a day from {within.valid_from} on, as its municipality")
    elif (
        part.has("valid_until") and within.valid_until is not None and until is not None and until > within.valid_until
    ):
        part.fault("bad_period", "valid_until", expected=f"a day up to {within.valid_until}, as its municipality")
    return Period(start, until)


def _read_municipalities(root: Section) -> tuple[MunicipalityEntry, ...]:
    entries: list[MunicipalityEntry] = []
    codes: list[tuple[str, str]] = []
    names: list[tuple[str, str]] = []
    neighbourhood_codes: list[tuple[str, str]] = []
    for part in root.sections("municipalities", required=True):
        code = _code(part, _MUNICIPALITY_CODE, expected='a code in quotes such as "GM0935" or "0935"')
        name = _name(part, longest=LONGEST_NAME)
        period = _read_period(part)
        entries.append(MunicipalityEntry(code, name, period, _read_neighbourhoods(part, period)))
        codes.append((part.key("code"), code))
        names.append((part.key("name"), searchable(name)))
        neighbourhood_codes += [
            (f"{part.key('neighbourhoods')}[{index}].code", own.code)
            for index, own in enumerate(entries[-1].neighbourhoods)
        ]
    if root.has("municipalities") and not entries:
        root.fault("empty_list", "municipalities", expected="at least one municipality")
    for parts in (codes, names, neighbourhood_codes):
        check_unique(parts, root.faults)
    return tuple(entries)


def _read_neighbourhoods(municipality: Section, period: Period) -> tuple[NeighbourhoodEntry, ...]:
    entries = []
    names = []
    for part in municipality.sections("neighbourhoods"):
        code = _code(part, _NEIGHBOURHOOD_CODE, expected='a code of at most 10 capitals and digits, such as "WK093501"')
        name = _name(part, longest=LONGEST_NAME)
        entries.append(NeighbourhoodEntry(code, name, _read_period(part, period)))
        names.append((part.key("name"), searchable(name)))
    check_unique(names, municipality.faults)
    return tuple(entries)


def _read_organisations(root: Section) -> tuple[OrganisationEntry, ...]:
    entries = []
    keys = []
    for part in root.sections("organisations"):
        key = part.identifier("key")
        if len(key) > LONGEST_KEY:
            part.fault("too_long", "key", expected=f"a key of at most {LONGEST_KEY} characters")
        name = _name(part, longest=LONGEST_ORGANISATION)
        entries.append(OrganisationEntry(key, name, part.choice("kind", ORGANISATION_KINDS), _read_period(part)))
        keys.append((part.key("key"), key))
    check_unique(keys, root.faults)
    return tuple(entries)


def _read_contact_points(root: Section) -> tuple[ContactPointEntry, ...]:
    """Read whom parents call: one team for a programme, with its number and hours; an address may be left out."""
    entries = []
    programmes = []
    for part in root.sections("contact_points"):
        programme, team = part.identifier("programme"), _name(part, "team", longest=LONGEST_ORGANISATION)
        expected = f'a number of at most {LONGEST_PHONE} characters, such as "0800 123 45 67"'
        phone = part.find_string("phone", required=True, expected=expected)
        _check_form(part, "phone", _PHONE, longest=LONGEST_PHONE, expected=expected)
        expected = f'an address of at most {LONGEST_EMAIL} characters, such as "team@region.example"'
        email = part.find_string("email", expected=expected)
        _check_form(part, "email", _EMAIL, longest=LONGEST_EMAIL, expected=expected)
        hours = part.text("hours")
        if max(len(hours.nl), len(hours.en)) > LONGEST_HOURS:
            part.faults.add(
                "too_long", part.key("hours"), found=hours.nl, expected=f"at most {LONGEST_HOURS} characters"
            )
        entries.append(ContactPointEntry(programme, team, phone or "", email or "", hours, part.path))
        programmes.append((part.key("programme"), programme))
    check_unique(programmes, root.faults)
    return tuple(entries)


def _check_form(part: Section, key: str, form: re.Pattern[str], *, longest: int, expected: str) -> None:
    value = part.table.get(key)
    if isinstance(value, str) and value.strip() and (len(value) > longest or not form.fullmatch(value)):
        part.fault(f"bad_{key}", key, expected=expected)


def _read_capacity(root: Section, places: Mapping[str, Named]) -> tuple[CapacityEntry, ...]:
    entries = []
    seen: dict[tuple[str, str, int], str] = {}
    for part in root.sections("capacity"):
        programme, bought_by = part.identifier("programme"), find_named(part, places)
        code, whose = bought_by or ("", "")
        entry = CapacityEntry(programme, code, _read_years(part), _read_families(part), part.path)
        for year in entry.years if programme and whose else ():
            first = seen.setdefault((programme, whose, year), part.path)
            if first != part.path:
                root.faults.add("duplicate_capacity", part.path, found=Words(f"{part.table['municipality']} {year} again"),
                                expected=f"each year once; it stands in {first}")  # fmt: skip
        entries.append(entry)
    return tuple(entries)


def _read_families(part: Section) -> int:
    families = part.whole("families")
    if families > MOST_FAMILIES:
        part.fault("bad_number", "families", expected=f"a number of families a year, at most {MOST_FAMILIES}")
    return families


def _read_years(part: Section) -> tuple[int, ...]:
    """Read `year = 2026`, or `years = [first, last]` with both included."""
    year, span = part.find_whole("year"), part.find_range("years")
    if part.has("year") == part.has("years"):
        part.fault("missing_key", "year", expected="either year = 2026 or years = [first, last]")
        return ()
    first, last = span or (year, year)
    if first is None or last is None:
        return ()  # no number: named already
    if first < FIRST_YEAR or last >= first + MOST_YEARS:
        expected = f"calendar years from {FIRST_YEAR} on, at most {MOST_YEARS} of them"
        part.fault("bad_year", "year" if part.has("year") else "years", expected=expected)
        return ()
    return tuple(range(first, last + 1))
