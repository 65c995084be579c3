# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write an invented list of families to import: python bench/intake_file.py FILE.csv [--rows N] [--seed N].

Every name and date is drawn by chance from the seed; the same seed gives the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

HEADER = [
    "extern_id", "voornaam_ouder", "achternaam_ouder", "geboortedatum_ouder", "voornaam_kind", "geboortedatum_kind",
    "uitgerekende_datum", "gemeente", "buurt", "taal", "datum_signaal", "herkomst_signaal", "programma", "geindiceerd_op",
    "aangeboden_op", "antwoord", "antwoord_op", "reden", "besluit_van", "gestart_op", "verpleegkundige", "beeindigd_op",
    "wijze_van_einde",
]  # fmt: skip
GIVEN = [
    "Sanne", "Fatima", "Lotte", "Aylin", "Kim", "Samira", "Iris", "Joanna", "Emma", "Nadia", "Lisa", "Milou", "Yasmin", "Zoë",
]  # fmt: skip
FAMILY = [
    "de Vries", "van den Berg", "El Idrissi", "Jansen", "Yılmaz", "Bakker", "Peeters", "Kowalska", "van Dijk", "in 't Veld",
]  # fmt: skip
CHILDREN = [
    "Noor",
    "Adam",
    "Mees",
    "Finn",
    "Sara",
    "Jip",
    "Bram",
    "Tijn",
    "Yara",
    "Sem",
    "Nora",
    "Hana",
    "Daan",
    "Mila",
]
SOURCES = ["verloskundige", "kraamzorg", "huisarts", "jgz", "ouder", "kinderopvang", "ziekenhuis"]
LANGUAGES = ["nl", "nl", "nl", "ar", "tr", "pl", "tir"]
ANSWERS = ["ja"] * 5 + ["nog niet"] * 3 + ["nee", "geen antwoord"]
NURSES = ("S. Brouwers", "K. Aksoy", "M. Timmermans", "R. de Wit")
ENDINGS = ("afgerond", "gestopt door gezin", "verhuisd")
FIRST_DAY, DAYS = date(2018, 1, 1), 1_500
PLACES = ("Oudrade",)


def write_intake_file(
    path: Path, *, rows: int, seed: int = 2020, places: Sequence[str] = PLACES, programme: str = "stevig-ouderschap"
) -> None:
    """Write a list of this many invented families, in the form a Dutch spreadsheet saves."""
    chance = random.Random(seed)  # noqa: S311 - invented data, not a secret
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.DictWriter(file, HEADER, delimiter=";")
        out.writeheader()
        out.writerows(_row(number, chance, places, programme) for number in range(1, rows + 1))


def _row(number: int, chance: random.Random, places: Sequence[str], programme: str) -> dict[str, str]:
    signal = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    is_born = chance.random() < 0.85
    row = {
        "extern_id": f"B{number:06}",
        "voornaam_ouder": chance.choice(GIVEN),
        "achternaam_ouder": chance.choice(FAMILY),
        "geboortedatum_ouder": _dutch(signal - timedelta(days=chance.randrange(19 * 365, 40 * 365))),
        "gemeente": chance.choice(places),
        "taal": chance.choice(LANGUAGES),
        "datum_signaal": _dutch(signal),
        "herkomst_signaal": chance.choice(SOURCES),
    }
    if is_born:
        born = signal - timedelta(days=chance.randrange(5, 40))
        row |= {"voornaam_kind": chance.choice(CHILDREN), "geboortedatum_kind": _dutch(born)}
    else:
        row["uitgerekende_datum"] = _dutch(signal + timedelta(days=chance.randrange(20, 120)))
    return row | _course(signal, chance, programme)


def _course(signal: date, chance: random.Random, programme: str) -> dict[str, str]:
    indicated, offered, answered, started, ended = _days(signal, chance)
    answer = chance.choice(ANSWERS)
    row = {
        "programma": programme, "geindiceerd_op": _dutch(indicated), "aangeboden_op": _dutch(offered), "antwoord": answer,
        "antwoord_op": _dutch(answered),
    }  # fmt: skip
    if answer == "ja":
        row |= {"gestart_op": _dutch(started), "verpleegkundige": chance.choice(NURSES)}
        if chance.random() < 0.6:
            row |= {"beeindigd_op": _dutch(ended), "wijze_van_einde": chance.choice(ENDINGS)}
    elif answer != "geen antwoord":
        row |= {"reden": "wil eerst zelf proberen", "besluit_van": "gezin"}
    return row


def _days(signal: date, chance: random.Random) -> list[date]:
    days, day = [], signal
    for longest in (10, 8, 14, 25, 500):
        day += timedelta(days=chance.randrange(1, longest))
        days.append(day)
    return days


def _dutch(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--place", action="append", help="a municipality of the region; may be given more than once")
    args = parser.parse_args()
    write_intake_file(args.file, rows=args.rows, seed=args.seed, places=args.place or PLACES)


if __name__ == "__main__":
    main()
