# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mixed load on a running product: who enters what at once, for how long, and how the tables are asked about it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from clients import Client
from ledger import Ledger
from people import GONE, NURSES, Coordinator, Nurse, Person, Sender, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from running import Product

COORDINATORS, SENDERS = 2, 1
ENDS_WITHIN = 60


@contextmanager
def tables(product: Product) -> Iterator[psycopg.Connection]:
    """Look at the tables of a product beside the application, past its row security, to read only."""
    folder = product.data_folder().parent / "run"
    with psycopg.connect(host=str(folder), user="postgres", dbname="duizend") as connection:
        connection.read_only = True
        yield connection


@dataclass
class Crowd:
    """The people of a load, who keep their cookies and what they know from round to round."""

    home: Path
    seed: int
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    work: Work | None = None

    def begin(self, product: Product, number: int) -> list[Person]:
        """Let everybody begin, with a ledger of this round's own."""
        with tables(product) as connection:
            self.work = _work(connection, self.home, self.work)
        people: list[Person] = []
        for person, name in self._cast():
            client = Client(product.address)
            client.cookies = self.cookies.setdefault(name, {})
            people.append(person(self.work, client, f"{self.seed} {number} {name}"))
        for one in people:
            one.start()
        return people

    def _cast(self) -> list[tuple[Callable[[Work, Client, str], Person], str]]:
        nurses = [(lambda *said, name=name: Nurse(name, *said), name) for name in NURSES]
        return [
            *nurses, *((Coordinator, f"coordinator {n}") for n in range(COORDINATORS)),
            *((Sender, f"sender {n}") for n in range(SENDERS)),
        ]  # fmt: skip


def end(people: list[Person], *, killed_at: float) -> None:
    """Let everybody stop; raises what one of them met that should not have been, or met before anything was killed."""
    people[0].work.stop.set()
    deadline = time.monotonic() + ENDS_WITHIN
    for person in people:
        person.join(max(0.1, deadline - time.monotonic()))
        assert not person.is_alive(), f"{person.name_on_card} did not come to an end"
    for person in people:
        if person.problem is not None and (person.stopped_at < killed_at or not isinstance(person.problem, GONE)):
            raise person.problem


def _work(connection: psycopg.Connection, home: Path, before: Work | None) -> Work:
    """Return what there is to do, read from the tables: who waits for a first visit, and what was planned."""
    rows = connection.execute("SELECT name, public_id FROM workforce_professional").fetchall()
    work = Work(Ledger(), date.fromisoformat((home / "practice-date").read_text().strip()), dict(rows))
    work.missable = before.missable if before else _missable(connection, work.today)
    waiting = connection.execute(
        "SELECT p.name, t.public_id FROM trajectories_assignment s JOIN workforce_professional p ON p.id = s.professional_id"
        " JOIN trajectories_trajectory t ON t.id = s.trajectory_id JOIN trajectories_standing st ON st.trajectory_id = t.id"
        " WHERE s.valid_until IS NULL AND st.state = 'waiting'"
        " AND NOT EXISTS (SELECT FROM contacts_appointment a WHERE a.trajectory_id = t.id) ORDER BY t.id"
    ).fetchall()  # fmt: skip
    for name, trajectory in waiting:
        work.trajectories.get(name, []).append(trajectory)
    for name, appointment in _open(connection, "a.starts_at > %s", work.today):
        work.visits.get(name, []).append(appointment)
    return work


def _missable(connection: psycopg.Connection, today: date) -> dict[str, list[str]]:
    """Return the visits of today and before that nobody recorded: they may be said not to have taken place."""
    found: dict[str, list[str]] = {name: [] for name in NURSES}
    for name, appointment in _open(connection, "a.starts_at < %s::date + 1", today):
        found.get(name, []).append(appointment)
    return found


def _open(connection: psycopg.Connection, when: str, day: date) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT p.name, a.public_id FROM contacts_appointment a JOIN workforce_professional p ON p.id = a.professional_id"
        f" WHERE a.cancelled_at IS NULL AND {when}"
        " AND NOT EXISTS (SELECT FROM contacts_contact c WHERE c.appointment_id = a.id) ORDER BY a.id",
        [day],
    ).fetchall()  # fmt: skip
