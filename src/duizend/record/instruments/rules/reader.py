# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading an instrument file: text in, an instrument or every mistake in it out."""

from decimal import Decimal
from typing import cast, get_args

from duizend.catalogue.rules.digest import digest_of
from duizend.catalogue.rules.sources import Source, read_source, read_sources
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, check_unique, parse_toml
from duizend.record.instruments.rules.instrument import (
    Band,
    Instrument,
    MissingBecause,
    MissingReason,
    Moment,
    Respondent,
    Scale,
)

NO_SCALE = Scale(Decimal(0), Decimal(0), Decimal(1))


def read_instrument(text: str, file: str) -> Reading[Instrument]:
    """Read an instrument from the text of its file.

    Shape: `kind = "instrument"`, id, name, version, valid_from, owner, licence, invented, source, respondents,
    `[scale]` min, max, step, `[[bands]]` from, until and text, `[[missing]]` and `[[moments]]` id and text,
    `[[sources]]`. The bands stand in order and cover the scale once.
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    root = Section(table, path="", faults=faults)
    root.choice("kind", ("instrument",))
    sources = read_sources(root)
    scale = _read_scale(root)
    value = Instrument(
        id=root.identifier(),
        name=root.text("name"),
        version=root.string("version"),
        valid_from=root.day("valid_from"),
        owner=root.string("owner"),
        licence=root.string("licence"),
        invented=root.flag("invented", default=False),
        source=_source(root, sources),
        respondents=_read_respondents(root),
        scale=scale or NO_SCALE,
        bands=_read_bands(root, scale),
        missing=_read_missing(root),
        moments=_read_moments(root),
        digest=digest_of(text),
    )
    root.finish()
    return faults.reading(value)


def _source(root: Section, sources: tuple[Source, ...]) -> Source:
    key = read_source(root, sources)
    return next((source for source in sources if source.key == key), Source("", "", "", None, ""))


def _read_respondents(root: Section) -> tuple[Respondent, ...]:
    words = root.strings("respondents", required=True)
    for index, word in enumerate(words):
        if word not in get_args(Respondent):
            expected = "one of " + ", ".join(get_args(Respondent))
            root.faults.add("unknown_choice", f"respondents[{index}]", found=word, expected=expected)
    if root.has("respondents") and not words:
        root.fault("empty_list", "respondents", expected="at least one of " + ", ".join(get_args(Respondent)))
    return cast("tuple[Respondent, ...]", words)


def _number(part: Section, key: str, *, required: bool) -> Decimal | None:
    if required and not part.has(key):
        part.known.add(key)
        part.fault("missing_key", key, expected="a number")
        return None
    value = part.find_number(key)
    if value is None:
        return None
    # 4 and 4.0 are the same score, and a person is told of it as 4.
    return Decimal(int(value)) if value.is_integer() else Decimal(str(value))


def _read_scale(root: Section) -> Scale | None:
    part = root.find_section("scale", required=True, expected="a table with min, max and step")
    if part is None:
        return None
    least, most, step = (_number(part, key, required=True) for key in ("min", "max", "step"))
    if least is None or most is None or step is None:
        return None
    if step <= 0:
        part.fault("bad_number", "step", expected="a number above 0")
        return None
    if most <= least or (most - least) % step:
        part.fault("bad_number", "max", expected=f"a number above min, a whole number of steps of {step} away from it")
        return None
    return Scale(least, most, step)


def _read_bands(root: Section, scale: Scale | None) -> tuple[Band, ...]:
    """Read the bands, each beginning where the one before ends: a gap or an overlap is a mistake."""
    bands: list[Band] = []
    last: Section | None = None
    for part in root.sections("bands", required=True):
        start, until = _number(part, "from", required=True), _number(part, "until", required=False)
        text = part.text("text")
        if start is None:
            continue
        if scale is not None:
            _check_start(part, start, scale=scale, before=bands[-1] if bands else None)
            _check_until(part, start, until, scale=scale)
        bands.append(Band(start, until, text))
        last = part
    if last is not None and bands[-1].until is not None:
        last.fault("gap", "until", expected="no until in the last band: it runs to the end of the scale")
    if root.table.get("bands") == []:
        root.fault("empty_list", "bands", expected="at least one band")
    return tuple(bands)


def _check_start(part: Section, start: Decimal, *, scale: Scale, before: Band | None) -> None:
    if before is None:
        if start != scale.least:
            code = "gap" if start > scale.least else "overlap"
            part.fault(code, "from", expected=f"{scale.least}, where the scale begins")
    elif before.until is None:
        part.fault("overlap", "from", expected="no band after the one without until, which runs to the end")
    elif start != before.until:
        code = "gap" if start > before.until else "overlap"
        part.fault(code, "from", expected=f"{before.until}, where the band before ends")


def _check_until(part: Section, start: Decimal, until: Decimal | None, *, scale: Scale) -> None:
    if until is not None and (until <= start or not scale.has(until)):
        part.fault("bad_number", "until", expected=f"a step of the scale above {start}, at most {scale.most}")


def _read_missing(root: Section) -> tuple[MissingReason, ...]:
    found = []
    for part in root.sections("missing", required=True):
        reason = part.choice("id", get_args(MissingBecause))
        found.append((part.key("id"), MissingReason(cast("MissingBecause", reason), part.text("text"))))
    check_unique([(path, reason.id) for path, reason in found], root.faults)
    return tuple(reason for _, reason in found)


def _read_moments(root: Section) -> tuple[Moment, ...]:
    found = [(part.key("id"), Moment(part.identifier(), part.text("text"))) for part in root.sections("moments")]
    check_unique([(path, moment.id) for path, moment in found], root.faults)
    return tuple(moment for _, moment in found)
