# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours as numbers, and how well one is seen on another."""

from __future__ import annotations

import re

Colour = tuple[int, int, int]
NAMED: dict[str, Colour] = {"white": (255, 255, 255), "black": (0, 0, 0)}
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:\s*[,/]\s*(?:1|1\.0|100%))?\s*\)")


def find_colour(text: str) -> Colour | None:
    """Find the colour that a text names: red, green and blue from 0 to 255; nothing if it is no full colour.

    Known forms: #rgb, #rrggbb, rgb(r g b), rgb(r, g, b), white and black. A colour one can look through is none.
    """
    text = text.strip().lower()
    if text in NAMED:
        return NAMED[text]
    if match := _HEX.fullmatch(text):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if match := _RGB.fullmatch(text):
        red, green, blue = (int(part) for part in match.groups())
        return (red, green, blue) if max(red, green, blue) <= 255 else None
    return None


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast between two colours, from 1 to 21. Source: WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """Give the relative luminance of a colour, from 0 to 1. Source: WCAG 2.2."""
    parts = [value / 255 for value in colour]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
