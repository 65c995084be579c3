# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is to ask: every address of the product, every id in the database, every form of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from duizend.ground.access.identity import acting
from duizend.ground.access.queries import find_account, identity_of, system_identity
from duizend.record.families.models import CareRelation, Family

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
LINK = re.compile(r'(?:href|action|hx-get|hx-post)="(/[^"#]*)')
# Out of the product, or out of the session in which the crawler walks.
LEFT_ALONE = re.compile(r"^/(?:static/|taal/|inloggen/|oefenen/)")
# The log, the session and the counters of logging in: what looking may write.
WRITTEN_BY_LOOKING = {"access_logline", "access_loghead", "django_session", "access_session"}


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page: where it goes, and of each field the values it offers (none: anything may be typed)."""

    action: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]


def routes() -> list[str]:
    """Return every address of the product as a pattern without "^" and "$", such as "/gezinnen/<public_id>"."""
    return sorted({route for route in _routes(get_resolver().url_patterns, "/") if not LEFT_ALONE.match(route)})


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def fill(route: str, choose: object, ids: list[str]) -> str:
    """Put words into an address: ids of the database for ids, small numbers for numbers; `choose` picks from a list."""

    def word(found: re.Match[str]) -> str:
        if found["kind"] == "int":
            return choose(["0", "1", "2", "99999999999999999999"])
        return choose(ids)

    return WORD.sub(word, route)


def all_public_ids() -> list[str]:
    """Return every public id of the database, guarded ones as the safeguarding lead sees them."""
    found: set[str] = set()
    lead = find_account("tineke@maasland.example")
    for identity in (system_identity("test"), identity_of(lead)):
        with acting(identity):
            for model in apps.get_models():
                if any(field.name == "public_id" for field in model._meta.fields):
                    found |= set(model.objects.values_list("public_id", flat=True)[:400])
    return sorted(found)


def families_and_their_names() -> dict[str, set[str]]:
    """Return what must not be read by who has no relation: per family its id and its parents' full names."""
    with acting(system_identity("test")):
        return {
            family.public_id: {family.public_id, *(str(parent) for parent in family.parents.all())}
            for family in Family.objects.prefetch_related("parents")
        }


def cared_for_by(email: str) -> set[str]:
    """Return the ids of the families that an account has or ever had a care relation with, from the relations alone."""
    with acting(system_identity("test")):
        return set(
            CareRelation.objects.filter(professional__account__email=email).values_list("family__public_id", flat=True)
        )


def links(page: str) -> set[str]:
    """Return the addresses of the product that a page leads to."""
    return {found for found in map(unescape, LINK.findall(page)) if not LEFT_ALONE.match(found)}


def writes() -> dict[str, int]:
    """Return per table how many rows were added, changed or removed in this transaction, looking's own left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {table: count for table, count in cursor.fetchall() if count and table not in WRITTEN_BY_LOOKING}


class _Forms(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.found, self.action, self.fields, self.select = address, [], "", {}, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = said.get("name") or ""
        if tag == "form":
            self.action = (said.get("action") or self.address) if (said.get("method") or "").lower() == "post" else ""
            self.fields = {}
        elif tag in ("input", "button", "textarea") and name:
            offers = said.get("type") in ("radio", "checkbox", "hidden", "submit") or tag == "button"
            self.fields.setdefault(name, []).extend([said.get("value") or ""] if offers else [])
        elif tag == "select" and name:
            self.select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and self.select:
            self.fields[self.select].append(said.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        if tag == "form" and self.action and not LEFT_ALONE.match(self.action):
            fields = tuple(sorted((name, tuple(values)) for name, values in self.fields.items()))
            self.found.append(Form(self.action, fields))
            self.action = ""


def forms(page: str, address: str) -> list[Form]:
    """Return the forms of a page that send something."""
    reader = _Forms(address.partition("?")[0])
    reader.feed(page)
    return reader.found
