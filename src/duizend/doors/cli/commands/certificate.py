# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend certificate grant: what a professional may deliver, and from when until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, acting_as, add_acting_argument, say

if TYPE_CHECKING:
    import argparse

PRACTICE_COORDINATOR = "coordinator@maasland.example"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="e-mail address of the professional's account")
    parser.add_argument("--competence", required=True, metavar="KEY", help="as a programme file asks for it")
    parser.add_argument(
        "--from", dest="since", required=True, metavar="DATE", help="first day that it holds: 2026-01-31"
    )
    parser.add_argument("--until", metavar="DATE", help="first day that it holds no more; without it, it does not end")
    add_acting_argument(parser)


def _day(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{name} {text}: this is not a day; expected for instance 2026-01-31") from None


def _check_competence(key: str) -> None:
    """Raise BadInput for a competence that no loaded programme asks for, naming those that are."""
    from duizend.catalogue.queries import get_programme, list_current_versions

    teams = [get_programme(version).team for version in list_current_versions()]
    known = sorted({team.competence for team in teams if team is not None})
    if key not in known:
        raise BadInput(
            f"--competence {key}: no loaded programme asks for this; known are: {', '.join(known) or 'none'}"
        )


def _grant(args: argparse.Namespace) -> int:
    from duizend.ground.access.identity import check_may
    from duizend.ground.access.queries import get_account
    from duizend.ground.workforce.actions import grant_certificate
    from duizend.ground.workforce.queries import find_professional_of

    since, until = _day("--from", args.since), _day("--until", args.until)
    if until is not None and until <= since:
        raise BadInput(f"--until {until}: expected a day after --from {since}")
    with acting_as(args.account, default=PRACTICE_COORDINATOR):
        check_may("workforce.manage")
        _check_competence(args.competence)
        account = get_account(args.email)
        professional = find_professional_of(account.pk)
        if professional is None:
            raise BadInput(
                f"{args.email}: this account is no professional; first: duizend account roles {args.email} --role nurse"
            )
        grant_certificate(professional, competence=args.competence, valid_from=since, valid_until=until)
    say(f"{professional.name}: {args.competence} from {since}{f' until {until}' if until else ''}.")
    return DONE


COMMANDS = (
    Command(("certificate", "grant"), "say what a professional is certified for, and when", _arguments, _grant),
)
