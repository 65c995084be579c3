# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people of a mixed load: each does the work of a day at full speed, and writes down first what it will leave behind."""

from __future__ import annotations

import http.client
import json
import random
import re
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clients import Client, Form, log_in, main_form, read_forms
from ledger import DONE, FAILED, REFUSED, Ledger, Part, Typing

if TYPE_CHECKING:
    from clients import Answer
    from ledger import Attempt

PROGRAMME = "stevig-ouderschap"
PLACES = ("GM9001", "GM9002", "GM9003", "GM9004", "GM9005")
NURSES = ("Jolijn van der Sluis", "Wytske Bouma", "Esra Kaplan")
# A nurse types so often before she finishes a visit, at most.
KEYSTROKES = 4
GONE = (OSError, http.client.HTTPException)


@dataclass
class Work:
    """What the people of one load share: the ledger, the day, whose page which trajectory is on, and when to stop."""

    ledger: Ledger
    today: date
    professionals: dict[str, str]
    trajectories: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in NURSES})
    visits: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in NURSES})
    missable: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in NURSES})
    stop: threading.Event = field(default_factory=threading.Event)


class Person(threading.Thread):
    """One person at one page; stops when told to, or when the server is gone or fails, which is right once it was killed.

    `problem` is what should not have been, `stopped_at` the moment (monotonic) at which this person stopped.
    """

    name_on_card = ""

    def __init__(self, work: Work, client: Client, seed: str) -> None:
        super().__init__(daemon=True)
        self.work, self.client, self.random = work, client, random.Random(seed)  # noqa: S311 - which of the entries
        self.problem: BaseException | None = None
        self.stopped_at = 0.0

    def run(self) -> None:
        try:
            self._go_in()
            while not self.work.stop.is_set():
                self.do_something()
        except Exception as problem:
            self.problem = problem
        finally:
            self.stopped_at = time.monotonic()

    def do_something(self) -> None:
        raise NotImplementedError

    def _go_in(self) -> None:
        if not self.client.cookies:
            log_in(self.client, self.name_on_card)

    def open(self, path: str, *having: str) -> tuple[Answer, Form | None]:
        """Open a page and return its form with these fields; logs in where the page asks for it."""
        page = self.client.get(path)
        if page.status < 400 and "/inloggen/" in page.path:
            self.client.cookies.clear()
            log_in(self.client, self.name_on_card)
            page = self.client.get(path)
        return page, main_form(page, *having)

    def write(self, attempt: Attempt, page: Answer, form: Form, **values: object) -> Answer:
        """Send a form; the attempt is acknowledged only by a whole answer that says so."""
        answer = self.client.send(page, form, **values)
        settle(attempt, answer)
        return answer

    def new_word(self) -> str:
        return "".join(self.random.choices("abcdefghijkmnoprstuvwz", k=14)).capitalize()


def settle(attempt: Attempt, answer: Answer) -> None:
    """Write down what the product said; an error of the server says nothing about what was kept, and stops the person."""
    led_to_the_door = "/inloggen/" in answer.leads_to
    if answer.is_done and not led_to_the_door:
        attempt.saying = DONE
    elif answer.status < 500:
        attempt.saying = REFUSED
    else:
        attempt.saying = FAILED
        raise http.client.HTTPException(f"{answer.status} to {attempt.what}")


class Sender(Person):
    """Signs families up."""

    name_on_card = "Anneke Verdonk"

    def do_something(self) -> None:
        word = self.new_word()
        page, form = self.open("/aanmelden", "parents_know")
        details = "signalling_signupdetails d JOIN signalling_signup s ON s.id = d.sign_up_id"
        attempt = self.work.ledger.try_to(
            "sign a family up",
            Part("details", f"{details} WHERE d.given_name = %s", (word,)),
            Part(
                "log", f"{details} JOIN access_logline l ON l.event = 'sign_up.received'"
                " AND l.subjects @> ARRAY[s.public_id]::varchar[] WHERE d.given_name = %s", (word,),
            ),
        )  # fmt: skip
        due = self.work.today + timedelta(weeks=self.random.randint(6, 20))
        self.write(
            attempt, page, form, parents_know="agreed", may_hear="on", given_name=word, family_name="Belast" + word,
            stage="pregnant", day=f"{due:%d-%m-%Y}", municipality=self.random.choice(PLACES), programme=PROGRAMME,
            source=form.values.get("source", [""])[0] or "midwife",
            sender_name=form.values.get("sender_name", [""])[0] or "Anneke Verdonk",
        )  # fmt: skip


class Coordinator(Person):
    """Registers families, and leads each to a nurse: indicated and offered, answered, assigned."""

    name_on_card = "Rachida Amrani"

    def do_something(self) -> None:
        family = self._register()
        if family is None:
            return
        trajectory = self._indicate(family)
        if trajectory is None:
            return
        if self.random.random() < 0.3:
            self._answer(trajectory, "not_yet", ask_again="date", ask_again_on=self._later(), decided_by="family")
        elif self._answer(trajectory, "accepted"):
            self._assign(trajectory)

    def _later(self) -> str:
        return (self.work.today + timedelta(days=self.random.randint(3, 60))).isoformat()

    def _register(self) -> str | None:
        word, other = self.new_word(), self.new_word()
        due = (self.work.today + timedelta(weeks=self.random.randint(4, 18))).isoformat()
        page, form = self.open("/gezinnen/nieuw", "given_name")
        looked = self.client.send(page, form, given_name=word, family_name="Belast" + word, due_date=due)
        form = main_form(looked, "once")
        if form is None:
            return None
        (family,) = form.values["once"]
        its = "JOIN families_family f ON f.id = x.family_id WHERE f.public_id = %s"
        attempt = self.work.ledger.try_to(
            "register a family",
            Part("family", "families_family WHERE public_id = %s", (family,)),
            Part("household", f"families_household x {its}", (family,)),
            Part("parents", f"families_parent x {its}", (family,), 2),
            Part("pregnancy", f"families_pregnancy x {its}", (family,)),
            *(_logged(event, family) for event in ("family.registered", "pregnancy.registered")),
        )
        answer = self.write(
            attempt, looked, form, contact_by="any", place=self.random.choice(PLACES), street="Lindelaan 4",
            other_given_name=other, other_family_name="Belast" + other,
        )  # fmt: skip
        return family if answer.is_done else None

    def _indicate(self, family: str) -> str | None:
        page, form = self.open(f"/trajecten/gezin/{family}/indiceren?programma={PROGRAMME}", "offer")
        its = "JOIN families_family f ON f.id = x.family_id WHERE f.public_id = %s"
        attempt = self.work.ledger.try_to(
            "indicate and offer",
            Part("trajectory", f"trajectories_trajectory x {its}", (family,)),
            Part("indicated", f"trajectories_step x {its} AND x.kind = 'indicated'", (family,)),
            Part("offered", f"trajectories_step x {its} AND x.kind = 'offered'", (family,)),
            Part("plan", f"trajectories_plan x {its}", (family,)),
            Part("standing", f"trajectories_standing x {its} AND x.state <> 'indicated'", (family,)),
            *(_logged(event, family) for event in ("step.indicated", "step.offered")),
        )
        answer = self.write(attempt, page, form, offer="now")
        if not answer.is_done:
            return None
        shown = self.client.get(answer.leads_to)
        return re.search(r"/trajecten/(\w{14})/antwoord", shown.text).group(1)

    def _answer(self, trajectory: str, said: str, **more: object) -> bool:
        page, form = self.open(f"/trajecten/{trajectory}/antwoord", "answer")
        its = "JOIN trajectories_trajectory t ON t.id = x.trajectory_id WHERE t.public_id = %s"
        attempt = self.work.ledger.try_to(
            "answer: " + said,
            Part(
                "answer of each parent", f"trajectories_parentanswer x {its} AND x.answer = %s", (trajectory, said), 2
            ),
            Part("step", f"trajectories_step x {its} AND x.kind = %s", (trajectory, said)),
            Part("standing", f"trajectories_standing x {its} AND x.state <> 'offered'", (trajectory,)),
        )
        return self.write(attempt, page, form, answered_by="together", answer=said, **more).is_done

    def _assign(self, trajectory: str) -> None:
        nurse = self.random.choice(NURSES)
        page, form = self.open(f"/trajecten/{trajectory}/toewijzen", "professional")
        its = "JOIN trajectories_trajectory t ON t.family_id = x.family_id WHERE t.public_id = %s"
        attempt = self.work.ledger.try_to(
            "assign to a nurse",
            Part("assignment", f"trajectories_assignment x {its}", (trajectory,)),
            Part("care relation", f"families_carerelation x {its}", (trajectory,)),
        )
        despite = {"despite": "De moeder vroeg om snel te beginnen."} if "despite" in form.names else {}
        if self.write(attempt, page, form, professional=self.work.professionals[nurse], **despite).is_done:
            self.work.trajectories[nurse].append(trajectory)


class Nurse(Person):
    """Plans first visits, types drafts, records visits with the next one, and says that a visit did not take place."""

    def __init__(self, name: str, work: Work, client: Client, seed: str) -> None:
        super().__init__(work, client, seed)
        self.name_on_card = name

    def do_something(self) -> None:
        waiting, visits = self.work.trajectories[self.name_on_card], self.work.visits[self.name_on_card]
        missable = self.work.missable[self.name_on_card]
        if waiting and self.random.random() < 0.5:
            self._plan(waiting.pop(0))
        elif missable and (not visits or self.random.random() < 0.25):
            self._miss(self.random.choice(missable))
        elif visits:
            self._visit(self.random.choice(visits))
        else:
            self.open("/vandaag")

    def _plan(self, trajectory: str) -> None:
        page, form = self.open(f"/afspraken/traject/{trajectory}/plannen", "next", "mode")
        proposals = _proposals(form)
        if not proposals:
            return
        attempt = self.work.ledger.try_to("plan a visit", *_appointment(trajectory, proposals[0]))
        answer = self.write(attempt, page, form, next=proposals[0])
        if answer.is_done:
            self._remember(answer.leads_to)

    def _remember(self, family: str) -> None:
        """Keep the address of the visit that was planned last, as the family's page shows it."""
        shown = self.client.get(family)
        found = re.search(r"/afspraken/(\w{14})/verzetten", shown.text)
        if found and found.group(1) not in self.work.visits[self.name_on_card]:
            self.work.visits[self.name_on_card].append(found.group(1))

    def _visit(self, appointment: str) -> None:
        page, form = self.open(f"/bezoeken/{appointment}/", "goes_well")
        if form is None:
            self.work.visits[self.name_on_card].remove(appointment)
            return
        for _ in range(self.random.randrange(KEYSTROKES)):
            self._type(appointment, page, form)
        if self.random.random() < 0.6:
            self._finish(appointment)

    def _type(self, appointment: str, page: Answer, form: Form) -> None:
        begun = int(form.values["draft_base"][0])
        kept = self.work.ledger.typing.setdefault(appointment, Typing(appointment, begun, sent=begun))
        base = kept.sent
        revision = base + 1
        kept.sent = revision
        typed = dict(form.values)
        typed.update(
            draft_revision=revision, draft_client="load", draft_page="load", draft_base=base,
            goes_well=Typing.text(appointment, revision),
        )  # fmt: skip
        answer = self.client.post(f"/bezoeken/{appointment}/concept", typed, leading_from=page.path)
        if answer.status == 200 and json.loads(answer.text)["revision"] == revision:
            kept.acknowledged = revision
        elif answer.status < 500:
            raise AssertionError(f"a draft was answered with {answer.status}: {answer.text[:200]}")

    def _finish(self, appointment: str) -> None:
        page, form = self.open(f"/bezoeken/{appointment}/", "goes_well")
        word, topic = self.new_word(), self.new_word()
        proposals = _proposals(form)
        visit = "visits_visit v JOIN contacts_contact c ON c.id = v.contact_id JOIN contacts_appointment a ON a.id = c.appointment_id"
        parts = [
            Part("visit and contact", f"{visit} WHERE v.goes_well = %s AND a.public_id = %s", (word, appointment)),
            Part("contact", "contacts_contact c JOIN contacts_appointment a ON a.id = c.appointment_id WHERE a.public_id = %s", (appointment,)),
            Part("topic", "visits_topic WHERE words = %s", (topic,)),
            Part("topic outcome", "visits_topicoutcome o JOIN visits_topic t ON t.id = o.topic_id WHERE t.words = %s", (topic,)),
        ]  # fmt: skip
        if proposals:
            after = (
                "contacts_appointment n JOIN contacts_appointment a ON a.trajectory_id = n.trajectory_id"
                " AND n.professional_id = a.professional_id AND n.id > a.id WHERE a.public_id = %s"
            )
            parts.append(
                Part(
                    "next visit",
                    f"{after} AND n.starts_at = %s::timestamp AT TIME ZONE 'Europe/Amsterdam'",
                    (appointment, proposals[0]),
                )
            )
        # From here on the draft may be gone with the visit that was recorded.
        typing = self.work.ledger.typing.pop(appointment, None)
        attempt = self.work.ledger.try_to("record a visit with the next", *parts)
        answer = self.write(
            attempt, page, form, goes_well=word, new_topic=topic, happened_on=self.work.today.isoformat(),
            next=proposals[0] if proposals else "none", draft_page="load", draft_base=typing.sent if typing else form.values["draft_base"],
        )  # fmt: skip
        if not answer.is_done:
            return
        self.work.visits[self.name_on_card].remove(appointment)
        found = re.search(r'href="(/gezinnen/\w{14})"', self.client.get(answer.leads_to).text)
        if proposals and found:
            self._remember(found.group(1))

    def _miss(self, appointment: str) -> None:
        """Say that a visit did not take place, and take it back."""
        word = self.new_word()
        page, form = self.open(f"/afspraken/{appointment}/ging-niet-door", "reason")
        if form is not None:
            attempt = self.work.ledger.try_to(
                "a visit did not take place", Part("row", "contacts_missedcontact WHERE words = %s", (word,))
            )
            self.write(attempt, page, form, reason=form.choices["reason"][0], words=word)
        page = self.client.get(f"/afspraken/{appointment}")
        form = next((f for f in read_forms(page.text) if f.action.endswith("/ongedaan")), None)
        if form is not None:
            self.client.send(page, form)


def _proposals(form: Form | None) -> list[str]:
    return [one for one in form.choices.get("next", []) if one.startswith("20")] if form else []


def _logged(event: str, subject: str) -> Part:
    where = "access_logline WHERE event = %s AND subjects @> ARRAY[%s]::varchar[]"
    return Part(f"log {event}", where, (event, subject))


def _appointment(trajectory: str, starts: str) -> tuple[Part, ...]:
    its = (
        "contacts_appointment a JOIN trajectories_trajectory t ON t.id = a.trajectory_id"
        " AND t.public_id = %s AND a.starts_at = %s::timestamp AT TIME ZONE 'Europe/Amsterdam'"
    )
    return (
        Part("appointment", its, (trajectory, starts)),
        Part("its time", f"{its} JOIN contacts_appointmenttime x ON x.appointment_id = a.id", (trajectory, starts)),
    )
