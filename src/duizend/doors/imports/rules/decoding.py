# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""From bytes to text to rows: which encoding, which delimiter, which row number. Streams; keeps no file in memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duizend.doors.imports.rules.errors import RowError

UTF_8 = "utf-8"
UTF_8_WITH_BOM = "utf-8-sig"
WINDOWS_1252 = "cp1252"
DELIMITERS = ";,"
UNREADABLE = "�"
# Far more than a row of this list can hold; a quotation mark that is never closed runs into it.
LONGEST_CELL = 20_000


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]


class NotATable(Exception):
    """These bytes cannot be read as rows; `error` says where and why."""

    def __init__(self, error: RowError) -> None:
        super().__init__(error.message)
        self.error = error


def find_encoding(chunks: Iterable[bytes]) -> str:
    """Return the encoding of these bytes: UTF-8 with or without its mark, or else Windows-1252.

    Decided on all bytes, since the first accented letter may stand in the last row: what is not valid UTF-8
    is taken for Windows-1252, in which old spreadsheets save.
    Raises NotATable for UTF-16 and UTF-32, which spreadsheets call "Unicode text".
    Source: the Unicode standard, on byte order marks; the WHATWG encoding standard, on what follows UTF-8.
    """
    decoder = codecs.getincrementaldecoder(UTF_8)()
    head, begun, valid = b"", False, True
    for chunk in chunks:
        if not begun:
            head += chunk[:4]
            if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
                raise NotATable(
                    RowError(1, "", "the file is saved as UTF-16", 'a file saved as "CSV UTF-8" or in Windows-1252')
                )
            begun = len(head) >= 4
        if valid:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                valid = False
    if valid:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            valid = False
    if not valid:
        return WINDOWS_1252
    return UTF_8_WITH_BOM if head.startswith(codecs.BOM_UTF8) else UTF_8


def decode_lines(lines: Iterable[bytes], encoding: str) -> Iterator[str]:
    """Decode lines one by one. A byte that means nothing in the encoding becomes U+FFFD, which no cell may hold."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for line in lines:
        yield decoder.decode(line)
    rest = decoder.decode(b"", final=True)
    if rest:
        yield rest


def read_records(lines: Iterable[str]) -> Iterator[Record]:
    """Read rows from lines of text that are separated by semicolons or commas; the first decides which.

    Gives the rows with anything in them, under the number a spreadsheet gives them: a cell with a line break is one row, an
    empty row is counted. A first line "sep=;", which some spreadsheets write, is a row and names the delimiter.
    Raises NotATable where the rows cannot be told apart.
    Source: RFC 4180.
    """
    feed = iter(lines)
    number = 0
    first = next(feed, "")
    if first.strip().strip('"').casefold() in ("sep=;", "sep=,"):
        delimiter, number = first.strip().strip('"')[-1], 1
        first = next(feed, "")
    else:
        delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(_with_first(first, feed), delimiter=delimiter)
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise NotATable(_unclosed(number)) from error
        if cells is None:
            return
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise NotATable(_unclosed(number))
        if any(cell.strip() for cell in cells):
            yield Record(number, tuple(cells))


def _with_first(first: str, feed: Iterator[str]) -> Iterator[str]:
    yield first
    yield from feed


def _unclosed(number: int) -> RowError:
    return RowError(
        number, "", "the rows cannot be told apart from here", "a closing quotation mark at the end of each quoted cell"
    )
