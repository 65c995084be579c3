# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of consents: what covers a sharing, the whole ledger of a family, and what was shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.periods import years_old
from duizend.record.consents import shelf
from duizend.record.consents.models import Consent, SharedUnder, Sharing
from duizend.record.consents.rules.covering import Covered, Missing, Said, cover
from duizend.record.consents.rules.deciding import OF_AGE_FROM, REPRESENTATIVE, list_authority, who_decides
from duizend.record.families.queries import list_authorities

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from duizend.record.consents.rules.deciding import Deciders, Who
    from duizend.record.consents.rules.texts import ConsentTexts, Purpose
    from duizend.record.families.models import Child, Family, Parent

FOLLOW_UP = "follow_up"
"""The purpose "later benaderen": whether a family may be asked later how it is, also after it said no to a programme."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a sharing rests on: the basis of its purpose, the article, and the answers (none where it is no consent)."""

    purpose: str
    recipient: str
    basis: str
    article: str
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing for one person: her name, who must be asked and who said no, by name."""

    about: str
    ask: tuple[str, ...]
    against: tuple[str, ...] = ()
    asks_herself: bool = False

    @property
    def ask_words(self) -> str:
        """Write who must be asked: "Noor, en Lotte of Wout": her own yes, and one of those with authority."""
        authority = self.ask[1:] if self.asks_herself else self.ask
        either = _(" of ").join(authority)
        if not self.asks_herself:
            return either
        return (
            _("%(herself)s, en %(authority)s") % {"herself": self.ask[0], "authority": either}
            if either
            else self.ask[0]
        )


@dataclass(frozen=True, slots=True)
class Lacking:
    """That a sharing is not covered, for whom and why. It counts as false, so that `if not cover` reads as it says."""

    purpose: str
    recipient: str
    lacks: tuple[Lack, ...]
    reason: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class People:
    """The people of a family as the rules know them, fetched with its parents and children."""

    family: Family
    on: date
    noted: tuple[tuple[Who, Who, bool], ...]

    @property
    def everyone(self) -> dict[Who, Parent | Child]:
        """Return parents and living children by key."""
        parents = {who_is(one): one for one in self.family.parents.all()}
        return parents | {who_is(one): one for one in self.family.children.all() if one.died_on is None}

    def age(self, who: Who) -> int:
        """Return the age in whole years; a parent without a birth date counts as of age."""
        born_on = self.everyone[who].birth_date
        return OF_AGE_FROM if born_on is None else max(years_old(born_on, self.on), 0)

    def deciders(self, who: Who) -> Deciders:
        """Say who decides about what is shared of somebody."""
        parents = [(who_is(one), self.age(who_is(one))) for one in self.family.parents.all()]
        holders = list_authority(who, parents, self.noted) if who[0] == "child" else ()
        return who_decides(self.age(who), holders, who=who)

    def name(self, who: Who) -> str:
        """Name somebody as a sentence does."""
        if who == REPRESENTATIVE:
            return _("wie gezag heeft buiten dit dossier")
        # Somebody who died still said what she said.
        whole = [*self.family.parents.all(), *self.family.children.all()]
        return next((one.given_name for one in whole if who_is(one) == who), "") or _("het kind")


def who_is(person: Parent | Child) -> Who:
    """Return somebody as the rules know her."""
    return ("parent" if hasattr(person, "contact_by") else "child"), person.public_id


def read_shelf() -> tuple[ConsentTexts, ...]:
    """Read the files with consent texts; raises FileRefusedError."""
    return shelf.read_folders(settings.DUIZEND.consent_folders)


def list_purposes(on: date) -> tuple[Purpose, ...]:
    """List the purposes that hold on a day."""
    return shelf.list_purposes(read_shelf(), on=on)


def get_purpose(purpose: str, on: date) -> Purpose:
    """Return a purpose as it is worded on a day; raises NotFound."""
    found = next((one for one in list_purposes(on) if one.id == purpose), None)
    if found is None:
        raise NotFound("no_such_purpose", _("Voor dit doel is geen tekst vastgelegd."))
    return found


def read_people(family: Family, on: date) -> People:
    """Return the people of a family with who holds authority over whom on a day; one query beside the family's own."""
    keys = {one.pk: who_is(one) for one in family.parents.all()}
    children = {one.pk: who_is(one) for one in family.children.all()}
    noted = tuple(
        (keys[parent], children[child], row.holds)
        for (parent, child), row in list_authorities(family).items()
        if row.valid_from <= on and parent in keys and child in children
    )
    return People(family, on, noted)


def list_consents(family: Family) -> list[Consent]:
    """List every answer of a family in order of entry, also those that were corrected later."""
    return list(_consents(family.pk))


@prepared
def _consents(family_id: int) -> QuerySet[Consent]:
    rows = Consent.objects.filter(family_id=family_id)
    return rows.select_related("about_parent", "about_child", "by_parent", "by_child", "entered_by").order_by("id")


def standing_of(rows: Sequence[Consent]) -> list[Consent]:
    """Keep the answers that stand: not corrected since, and not themselves the taking back of a wrong click."""
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.pk not in corrected and not row.withdrawn]


def about_of(row: Consent) -> Who:
    """Return about whom an answer is."""
    return who_is(row.about_parent or row.about_child)


def by_of(row: Consent) -> Who:
    """Return who gave an answer; somebody outside the file is "the representative"."""
    person = row.by_parent or row.by_child
    return who_is(person) if person else REPRESENTATIVE


def said_of(row: Consent) -> Said:
    """Return what a row says, as the rules need it."""
    return Said(by_of(row), row.purpose, row.recipient, row.answer, row.happened_on, row.pk, row.until)


def find_cover(
    family: Family, purpose: str, recipient: str, on: date, *, about: Iterable[Parent | Child] | None = None
) -> Cover | Lacking:
    """Say whether something of a family may be shared with a recipient for a purpose on a day, and on what that rests.

    `about`: of whom something is told; without it, of every parent and living child. `recipient`: a key of the file
    with texts, or a name. A purpose that rests on the care agreement or a task by law needs no consent. Raises NotFound
    for a purpose that no file has. Counts two queries beside the family's own.
    """
    asked = get_purpose(purpose, on)
    if asked.basis != "consent":
        return Cover(purpose, recipient, asked.basis, asked.article)
    people, rows = read_people(family, on), standing_of(list_consents(family))
    whose = [who_is(one) for one in about] if about is not None else list(people.everyone)
    lacks, under = [], []
    for who in whose:
        mine = {row.pk: row for row in rows if about_of(row) == who}
        found = cover(purpose, recipient, on, deciders=people.deciders(who), said=map(said_of, mine.values()))
        if isinstance(found, Missing):
            lacks.append(_lack(people, who, found))
        elif isinstance(found, Covered):
            under += [mine[one.order] for one in found.under]
    if lacks or not whose:
        return Lacking(purpose, recipient, tuple(lacks), _reason(lacks))
    return Cover(purpose, recipient, asked.basis, asked.article, tuple(under))


def _lack(people: People, who: Who, found: Missing) -> Lack:
    names = [tuple(people.name(one) for one in group) for group in (found.ask, found.against)]
    return Lack(people.name(who), *names, asks_herself=who in found.ask)


def _reason(lacks: Iterable[Lack]) -> str:
    said = [_("Over %(about)s: vraag %(ask)s.") % {"about": one.about, "ask": one.ask_words} for one in lacks]
    return " ".join([_("Er is geen toestemming om dit te delen."), *said])


def get_consent(public_id: str) -> Consent:
    """Return an answer with its family and people; raises NotFound."""
    rows = Consent.objects.select_related("family", "about_parent", "about_child", "by_parent", "by_child")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("consent_not_found", _("Dit is niet gevonden, of je begeleidt dit gezin niet."))
    return found


def list_shared(family: Family) -> list[Sharing]:
    """List what was shared of a family, newest first, with the answers it rested on; two queries."""
    rows = list(_shared(family.pk))
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.pk not in corrected and not row.withdrawn]


@prepared
def _shared(family_id: int) -> QuerySet[Sharing]:
    under = SharedUnder.objects.select_related("consent__about_parent", "consent__about_child").order_by("id")
    rows = Sharing.objects.filter(family_id=family_id).select_related("entered_by")
    return rows.prefetch_related(Prefetch("under", under)).order_by("-happened_on", "-id")
