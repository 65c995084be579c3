# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that stand on a PDF of ours, read back from its pages: fonts by two-byte codes, each with its map to Unicode."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
FONTS = re.compile(rb"/(f\d+) (\d+) 0 R")
MARK = re.compile(rb"/(f\d+) [\d.]+ Tf|\(((?:[^()\\]|\\.)*)\)|(ET)", re.S)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_on(pdf: bytes) -> str:
    """Return all words on a PDF as one line; raises AssertionError when it has pages of which nothing can be read."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    fonts = {name: _letters_of(objects, int(number)) for name, number in FONTS.findall(pdf)}
    pages = [text for body in objects.values() if (text := _stream(body)) is not None and b" Tf" in text]
    assert pages, "a PDF without a page that can be read"
    return " ".join(" ".join(_words(page, fonts) for page in pages).split())


def _stream(body: bytes) -> bytes | None:
    found = STREAM.search(body)
    if found is None:
        return None
    return zlib.decompress(found[1]) if b"/FlateDecode" in body[: found.start()] else found[1]


def _letters_of(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Return the letters of a font by code, as its own map tells: single codes, and ranges of them."""
    told = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    text = _stream(objects[int(told[1])]) if told else b""
    letters: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.S):
        for code, letter in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            letters[int(code, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, letter in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                letters[code] = chr(int(letter, 16) + place)
    return letters


def _words(page: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    said, letters = [], {}
    for font, string, end in MARK.findall(page):
        if font:
            letters = fonts[font]
        elif end:
            said.append(" ")
        else:
            raw = ESCAPE.sub(_unescaped, string)
            codes = [int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2)]
            said += [letters.get(code, "") for code in codes]
    return "".join(said)


def _unescaped(found: re.Match[bytes]) -> bytes:
    word = found[1]
    return bytes([int(word, 8)]) if word.isdigit() else LETTERS.get(word, word)
