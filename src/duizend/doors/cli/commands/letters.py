# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend report senders: the yearly letter to each sender, about her own sign-ups, as text or on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, acting_as, add_acting_argument, say, say_json

if TYPE_CHECKING:
    import argparse

    from duizend.doors.senders.queries import Sender
    from duizend.doors.senders.rules.letters import Letter


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="Y", required=True, help="the year the letters are about, such as 2025")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help="a folder: a letter on paper (PDF) for each sender goes there"
    )
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="of the letters")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_acting_argument(parser)


def _senders(args: argparse.Namespace) -> int:
    """Write the letters. Exit 0: written, also where there is nothing to tell yet. 2: no year, or a folder that cannot be used."""
    from duizend.doors.senders.rules.letters import as_plain_text, letter_as_data, told_in_letter, write_letter

    year = _year(args.year)
    if args.json and args.out is not None:
        raise BadInput("--json goes to the screen; leave out --out DIR, or leave out --json")
    written: list[tuple[Sender, Letter]] = []
    with acting_as(args.account, default="coordinator@maasland.example"):
        threshold, found = _read(year)
        written = [(sender, write_letter(put, year=year, threshold=threshold)) for sender, put in found]
    told = [
        (sender, told_in_letter(letter, sender.name, year=year, language=args.language)) for sender, letter in written
    ]
    if args.json:
        say_json(
            [{"sender": sender.name, "id": sender.public_id, **letter_as_data(letter)} for sender, letter in written]
        )
    elif args.out is not None:
        from duizend.doors.senders.paper import as_pdf

        for sender, one in told:
            path = args.out / f"{year}-{sender.public_id}.pdf"
            try:
                args.out.mkdir(parents=True, exist_ok=True)
                path.write_bytes(as_pdf(one))
            except OSError as problem:
                raise BadInput(f"duizend: {path}: {problem.strerror}") from problem
            say(f"{path}: geschreven")
    else:
        say("\n\n".join(as_plain_text(one) for _sender, one in told) or "Niemand meldde aan.")
    return DONE


def _read(year: int) -> tuple[int, list[tuple[Sender, list]]]:
    """Read who sent what, for whoever handles sign-ups; logged."""
    from duizend.doors.senders.queries import list_put_forward
    from duizend.ground.access.identity import check_may, note
    from duizend.ground.region.queries import get_region

    check_may("sign_up.handle")
    check_may("report.partner")
    found = sorted(list_put_forward(year).items(), key=lambda one: (one[0].name, one[0].public_id))
    note("letters.written", "R", detail=f"{year} {len(found)}")
    # A sender sent few: whatever the region set, no letter tells of fewer than two.
    return max(get_region().threshold_partner, 2), found


def _year(words: str) -> int:
    if len(words) == 4 and words.isascii() and words.isdigit() and int(words) >= 2000:
        return int(words)
    raise BadInput(f'--year: found "{words}", expected a year from 2000 on, such as 2025')


COMMANDS = (
    Command(("report", "senders"), "the yearly letter to each sender, about her own sign-ups", _arguments, _senders),
)
