# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the clients tried to write, what the product said of it, and what is there afterwards: asked of the tables."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg

SENT, DONE, REFUSED, FAILED = "sent", "acknowledged", "refused", "failed"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what one write leaves behind: so many rows of a query that nothing else could make."""

    words: str
    query: str
    values: tuple[object, ...]
    rows: int = 1

    def count(self, connection: psycopg.Connection) -> int:
        return connection.execute(f"SELECT count(*) FROM {self.query}", self.values).fetchone()[0]


@dataclass(slots=True)
class Attempt:
    """One write as it was sent. `saying` is what the product answered; it stays SENT when no answer came."""

    what: str
    parts: tuple[Part, ...]
    saying: str = SENT

    def look(self, connection: psycopg.Connection) -> str:
        """Return "there", "absent", or what is there and what is not."""
        found = [part.count(connection) for part in self.parts]
        if found == [part.rows for part in self.parts]:
            return "there"
        if not any(found):
            return "absent"
        return ", ".join(f"{p.words}: {n} of {p.rows}" for p, n in zip(self.parts, found, strict=True))


@dataclass(slots=True)
class Typing:
    """What a nurse typed into one draft: the last revision that was kept, and the last that was sent."""

    appointment: str
    began_at: int = 0
    acknowledged: int = 0
    sent: int = 0

    @staticmethod
    def text(appointment: str, revision: int) -> str:
        return f"typed {revision} of {appointment}"


@dataclass(slots=True)
class Ledger:
    """All attempts of a round, from every thread; `look_back` says what is wrong with what is there."""

    attempts: list[Attempt] = field(default_factory=list)
    typing: dict[str, Typing] = field(default_factory=dict)
    counted: Counter = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def try_to(self, what: str, *parts: Part) -> Attempt:
        attempt = Attempt(what, parts)
        with self.lock:
            self.attempts.append(attempt)
        return attempt

    def acknowledged(self) -> int:
        """Return how many writes were acknowledged so far."""
        with self.lock:
            return sum(attempt.saying == DONE for attempt in self.attempts)

    def look_back(self, connection: psycopg.Connection) -> list[str]:
        """Return what was acknowledged and is gone, is there in half, or was refused and is there; counts the rest."""
        faults = []
        for attempt in self.attempts:
            found = attempt.look(connection)
            self.counted[attempt.saying, found if found in ("there", "absent") else "half"] += 1
            self.counted["kind", attempt.what] += attempt.saying == DONE
            wanted = {DONE: ("there",), REFUSED: ("absent",)}.get(attempt.saying, ("there", "absent"))
            if found not in wanted:
                faults.append(f"{attempt.what}, {attempt.saying}: {found} {attempt.parts[0].values}")
        for typing in self.typing.values():
            faults += self._look_at_draft(connection, typing)
        return faults

    def _look_at_draft(self, connection: psycopg.Connection, typing: Typing) -> list[str]:
        row = connection.execute(
            "SELECT d.revision, d.content FROM contacts_draft d JOIN contacts_appointment a ON a.id = d.appointment_id"
            " WHERE a.public_id = %s", [typing.appointment],
        ).fetchone()  # fmt: skip
        self.counted["draft", "saved"] += typing.acknowledged
        revision, content = row or (0, {})
        if not max(typing.began_at, typing.acknowledged) <= revision <= typing.sent:
            return [f"a draft is at {revision}; {typing.acknowledged} was acknowledged, {typing.sent} sent"]
        if revision > typing.began_at and content.get("goes_well") != [Typing.text(typing.appointment, revision)]:
            return [f"a draft of revision {revision} holds another text"]
        return []


# What has to agree in every round, whoever wrote it: each query counts rows that contradict another table.
AGREES = {
    "a visit without its contact": "visits_visit v LEFT JOIN contacts_contact c ON c.id = v.contact_id WHERE c.id IS NULL",
    "an appointment without its time": (
        "contacts_appointment a LEFT JOIN contacts_appointmenttime t ON t.appointment_id = a.id"
        " WHERE a.cancelled_at IS NULL AND t.id IS NULL"
    ),
    "a time of an appointment that was called off": (
        "contacts_appointmenttime t JOIN contacts_appointment a ON a.id = t.appointment_id WHERE a.cancelled_at IS NOT NULL"
    ),
    "missed without its row": (
        "contacts_appointment a WHERE (a.cancelled_because = 'missed') <> EXISTS (SELECT FROM contacts_missedcontact m"
        " WHERE m.appointment_id = a.id AND NOT m.withdrawn"
        " AND NOT EXISTS (SELECT FROM contacts_missedcontact n WHERE n.corrects_id = m.id))"
    ),
    "a standing that is not that of the last step": (
        "trajectories_standing s JOIN LATERAL (SELECT kind FROM trajectories_step t WHERE t.trajectory_id = s.trajectory_id"
        " ORDER BY id DESC LIMIT 1) last ON true WHERE last.kind IN ('indicated', 'offered') AND s.state <> last.kind"
        " OR last.kind = 'accepted' AND s.state <> 'waiting' OR last.kind = 'started' AND s.state <> 'running'"
    ),
    "a draft of a visit that was recorded": (
        "contacts_draft d JOIN contacts_contact c ON c.appointment_id = d.appointment_id"
        " WHERE c.entered_by_id = d.account_id"
    ),
    "a family whose rows and log lines differ in number": (
        "families_family f WHERE EXISTS (SELECT FROM families_parent p WHERE p.family_id = f.id"
        " AND p.family_name LIKE 'Belast%%') AND (SELECT ARRAY[(SELECT count(*) FROM contacts_contact WHERE family_id = f.id),"
        " (SELECT count(*) FROM contacts_appointment WHERE family_id = f.id),"
        " (SELECT count(*) FROM visits_topic WHERE family_id = f.id),"
        " (SELECT count(*) FROM trajectories_step WHERE family_id = f.id),"
        " (SELECT count(*) FROM trajectories_parentanswer WHERE family_id = f.id)])"
        " <> (SELECT ARRAY[count(*) FILTER (WHERE event = 'contact.recorded'),"
        " count(*) FILTER (WHERE event = 'appointment.planned'), count(*) FILTER (WHERE event = 'topic.chosen'),"
        " count(*) FILTER (WHERE event LIKE 'step.%%'), count(*) FILTER (WHERE event LIKE 'answer.%%')]"
        " FROM access_logline WHERE subjects @> ARRAY[f.public_id]::varchar[])"
    ),
    "a log that is not as long as its head says": (
        "access_loghead h WHERE h.sequence <> (SELECT coalesce(max(sequence), 0) FROM access_logline)"
    ),
}  # fmt: skip


def contradictions(connection: psycopg.Connection) -> list[str]:
    """Return which tables contradict each other, and how often."""
    counted = {
        words: connection.execute(f"SELECT count(*) FROM {query}", ()).fetchone()[0] for words, query in AGREES.items()
    }
    return [f"{words}: {number}" for words, number in counted.items() if number]
