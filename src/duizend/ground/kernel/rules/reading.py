# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a TOML text key by key, collecting every mistake instead of stopping at the first."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from duizend.ground.kernel.rules.points import BIRTH, Point, parse_point
from duizend.ground.kernel.rules.text import Text, dutch_only

T = TypeVar("T")
_NOTHING = object()
_ID = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
POINT_FORM = 'a point such as "pregnancy 16w0d", "6w", "30m", "2y6m", "-5m", "start 2w" or "end 6m"'


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a file: what kind, where, what was found and what is expected."""

    code: str
    file: str
    key: str
    found: str
    expected: str

    @property
    def message(self) -> str:
        """The mistake as one line."""
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: found {self.found}, expected {self.expected} [{self.code}]"


class FileRefusedError(ValueError):
    """A file has mistakes and cannot be used; `faults` names them all."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(fault.message for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What came of reading a file: a value, or every fault in it. Never both, never neither."""

    value: T | None
    faults: tuple[Fault, ...]

    def require(self) -> T:
        """Give the value. Raises: FileRefusedError if there were faults."""
        if self.value is None:
            raise FileRefusedError(self.faults)
        return self.value


class Words(str):
    """What was found, said in words: shown without quotes."""

    __slots__ = ()


@dataclass(slots=True)
class Faults:
    """The mistakes found so far in one file."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, code: str, key: str, *, found: object, expected: str) -> None:
        """Note a mistake; `found` is shown as the file writes it."""
        self.found.append(Fault(code, self.file, key, _shown(found), expected))

    def reading(self, value: T) -> Reading[T]:
        """Close the reading: the value if nothing was wrong, else the faults."""
        return Reading(None, tuple(self.found)) if self.found else Reading(value, ())


def _shown(value: object) -> str:
    if value is _NOTHING:
        return "nothing"
    if isinstance(value, str) and not isinstance(value, Words):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return str(value)


def parse_toml(text: str, faults: Faults) -> dict[str, object] | None:
    """Parse TOML; a syntax mistake becomes one fault with its line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        number = line[1] if line else str(text.count("\n") + 1)
        faults.add("bad_toml", f"line {number}", found=Words(error), expected="valid TOML")
        return None


def find_kind(text: str) -> str | None:
    """Find the `kind` a file says it is ("programme", "factors"); nothing if it says none or is not TOML."""
    try:
        kind = tomllib.loads(text).get("kind")
    except tomllib.TOMLDecodeError:
        return None
    return kind if isinstance(kind, str) else None


class Section:
    """One table of the file. It remembers every key read, so that `finish` can name the unknown ones."""

    def __init__(self, table: dict[str, object], *, path: str, faults: Faults) -> None:
        self.table = table
        self.path = path
        self.faults = faults
        self.known: set[str] = set()
        self.parts: list[Section] = []

    def key(self, key: str) -> str:
        """Give the dotted path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Say whether the key is written in the file."""
        return key in self.table

    def fault(self, code: str, key: str, *, expected: str) -> None:
        """Note a mistake at a key, with what stands there."""
        self.faults.add(code, self.key(key), found=self.table.get(key, _NOTHING), expected=expected)

    def _find(self, key: str, kind: type | tuple[type, ...], *, expected: str, required: bool) -> object:
        self.known.add(key)
        value = self.table.get(key, _NOTHING)
        if value is _NOTHING:
            if required:
                self.fault("missing_key", key, expected=expected)
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault("wrong_type", key, expected=expected)
            return None
        return value

    def find_string(self, key: str, *, required: bool = False, expected: str = "a text in quotes") -> str | None:
        """Read a string that may be missing."""
        value = self._find(key, str, expected=expected, required=required)
        if isinstance(value, str) and not value.strip():
            self.fault("empty_text", key, expected=expected)
            return None
        return value if isinstance(value, str) else None

    def string(self, key: str) -> str:
        """Read a string that must be there."""
        return self.find_string(key, required=True) or ""

    def identifier(self, key: str = "id") -> str:
        """Read an id: small letters, digits, `_` and `-`."""
        expected = 'an id of small letters, digits, "_" and "-"'
        value = self.find_string(key, required=True, expected=expected)
        if value is not None and not _ID.fullmatch(value):
            self.fault("bad_id", key, expected=expected)
        return value or ""

    def choice(self, key: str, choices: Sequence[str], *, code: str = "unknown_choice", default: str = "") -> str:
        """Read one of a closed set of words; without a default it must be there."""
        expected = "one of " + ", ".join(choices)
        value = self.find_string(key, required=not default, expected=expected)
        if value is not None and value not in choices:
            self.fault(code, key, expected=expected)
        return value or default

    def find_whole(self, key: str, *, required: bool = False, least: int = 0) -> int | None:
        """Read a whole number of at least `least`."""
        expected = f"a whole number of at least {least}"
        value = self._find(key, int, expected=expected, required=required)
        if not isinstance(value, int):
            return None
        if value < least:
            self.fault("bad_number", key, expected=expected)
            return None
        return value

    def whole(self, key: str, *, least: int = 0) -> int:
        """Read a whole number that must be there."""
        return self.find_whole(key, required=True, least=least) or 0

    def find_number(self, key: str) -> float | None:
        """Read a number that may be missing."""
        value = self._find(key, (int, float), expected="a number", required=False)
        return float(value) if isinstance(value, int | float) else None

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Read true or false; without a default it must be there."""
        value = self._find(key, bool, expected="true or false", required=default is None)
        return value if isinstance(value, bool) else bool(default)

    def find_day(self, key: str, *, required: bool = False) -> date | None:
        """Read a date, bare or in quotes."""
        expected = "a date such as 2026-03-01"
        value = self._find(key, (date, str), expected=expected, required=required)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault("bad_date", key, expected=expected)
            return None

    def day(self, key: str) -> date:
        """Read a date that must be there."""
        return self.find_day(key, required=True) or date.min

    def find_point(self, key: str, *, required: bool = False) -> Point | None:
        """Read a point on the family's line."""
        value = self.find_string(key, required=required, expected=POINT_FORM)
        if value is None:
            return None
        point = parse_point(value)
        if point is None:
            self.fault("bad_age", key, expected=POINT_FORM)
        return point

    def point(self, key: str) -> Point:
        """Read a point that must be there."""
        return self.find_point(key, required=True) or BIRTH

    def find_duration(self, key: str, *, required: bool = False) -> Point | None:
        """Read a length of time, such as "14d", "6m" or "3y": longer than nothing."""
        expected = 'a length of time such as "14d", "6m" or "3y"'
        value = self.find_string(key, required=required, expected=expected)
        if value is None:
            return None
        point = parse_point(value)
        if point is None or point.anchor != "birth" or point.is_prenatal or point == BIRTH:
            self.fault("bad_age", key, expected=expected)
            return None
        return point

    def duration(self, key: str) -> Point:
        """Read a length of time that must be there."""
        return self.find_duration(key, required=True) or BIRTH

    def strings(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Read a list of strings."""
        expected = "a list of texts in quotes"
        value = self._find(key, list, expected=expected, required=required)
        if not isinstance(value, list):
            return ()
        if not all(isinstance(item, str) for item in value):
            self.fault("wrong_type", key, expected=expected)
            return ()
        return tuple(value)

    def find_range(self, key: str, *, required: bool = False) -> tuple[int, int] | None:
        """Read a range [least, most] of whole numbers."""
        expected = "a range [least, most] of whole numbers"
        value = self._find(key, list, expected=expected, required=required)
        if not isinstance(value, list):
            return None
        if len(value) != 2 or not all(type(item) is int and item >= 0 for item in value) or value[0] > value[1]:
            self.fault("bad_number", key, expected=expected)
            return None
        return value[0], value[1]

    def range(self, key: str) -> tuple[int, int]:
        """Read a range that must be there."""
        return self.find_range(key, required=True) or (0, 0)

    def find_text(self, key: str, *, required: bool = False) -> Text | None:
        """Read a shown text {nl, en}; a missing en falls back to nl, marked."""
        part = self.find_section(key, required=required, expected='a text {nl = "…", en = "…"}')
        return None if part is None else part.as_text()

    def as_text(self) -> Text:
        """Read the table itself as a shown text."""
        nl, en = self.find_string("nl"), self.find_string("en")
        if not self.has("nl"):
            self.fault("missing_nl", "nl", expected="the Dutch text; only en may be missing")
        return dutch_only(nl or "") if en is None else Text(nl or "", en)

    def text(self, key: str) -> Text:
        """Read a shown text that must be there."""
        return self.find_text(key, required=True) or dutch_only("")

    def find_section(self, key: str, *, required: bool = False, expected: str = "a table") -> "Section | None":
        """Open a table below this one."""
        value = self._find(key, dict, expected=expected, required=required)
        if not isinstance(value, dict):
            return None
        part = Section(value, path=self.key(key), faults=self.faults)
        self.parts.append(part)
        return part

    def section(self, key: str) -> "Section":
        """Open a table that must be there; where it is not, one without further complaints."""
        found = self.find_section(key, required=True)
        return found or Section({}, path=self.key(key), faults=Faults(self.faults.file))

    def sections(self, key: str, *, required: bool = False) -> "Iterator[Section]":
        """Open each table of a list of tables, closing it after use."""
        expected = f"tables headed [[{self.key(key)}]]"
        value = self._find(key, list, expected=expected, required=required)
        if not isinstance(value, list):
            return
        for index, item in enumerate(value):
            path = f"{self.key(key)}[{index}]"
            if not isinstance(item, dict):
                self.faults.add("wrong_type", path, found=item, expected=expected)
                continue
            part = Section(item, path=path, faults=self.faults)
            yield part
            part.finish()

    def finish(self) -> None:
        """Name every key that nobody asked for, here and in the tables opened below."""
        for part in self.parts:
            part.finish()
        for key in self.table:
            if key not in self.known:
                near = difflib.get_close_matches(key, sorted(self.known), n=1)
                hint = f'; did you mean "{near[0]}"?' if near else ""
                expected = "one of " + ", ".join(sorted(self.known)) + hint
                self.faults.add("unknown_key", self.key(key), found=key, expected=expected)


def check_unique(parts: Sequence[tuple[str, str]], faults: Faults) -> None:
    """Note every id that stands twice; `parts` are (path of the key, id)."""
    seen: dict[str, str] = {}
    for path, identifier in parts:
        if identifier and identifier in seen:
            faults.add("duplicate_id", path, found=identifier, expected=f"another id than {seen[identifier]}")
        seen.setdefault(identifier, path)
