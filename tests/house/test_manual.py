# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manual tells what is so: its pictures are there, its words stand on the screens, and every screen is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from screens import ALPHABET, LENGTH, NOT_A_PAGE, ON_THE_WAY, SCREENS

from duizend.ground.kernel import ids
from house.plan import ROOT

MANUAL = sorted((ROOT / "docs" / "manual").glob("*.md"))
PICTURES = ROOT / "docs" / "pictures"
LINK = re.compile(r"\]\(([^)\s]+)\)")
SCREEN_WORDS = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
MOST_BYTES = 13_000_000


def read_screens() -> str:
    """Return every text that may come on a screen, as templates and code hold it, on one line each."""
    templates = chain((ROOT / "src").rglob("*.html"), (ROOT / "assets" / "templates").rglob("*.html"))
    texts = [path.read_text(encoding="utf-8") for path in chain(templates, (ROOT / "src").rglob("*.py"))]
    return re.sub(r"\s+", " ", "\n".join(texts)).replace('" "', "")


SCREEN_TEXT = read_screens()


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.stem)
def test_what_the_manual_links_to_exists(page) -> None:
    links = [link.partition("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert links
    assert [link for link in links if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.stem)
def test_the_manual_uses_the_words_of_the_screens(page) -> None:
    said = {re.sub(r"\s+", " ", words) for words in SCREEN_WORDS.findall(page.read_text(encoding="utf-8"))}
    assert said
    assert sorted(words for words in said if words not in SCREEN_TEXT) == []


def test_every_picture_is_used_or_accounted_for() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in (*MANUAL, PICTURES / "README.md", ROOT / "README.md"))
    pictures = [path for path in PICTURES.iterdir() if path.suffix != ".md"]
    assert sorted(path.name for path in pictures if path.name not in told) == []
    assert sum(path.stat().st_size for path in pictures) < MOST_BYTES


def test_every_screen_has_a_picture_on_a_phone_and_at_a_desk() -> None:
    names = [screen.name for screen in SCREENS] + list(ON_THE_WAY)
    assert len(names) == len(set(names))
    wanted = {f"{name}-{width}.webp" for name in names for width in (390, 1440)}
    assert wanted == {path.name for path in PICTURES.glob("*.webp")}


def list_addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """List the addresses of our own rooms, with ID and the like for what differs."""
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            if "allauth" not in str(entry.urlconf_name):
                yield from list_addresses(entry, here)
        elif isinstance(entry, URLPattern):
            yield plain_address(here)


def plain_address(pattern: str) -> str:
    one_of = re.escape(f"[{ALPHABET}]")
    address = re.sub(rf"\(\?P<\w+>{one_of}\{{{LENGTH}\}}\)", "ID", pattern)
    address = re.sub(rf"\(\?P<word>{one_of}\{{\d+\}}\)", "WORD", address)
    address = re.sub(r"\(\?P<kind>[^)]*\)", "KIND", address)
    address = re.sub(r"\(\?P<number>[^)]*\)", "N", address)
    address = address.replace("<slug:programme_id>", "PROGRAMME").replace("<str:public_id>", "ID")
    return address.replace("^", "").replace("$", "")


def test_every_address_of_the_product_is_walked_or_is_no_page() -> None:
    assert (ALPHABET, LENGTH) == (ids.ALPHABET, ids.LENGTH)
    addresses = set(list_addresses(get_resolver()))
    walked = {screen.address for screen in SCREENS} - {"/inloggen/login/"}
    assert addresses - walked - NOT_A_PAGE == set()
    assert walked - addresses == set()
