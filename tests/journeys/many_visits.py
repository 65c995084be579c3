# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lets many visits to one family take place, each planned and recorded by its nurse on its own day, through the actions.

python many_visits.py FAMILY EMAIL FROM UNTIL MOST: from a day, every next visit that is proposed, until one lies on or
after UNTIL or MOST have been. One in eleven is called off by the parents first. What was planned and not recorded is
recorded. Prints the days of the visits.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta

from duizend.project.installation import database

CALLED_OFF_EACH = 11


def let_them_take_place(family: str, email: str, begin: date, until: date, most: int) -> list[str]:
    from duizend.delivery.contacts.actions import plan_appointment, record_missed
    from duizend.delivery.contacts.queries import list_appointments_of_many, propose_next
    from duizend.delivery.visits.actions import VisitSaid, record_visit
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import get_account, identity_of
    from duizend.ground.kernel import clock
    from duizend.ground.workforce.queries import find_professional_of
    from duizend.record.trajectories.models import Trajectory
    from duizend.record.trajectories.queries import get_trajectory

    account = get_account(email)
    identity = identity_of(account)
    day, days, number = begin, [], 0

    def hold(on: date, at: time) -> None:
        clock.hold(clock.at(on, at))

    def local(moment: datetime) -> datetime:
        return clock.at(moment.date(), moment.time())

    while len(days) < most:
        hold(day, time(18, 0))
        with acting(identity):
            found = Trajectory.objects.filter(family__public_id=family).order_by("-id").first()
            trajectory = get_trajectory(found.public_id)
            known = list_appointments_of_many([trajectory.pk]).get(trajectory.pk, [])
            planned = next((a for a in known if not a.is_settled), None)
            if planned is None:
                professional = find_professional_of(account.pk)
                proposal = propose_next(trajectory, professional)
                if proposal is None or proposal.starts.date() >= until:
                    break
                planned = plan_appointment(
                    trajectory, professional=professional, moment=proposal.moment, starts_at=local(proposal.starts),
                    ends_at=local(proposal.ends), deviation="Zo snel als het kon.",
                )  # fmt: skip
        day = clock.local_day(planned.starts_at)
        if day >= until:
            break
        number += 1
        hold(day, time(17, 30))
        with acting(identity):
            if number % CALLED_OFF_EACH == 0:
                record_missed(planned, reason="with_notice", on=day)
                day += timedelta(days=1)
                continue
            said = VisitSaid(
                day, goes_well=f"Op {day:%d-%m} ging het samen eten goed.", talked_about="Over slapen, school en wie er helpt.",
                agreements="We kijken er de volgende keer op terug.",
            )  # fmt: skip
            record_visit(planned, said)
        days.append(day.isoformat())
    clock.hold(None)
    return days


if __name__ == "__main__":
    family, email, begin, until, most = sys.argv[1:]
    with database():
        done = let_them_take_place(family, email, date.fromisoformat(begin), date.fromisoformat(until), int(most))
    sys.stdout.write(json.dumps(done) + "\n")
