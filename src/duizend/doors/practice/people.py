# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented people: names as a Dutch region has them, with all the prefixes and letters that go wrong first.

Names that are heard together stand together in a book; nothing of it is kept with a family. Whoever bears one
of these names is not meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from duizend.record.families.actions import NewParent

if TYPE_CHECKING:
    from random import Random

T = TypeVar("T")
DAYS_A_YEAR = 365.25
# For how many children a household has names in store.
MOST_CHILDREN = 3


@dataclass(frozen=True, slots=True)
class NameBook:
    """Names that are heard together, and the languages that may be spoken at home beside Dutch."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    family_names: tuple[str, ...]
    children: tuple[str, ...]
    languages: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


BOOKS = (
    NameBook(
        _words("Anouk, Bregje, Carlijn, Daphne, Eefje, Femke, Gerdien, Heleen, Ilse, Jildou, Karlijn, Loes, Maartje, "
               "Nienke, Puck, Renske, Sanna, Tineke, Veerle, Willemijn, Inge, Merel, Kirsten, Noor, Annelène"),
        _words("Arjan, Bas, Chiel, Diederik, Eelco, Floris, Gijs, Hidde, Jasper, Koen, Luuk, Maarten, Niek, Okke, "
               "Pepijn, Rutger, Stijn, Tijmen, Wessel, Wout, Jurriën, André"),
        _words("van der Heijden, de Groot, van 't Hoff, in 't Groen, op den Akker, van den Broek, ter Beek, ten Cate, "
               "Verhoeven, Kuijpers, Swinkels, Nijhof, Schoenmakers, van Rooij, de Bruijn-Mulder, Hoogenboom, Vissers, "
               "aan de Wiel, Cuypers, Goossens-van Loon, van de Ven, Lemmens, uit den Bogaard, 't Hart, Brouwer-Prins"),
        _words("Fenne, Jip, Lieve, Mats, Olle, Pleun, Saar, Siem, Teun, Vik, Wies, Bo, Daantje, Floor, Guus, Hugo, Isa, "
               "Kaat, Loek, Moos, Noé, Roos, Sep, Tobias, Zoë, Loïs, Jorre, Eva, Julius, Linde"),
    ),
    NameBook(
        _words("Sytske, Baukje, Froukje, Tjitske, Hiske, Renskje"),
        _words("Jelte, Sjoerd, Wytze, Fedde, Tjeerd, Rintsje"),
        _words("Hoekstra, Dykstra, Wiersma, fan der Meer, Terpstra, Ypma"),
        _words("Fardau, Jurre, Silke, Wybren, Nynke, Hylke, Ids"),
        ("fry",),
    ),
    NameBook(
        _words("Elif, Zeynep, Büşra, Nurcan, Esin, Gülsüm, Tuğba"),
        _words("Emre, Ozan, Çağlar, Hakan, Barış, Yiğit"),
        _words("Yıldırım, Kaya, Öztürk, Çelik, Şahin, Aksoy, Doğan"),
        _words("Defne, Kaan, Mira, Eymen, Nehir, Alp, Ayaz"),
        ("tr",),
    ),
    NameBook(
        _words("Małgorzata, Agnieszka, Kinga, Beata, Zuzanna, Ewelina"),
        _words("Łukasz, Paweł, Michał, Tomasz, Jarosław, Krzysztof"),
        _words("Wójcik, Gołąb, Kaczmarek, Dąbek, Wróbel, Król, Świątek"),
        _words("Oliwia, Staś, Hania, Leon, Maja, Tymon"),
        ("pl",),
    ),
    NameBook(
        _words("Nawal, Ikram, Hanane, Rim, Dounia, Loubna, Sawsan"),
        _words("Anouar, Soufiane, Tarik, Nabil, Khalid, Bassel"),
        _words("El Khatabi, Benhaddou, Al-Sayed, Ouali, Aït Brahim, El Morabet, Khoury"),
        _words("Inaya, Rayan, Lina, Ilyas, Safiya, Sami, Nour"),
        ("ar", "ar", "rif"),
    ),
    NameBook(
        _words("Winta, Luwam, Semhar, Feven, Bisrat"),
        _words("Filmon, Merhawi, Awet, Robel, Henok"),
        _words("Gebremedhin, Kidane, Weldemichael, Habtu, Ghebreab"),
        _words("Natnael, Eden, Abel, Heran, Yafet"),
        ("ti",),
    ),
    NameBook(
        _words("Shanti, Sharona, Chantal, Djamila, Priya, Xiomara"),
        _words("Ruben, Dwight, Vishal, Gregory, Orlando, Faisel"),
        _words("Kartosen, Bhagwandin, Sordam, Wongsodikromo, Landveld, da Silva-Pinas, Soekhoe"),
        _words("Jaïr, Amelia, Quincy, Nalini, Rivano, Ishara"),
        ("srn",),
    ),
)  # fmt: skip
# How often each book is opened, of fifty.
WEIGHTS = (28, 3, 5, 4, 5, 2, 3)
FIRST_BOOK = BOOKS[0]
INTERPRETED_BOOK = BOOKS[5]

STREETS = _words(
    "Veerstoep, Oude Wal, Kapelhof, Zandpad, Beukenlaan, Spoorzicht, Lange Vliet, Pastoor Rientjesstraat, Hoevenweg, "
    "Kerkring, Bloemenborg, Dijkmagazijn, Roggeveld, Sint Jorisplein, Meidoornhof, Steenbakkerij, Havenkade, "
    "Koningin Emmalaan, Klaverakker, Achter de Molen, Lindedreef, Tuinderspad, Boogaard, Wilgenwaard"
)


class Deck(Generic[T]):
    """Cards in an order drawn by chance; none comes twice before all have come once."""

    def __init__(self, rng: Random, cards: tuple[T, ...]) -> None:
        self._rng, self._cards, self._left = rng, cards, []

    def draw(self) -> T:
        """Take the next card."""
        if not self._left:
            self._left = list(self._cards)
            self._rng.shuffle(self._left)
        return self._left.pop()


@dataclass(frozen=True, slots=True)
class Household:
    """The parents of an invented family, names for its children, the street, and the books the names came from."""

    parents: tuple[NewParent, ...]
    children: tuple[str, ...]
    street: str
    books: tuple[NameBook, ...] = ()


class People:
    """Invents one household after another; the same seed gives the same ones."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._women = {book: Deck(rng, book.women) for book in BOOKS}
        self._men = {book: Deck(rng, book.men) for book in BOOKS}
        self._names = {book: Deck(rng, book.family_names) for book in BOOKS}
        self._children = {book: Deck(rng, book.children) for book in BOOKS}
        self._streets = Deck(rng, STREETS)
        # A deck, so that a small region has each kind of name about as often as a large one.
        self._books = Deck(rng, tuple(book for book, weight in zip(BOOKS, WEIGHTS, strict=True) for _ in range(weight)))

    def invent(
        self, *, birth_on: date, parents: int | None = None, mother_age: int | None = None, book: NameBook | None = None,
        interpreter: bool = False, language: str = "",
    ) -> Household:  # fmt: skip
        """Invent a household around the (expected) birth of a child. Units: `mother_age` in whole years at that birth."""
        rng = self._rng
        own = book or self._books.draw()
        count = parents if parents is not None else rng.choices((1, 2), (22, 78))[0]
        spoken = language or self._language(own)
        age = mother_age if mother_age is not None else rng.randint(19, 38)
        found, books = [self._parent(self._women[own], own, birth_on, age, spoken, interpreter)], [own]
        if count > 1:
            # One parent in four has a name from another book than the other; some children have two mothers.
            other = own if book or rng.random() < 0.75 else rng.choices(BOOKS, WEIGHTS)[0]
            given = self._women[other] if rng.random() < 0.06 else self._men[other]
            other_age = max(17, age + rng.randint(-3, 6))
            found.append(self._parent(given, other, birth_on, other_age, spoken if other is own else "nl", interpreter))
            books.append(other)
        street = f"{self._streets.draw()} {rng.randint(1, 148)}{rng.choice(('', '', '', '', 'a', '-2'))}"
        used = {parent.given_name for parent in found}
        return Household(tuple(found), self._names_for_children(own, MOST_CHILDREN, used), street, tuple(books))

    def rename(self, household: Household) -> Household:
        """Invent other people with the same lives: other names from the same books, another street and telephone."""
        used: set[str] = set()
        parents = []
        for parent, book in zip(household.parents, household.books, strict=True):
            deck = self._women[book] if parent.given_name in book.women else self._men[book]
            parents.append(
                replace(
                    parent, given_name=self._another(deck, used), family_name=self._names[book].draw(), phone=self._phone()
                )
            )  # fmt: skip
        children = self._names_for_children(household.books[0], len(household.children), used)
        return replace(household, parents=tuple(parents), children=children, street=self.street())

    def somebody(self) -> str:
        """Invent the name of somebody who works in the region."""
        return f"{self._women[FIRST_BOOK].draw()} {self._names[FIRST_BOOK].draw()}"

    def _names_for_children(self, book: NameBook, count: int, used: set[str]) -> tuple[str, ...]:
        return tuple(self._another(self._children[book], used) for _ in range(count))

    def _another(self, deck: Deck[str], used: set[str]) -> str:
        """Draw a name that nobody in the household bears yet."""
        name = next(name for name in iter(deck.draw, None) if name not in used)
        used.add(name)
        return name

    def street(self) -> str:
        """Invent one more address, for a second household or a move."""
        return f"{self._streets.draw()} {self._rng.randint(1, 148)}"

    def _language(self, book: NameBook) -> str:
        return self._rng.choice(book.languages) if book.languages and self._rng.random() < 0.4 else "nl"

    def _parent(
        self, given: Deck[str], book: NameBook, birth_on: date, age: int, language: str, interpreter: bool
    ) -> NewParent:
        # A day inside the year of that age, so that the age is exact at the birth of the child.
        born = birth_on - timedelta(days=int(age * DAYS_A_YEAR) + self._rng.randint(5, 350))
        return NewParent(
            given_name=given.draw(), family_name=self._names[book].draw(), birth_date=born, language=language,
            needs_interpreter=interpreter and language != "nl", phone=self._phone(),
        )  # fmt: skip

    def _phone(self) -> str:
        # Numbers that begin with 06-00 are not given out.
        return f"06-00{self._rng.randint(0, 999999):06d}"
