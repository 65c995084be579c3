# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's own look: a file of design tokens, read and checked before anybody sees it.

A theme holds custom properties in `:root` and nothing else: it can colour the house, not fetch, move or hide.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.colours import contrast, find_colour
from duizend.ground.kernel.rules.reading import Faults, Reading, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEAST_FOR_TEXT = 4.5
LEAST_FOR_BORDERS = 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11."""

LARGEST = 100_000
DEEPEST = 20
DESIGN_SYSTEM = ("nl-", "utrecht-")
ALLOWED_FUNCTIONS = ("var", "rgb", "rgba", "calc", "clamp", "min", "max")

# What stands as text on what, by token; the design system's own parts as well, since a theme may dress them apart.
TEXT_PAIRS = (
    ("ink", "paper"), ("ink", "surface"), ("ink", "apricot-100"), ("ink", "apricot-50"), ("ink-soft", "paper"),
    ("ink-soft", "surface"), ("ink-quiet", "paper"), ("ink-quiet", "surface"), ("ink-quiet", "sky-50"),
    ("bramble-700", "paper"), ("bramble-700", "surface"), ("bramble-800", "bramble-50"), ("bramble-800", "bramble-100"),
    ("bramble-300", "bramble-950"), ("surface", "bramble-950"), ("surface", "bramble-800"), ("surface", "bramble-700"),
    ("surface", "bramble-500"), ("apricot-800", "apricot-100"), ("apricot-800", "apricot-50"), ("sage-800", "sage-100"),
    ("surface", "sage-600"), ("butter-800", "butter-100"), ("sky-800", "sky-50"), ("sky-800", "sky-100"),
    ("surface", "sky-600"), ("clay-700", "clay-100"), ("clay-700", "surface"), ("clay-700", "paper"),
    ("nl-button-default-color", "nl-button-default-background-color"),
    ("nl-button-default-hover-color", "nl-button-default-hover-background-color"),
    ("nl-button-primary-color", "nl-button-primary-background-color"),
    ("nl-button-primary-hover-color", "nl-button-primary-hover-background-color"),
    ("nl-button-primary-active-color", "nl-button-primary-active-background-color"),
    ("nl-data-badge-color", "nl-data-badge-background-color"), ("nl-link-color", "surface"), ("nl-link-color", "paper"),
    ("nl-skip-link-color", "nl-skip-link-background-color"), ("utrecht-document-color", "paper"),
    ("utrecht-form-control-color", "utrecht-form-control-background-color"),
    ("utrecht-form-control-placeholder-color", "utrecht-form-control-background-color"),
    ("utrecht-form-label-color", "surface"), ("utrecht-form-field-error-message-color", "surface"),
    ("utrecht-alert-info-color", "utrecht-alert-info-background-color"),
    ("utrecht-alert-ok-color", "utrecht-alert-ok-background-color"),
    ("utrecht-alert-warning-color", "utrecht-alert-warning-background-color"),
    ("utrecht-alert-error-color", "utrecht-alert-error-background-color"),
    ("utrecht-table-header-cell-color", "surface"),
)  # fmt: skip
BORDER_PAIRS = (
    ("line-field", "paper"), ("line-field", "surface"), ("focus-color", "paper"), ("focus-color", "surface"),
    ("utrecht-form-control-border-color", "utrecht-form-control-background-color"),
    ("utrecht-form-control-invalid-border-color", "utrecht-form-control-background-color"),
    ("utrecht-radio-button-border-color", "utrecht-radio-button-background-color"),
)  # fmt: skip

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\s*:root\s*\{(?P<body>[^{}]*)\}")
_DECLARATION = re.compile(r"--(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)\s*:\s*(?P<value>[^;]*)")
_QUOTED = re.compile(r'"[A-Za-z0-9 _.-]*"|\'[A-Za-z0-9 _.-]*\'')
_PLAIN = re.compile(r"[A-Za-z0-9#%.,()+*/\s_-]+")
_FUNCTION = re.compile(r"([A-Za-z-]*)\(")
_REFERENCE = re.compile(r"var\(\s*--([a-z0-9-]+)\s*(?:,[^()]*)?\)")


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of one theme by name, without their dashes."""

    tokens: tuple[tuple[str, str], ...]

    @property
    def css(self) -> str:
        """The style sheet that is served: written anew, in the layer of the house's own tokens."""
        lines = "\n".join(f"  --{name}: {value};" for name, value in self.tokens)
        return f"@layer tokens {{\n:root {{\n{lines}\n}}\n}}\n"

    @property
    def digest(self) -> str:
        """The digest of what is served, for its address."""
        return hashlib.sha256(self.css.encode()).hexdigest()[:16]


def read_tokens(text: str) -> dict[str, str]:
    """Read the custom properties of one of the house's own style sheets, which are not checked here."""
    found = _DECLARATION.finditer(_COMMENT.sub(" ", text))
    return {match["name"]: " ".join(match["value"].split()) for match in found}


def read_theme(text: str, file: str, *, house: Mapping[str, str]) -> Reading[Theme]:
    """Read a theme over the house's own tokens.

    Shape: the theme, or all faults at once, each with file, token, what was found and expected.
    Units: contrast as WCAG 2 defines it, from 1 to 21; text at least 4.5, borders of fields and focus at least 3.
    """
    faults = Faults(file)
    if len(text) > LARGEST:
        faults.add("too_long", "", found=Words(f"{len(text)} characters"), expected=f"at most {LARGEST}")
        return Reading(None, tuple(faults.found))
    tokens = _read_rules(_COMMENT.sub(" ", text), faults)
    for name, value in tokens.items():
        _check_token(name, value, house, faults)
    if not faults.found:
        _check_contrast(tokens, {**house, **tokens}, faults)
    return faults.reading(Theme(tuple(tokens.items())))


def _read_rules(text: str, faults: Faults) -> dict[str, str]:
    tokens: dict[str, str] = {}
    at = 0
    while at < len(text.rstrip()):
        rule = _RULE.match(text, at)
        if rule is None:
            found = Words(" ".join(text[at:].split())[:40])
            faults.add(
                "not_a_token", _line(text, at), found=found, expected=":root { --name: value; } and nothing else"
            )
            return tokens
        for declaration in filter(str.strip, rule["body"].split(";")):
            match = _DECLARATION.fullmatch(declaration.strip())
            if match is None:
                found = Words(" ".join(declaration.split())[:40])
                expected = "a custom property: --name: value"
                faults.add("not_a_token", _line(text, rule.start("body")), found=found, expected=expected)
            else:
                tokens[match["name"]] = " ".join(match["value"].split())
        at = rule.end()
    if not tokens and not faults.found:
        faults.add("no_tokens", "", found=Words("nothing"), expected=":root { --name: value; }")
    return tokens


def _line(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at + len(text[at:]) - len(text[at:].lstrip())) + 1}"


def _check_token(name: str, value: str, house: Mapping[str, str], faults: Faults) -> None:
    """Refuse a name that changes nothing here, and a value that could do more than be a value."""
    if name not in house and not name.startswith(DESIGN_SYSTEM):
        near = difflib.get_close_matches(name, list(house), n=1)
        hint = f"; did you mean --{near[0]}?" if near else ""
        faults.add(
            "unknown_token",
            f"--{name}",
            found=Words(name),
            expected=f"a token of the house or of NL Design System{hint}",
        )
    rest = _QUOTED.sub("", value)
    allowed = ", ".join(ALLOWED_FUNCTIONS)
    if not value or (rest and not _PLAIN.fullmatch(rest)):
        faults.add(
            "bad_value", f"--{name}", found=value, expected="letters, numbers, #, %, and names of fonts in quotes"
        )
    elif foreign := [word for word in _FUNCTION.findall(rest) if word and word.lower() not in ALLOWED_FUNCTIONS]:
        faults.add(
            "bad_value", f"--{name}", found=Words(f"{foreign[0]}()"), expected=f"no other functions than {allowed}"
        )
    elif rest.count("(") != rest.count(")"):
        faults.add("bad_value", f"--{name}", found=value, expected="each bracket closed")


def _check_contrast(tokens: Mapping[str, str], all_tokens: Mapping[str, str], faults: Faults) -> None:
    """Compare every pair that a theme changes, itself or through what it refers to."""
    touched = _touched(tokens, all_tokens)
    chosen = [
        (pair, least)
        for pairs, least in ((TEXT_PAIRS, LEAST_FOR_TEXT), (BORDER_PAIRS, LEAST_FOR_BORDERS))
        for pair in pairs
        if set(pair) <= set(all_tokens) and set(pair) & touched
    ]
    colours = {name: find_colour(resolve(name, all_tokens)) for pair, _least in chosen for name in pair}
    for name in (name for name, colour in colours.items() if colour is None):
        found = resolve(name, all_tokens)
        faults.add("bad_colour", f"--{name}", found=found, expected="a colour without transparency, such as #5a2a5c")
    for (front, ground), least in chosen:
        one, other = colours[front], colours[ground]
        if one is not None and other is not None and (ratio := contrast(one, other)) < least:
            expected = f"a contrast of at least {least:g} to 1 with --{ground}"
            faults.add("too_little_contrast", f"--{front}", found=Words(f"{ratio:.2f} to 1"), expected=expected)


def resolve(name: str, tokens: Mapping[str, str]) -> str:
    """Follow a token to its value: references to other tokens are filled in; one that goes round stays as it is."""
    value = tokens.get(name, "")
    for _step in range(DEEPEST):
        match = _REFERENCE.search(value)
        if match is None:
            break
        value = value[: match.start()] + tokens.get(match[1], "") + value[match.end() :]
    return value.strip()


def _touched(tokens: Iterable[str], all_tokens: Mapping[str, str]) -> set[str]:
    """List every token that a theme changes, itself or through what it refers to."""
    changed = set(tokens)
    for _step in range(DEEPEST):
        more = {
            name
            for name, value in all_tokens.items()
            if name not in changed and changed & set(_REFERENCE.findall(value))
        }
        if not more:
            break
        changed |= more
    return changed
