# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tells what happens to one invented family: a row of events on their days, drawn by chance from a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.schedule import list_contacts
from duizend.doors.practice import words
from duizend.doors.practice.cast import COORDINATOR, MIDWIFE
from duizend.doors.practice.diary import Slot, working_day
from duizend.doors.practice.events import (
    Answered,
    Assigned,
    Attempted,
    Born,
    Drafted,
    Ended,
    Event,
    FamilyStory,
    HandedOver,
    Indicated,
    LivedApart,
    Missed,
    Moved,
    Offered,
    Place,
    Planned,
    RegisteredFromSignUp,
    SentIn,
    SignedUp,
    SignedUpAgain,
    TakenOver,
    TakenUp,
    TopicChosen,
    Visited,
    Weighed,
)  # fmt: skip
from duizend.ground.kernel.rules.points import add_point

if TYPE_CHECKING:
    from random import Random

    from duizend.catalogue.rules.programme import Programme
    from duizend.catalogue.rules.schedule import DueContact
    from duizend.doors.practice.diary import Diary
    from duizend.doors.practice.people import Household, People

Slots = list[tuple["DueContact", Slot]]
NEWBORN_DAYS, BABY_DAYS = 120, 300
USUAL_MINUTES = 60
SHARE_WEIGHED, SHARE_MISSED = 0.5, 0.06
# The day the region began to use its questionnaire.
INSTRUMENT_SINCE = date(2026, 1, 1)
NOT_HELD = (("with_notice", "without_notice", "late_notice", "called_off_by_jgz"), (45, 30, 15, 10))


@dataclass(frozen=True, slots=True)
class Draw:
    """What every story is drawn with: chance from one seed, the day it is told for, the programme and the diary."""

    rng: Random
    on: date
    programme: Programme
    people: People
    diary: Diary

    def days(self, first: int, last: int) -> timedelta:
        return timedelta(days=self.rng.randint(first, last))

    def birth_for(self, index: int, day: date) -> date:
        """Give the birth date with which the contact of this index after birth is aimed at a day."""
        contacts = list_contacts(self.programme, Anchor(born_on=day))
        return day - (contacts[min(index, len(contacts) - 1)].target_on - day)

    def birth_for_closing(self, index: int, day: date) -> date:
        """Give the birth date with which the window of this contact closes on a day, or as near as months allow."""
        born = day
        # Months differ in length: each look brings the day nearer.
        for _ in range(4):
            contacts = list_contacts(self.programme, Anchor(born_on=born))
            born += day - contacts[min(index, len(contacts) - 1)].until_on
        return born

    def count_contacts(self) -> int:
        """Count the contacts after birth."""
        return len(list_contacts(self.programme, Anchor(born_on=self.on)))


@dataclass(slots=True)
class Course:
    """Tells one story, event by event. Days that fall in a weekend become the Monday after it."""

    draw: Draw
    role: str
    household: Household
    place: Place
    nurse: str
    born_on: date | None = None
    due_on: date | None = None
    children: int = 1
    # How many children the family had before: this course is then for its next one.
    earlier: int = 0
    events: list[Event] = field(default_factory=list)
    open_topics: list[words.TopicWords] = field(default_factory=list)
    used_topics: set[str] = field(default_factory=set)
    last: date = date.min

    def story(self) -> FamilyStory:
        """Close the story."""
        born = self.born_on
        if any(isinstance(event, Born) for event in self.events):
            born = None  # the birth is one of the events
        self.events.sort(key=lambda event: event.entered_on)
        return FamilyStory(
            self.role, self.household, self.place, self.due_on, born, self._names(), tuple(self.events),
        )  # fmt: skip

    def _names(self) -> tuple[str, ...]:
        return self.household.children[self.earlier : self.earlier + self.children]

    def tell(self, event: Event) -> None:
        self.events.append(event)
        self.last = max(self.last, event.on)

    def _day(self, first: int, last: int) -> date:
        """Give a working day a while after the last event, never after the day the story is told for."""
        return min(working_day(self.last + self.draw.days(first, last)), self.draw.on)

    def sign_up(self, on: date, source: str = "") -> None:
        draw = self.draw
        source = source or draw.rng.choice(
            ("jgz", "jgz", "jgz", "midwife", "maternity_care", "gp", "parent", "hospital")
        )
        know = "agreed" if source in ("midwife", "parent") else draw.rng.choice(("agreed", "told"))
        on = min(working_day(on), draw.on)
        purpose = draw.rng.choice(words.SIGN_UP_PURPOSES)
        if not self.earlier:
            self.tell(SignedUp(on, on, COORDINATOR, source, know, purpose))
            return
        born = self.born_on if self.born_on and self.born_on <= on else None
        names = self._names() if born else ()
        self.tell(SignedUpAgain(on, on, COORDINATOR, source, know, purpose, self.due_on, born, self.children, names))

    def send_in(self, on: date, *, register: bool) -> None:
        """Tell of a sign-up by the midwife, and whether it has become a family."""
        self.tell(
            SentIn(on, on, MIDWIFE, self.draw.rng.choice(words.SIGN_UP_PURPOSES), self.draw.rng.choice(words.OWN_WORDS))
        )
        if register:
            for kind, (first, last) in ((TakenUp, (0, 1)), (RegisteredFromSignUp, (1, 3))):
                day = self._day(first, last)
                self.tell(kind(day, day, COORDINATOR))

    def weigh(self) -> None:
        """Tell what was weighed with the parents, before anything is offered."""
        rng, on = self.draw.rng, self._day(1, 3)
        strengths, weights = (tuple(sorted(rng.sample(range(12), rng.randint(0, 2)))) for _ in range(2))
        score = rng.randint(2, 8) if on >= INSTRUMENT_SINCE else None
        judgement = rng.choices(("useful", "unsure"), (85, 15))[0]
        self.tell(Weighed(on, on, COORDINATOR, strengths, weights, judgement, "offer", rng.choice(words.JUDGED), score))

    def indicate(self, on: date | None = None) -> None:
        if on is None and self.draw.rng.random() < SHARE_WEIGHED:
            self.weigh()
        on = on or self._day(2, 5)
        self.tell(Indicated(on, on, COORDINATOR))

    def offer(self, on: date | None = None) -> None:
        on = on or self._day(1, 4)
        self.tell(Offered(on, on, COORDINATOR))

    def answer(
        self, answer: str, *, on: date | None = None, reason: str = "", ask_again_on: date | None = None,
        ask_again_at: str = "", parent: int = 0,
    ) -> None:  # fmt: skip
        on = on or self._day(2, 7)
        self.tell(Answered(on, on, COORDINATOR, answer, reason, ask_again_on, ask_again_at, parent))

    def no_answer(self) -> None:
        """Tell that nobody could be reached after the last offer, until the programme's term was over."""
        offered, days = self.last, self.draw.rng.choice(((4, 9), (3, 7), (6,)))
        for number, after in enumerate(days):
            on = working_day(offered + timedelta(days=after))
            if on <= self.draw.on:
                self.tell(Attempted(on, on, COORDINATOR, ("phone", "message")[number % 2]))
        on = working_day(add_point(offered, self.draw.programme.offer.answer_term) + self.draw.days(0, 3))
        if on <= self.draw.on:
            self.answer("no_answer", on=on)

    def assign(self, on: date | None = None) -> None:
        on = on or self._day(1, 3)
        self.tell(Assigned(on, on, COORDINATOR, self.nurse))

    def chain(self, source: str = "") -> None:
        """Tell from the sign-up to the assignment, as it goes when parents say yes at once."""
        start = self.born_on + self.draw.days(9, 13) if self.born_on else self.draw.on - self.draw.days(60, 80)
        self.sign_up(start, source)
        self.indicate()
        self.offer()
        self.answer("accepted")
        self.assign()

    def visits(
        self, *, held: int | None = None, last: Slot | None = None, fixed: Slot | None = None, plan_next: bool = True,
        topics: int | None = None,
    ) -> None:  # fmt: skip
        """Tell the visits that took place, and plan the one after them.

        `held`: how many took place; without it as many as fit before the day. `last`: when the last of them
        was, and its summary is then not taken over yet. `fixed`: when the one after those is planned;
        `topics`: how many topics parents chose for that one.
        """
        done, ahead = self._lay_out(held, {(held or 0) - 1: last, held: fixed} if held is not None else {}, plan_next)
        row = [*done, *ahead]
        tries = self._first_tries(done, last)
        if row:
            contact, slot = row[0]
            slot = tries.get(0, slot)
            planned_on = min(self._day(0, 2), slot.day)
            self.tell(Planned(planned_on, planned_on, self.nurse, self.nurse, contact.key, contact.mode, slot))
        for index, (contact, slot) in enumerate(done):
            if index in tries:
                self._miss(contact, tries[index], slot)
            self._choose_topics(slot, self.draw.rng.choice((0, 1, 2, 2)) if index else self.draw.rng.choice((0, 1)))
            following = row[index + 1] if index + 1 < len(row) else None
            if following:
                following = (following[0], tries.get(index + 1, following[1]))
            is_last = index == len(done) - 1
            self._visit(slot, following, is_last=is_last, taken_over=slot is not last)
        for _, slot in ahead:
            self._choose_topics(slot, self.draw.rng.choice((0, 1, 2)) if topics is None else topics)

    def _first_tries(self, done: Slots, last: Slot | None) -> dict[int, Slot]:
        """Find, for a few of the visits, an earlier time at which it was planned and did not take place."""
        tries: dict[int, Slot] = {}
        for index, (contact, slot) in enumerate(done):
            before = done[index - 1][1].day if index else self.last
            since = max(contact.from_on, before + timedelta(days=4))
            if slot is last or self.draw.rng.random() >= SHARE_MISSED:
                continue
            found = self.draw.diary.find(
                self.nurse, slot.day - timedelta(days=7), since=since, until=slot.day - timedelta(days=1)
            )
            if found:
                tries[index] = found
        return tries

    def _miss(self, contact: DueContact, missed: Slot, slot: Slot) -> None:
        plan = Planned(missed.day, missed.day, self.nurse, self.nurse, contact.key, contact.mode, slot)
        reason = self.draw.rng.choices(*NOT_HELD)[0]
        self.tell(Missed(missed.day, missed.day, self.nurse, reason, plan))

    def plan_following(self, index: int) -> None:
        """Plan the contact of this index after the day of the story, apart from any visit."""
        contact = self._contacts(self.last)[index]
        since = self.draw.on + timedelta(days=1)
        until = max(contact.until_on, since + timedelta(days=28))
        slot = self.draw.diary.find(self.nurse, contact.target_on, since=since, until=until)
        if slot:
            on = self._day(1, 3)
            self.tell(Planned(on, on, self.nurse, self.nurse, contact.key, contact.mode, slot))

    def _lay_out(self, held: int | None, fixed: dict[int, Slot | None], plan_next: bool) -> tuple[Slots, Slots]:
        """Find a time for each contact: those that took place, and the one that is planned, if any."""
        on, after = self.draw.on, self.last
        done: Slots = []
        for contact in self._contacts(after):
            is_next = held is not None and len(done) == held
            if is_next and not plan_next:
                break
            given = fixed.get(len(done))
            slot = self.draw.diary.take(self.nurse, given) if given else self._find(contact, after, held, is_next)
            if slot is None:
                if is_next or contact.from_on >= on:
                    break
                continue
            if is_next or slot.day >= on:
                return done, [(contact, slot)] if plan_next else []
            done.append((contact, slot))
            after = slot.day
        return done, []

    def _find(self, contact: DueContact, after: date, held: int | None, is_next: bool) -> Slot | None:
        draw = self.draw
        near = max(contact.target_on + draw.days(-4, 8), after + timedelta(days=3))
        since = max(after + timedelta(days=2), contact.from_on)
        since = max(since, draw.on + timedelta(days=1)) if is_next else since
        until = max(contact.until_on, since + timedelta(days=28))
        if held is not None and not is_next:
            until = min(until, draw.on)
        minutes = contact.minutes[0] if contact.minutes else USUAL_MINUTES
        return draw.diary.find(self.nurse, near, since=since, until=until, minutes=minutes)

    def _contacts(self, since: date) -> list[DueContact]:
        """List the contacts to come: those before birth until the birth, and then those after it."""
        laid_out = list_contacts(self.draw.programme, Anchor(due_on=self.due_on, born_on=self.born_on))
        if self.due_on is None:
            return list(laid_out)
        # Before the birth only what is counted from it is provisional.
        ahead = list_contacts(self.draw.programme, Anchor(due_on=self.due_on))
        before = [c for c in ahead if not c.provisional and c.until_on > since + timedelta(days=5)]
        if self.born_on:
            before = [c for c in before if c.until_on <= self.born_on]
        known = {c.key for c in before}
        return before + [c for c in laid_out if c.key not in known and (self.born_on or c.provisional)]

    def _phase(self, day: date) -> words.Phase:
        if self.born_on is None or day < self.born_on:
            return "pregnancy"
        age = (day - self.born_on).days
        return "newborn" if age < NEWBORN_DAYS else "baby" if age < BABY_DAYS else "toddler"

    def _choose_topics(self, slot: Slot, wanted: int) -> None:
        """Let parents choose topics some days before a visit, up to so many with those put off earlier."""
        phase = self._phase(slot.day)
        left = [
            t for t in words.TOPICS
            if phase in t.phases and t.words not in self.used_topics and ("twee huizen" not in t.words or self._lives_apart())
        ]  # fmt: skip
        on = max(self.last, min(slot.day - self.draw.days(1, 6), self.draw.on - timedelta(days=1)))
        for topic in self.draw.rng.sample(left, max(0, min(wanted - len(self.open_topics), len(left)))):
            self.choose_topic(topic, on=on)

    def choose_topic(self, topic: words.TopicWords, *, on: date) -> None:
        self.used_topics.add(topic.words)
        self.open_topics.append(topic)
        self.tell(TopicChosen(on, on, self.nurse, topic.words))

    def _lives_apart(self) -> bool:
        return any(isinstance(event, LivedApart) for event in self.events)

    def _visit(self, slot: Slot, following: tuple[DueContact, Slot] | None, *, is_last: bool, taken_over: bool) -> None:
        rng = self.draw.rng
        late = timedelta(days=0 if is_last else rng.choice((0, 0, 0, 0, 0, 1, 2)))
        entered = min(working_day(slot.day + late), self.draw.on - timedelta(days=1))
        entered = max(entered, slot.day)
        outcomes, spoken = [], []
        for topic in self.open_topics:
            outcome = "discussed" if is_last else rng.choices(("discussed", "later", "not_needed"), (85, 11, 4))[0]
            outcomes.append((topic.words, outcome))
            if outcome == "discussed":
                spoken.append(topic)
        self.open_topics = [t for t, (_, outcome) in zip(self.open_topics, outcomes, strict=True) if outcome == "later"]
        talked = " ".join(topic.talked for topic in spoken) or rng.choice(words.NO_TOPIC_TALKED)
        agreed = "\n".join(topic.agreed for topic in spoken) or rng.choice(words.NO_TOPIC_AGREED)
        well = rng.choice(words.GOES_WELL[self._phase(slot.day)])
        plan = None
        if following:
            contact, later = following
            plan = Planned(slot.day, entered, self.nurse, self.nurse, contact.key, contact.mode, later)
        self.tell(
            Visited(
                slot.day, entered, self.nurse, tuple(outcomes), *(self.fill(text, slot.day) for text in (well, talked, agreed)), plan
            )
        )  # fmt: skip
        if taken_over:
            day = min(working_day(entered + timedelta(days=rng.choice((0, 0, 1)))), self.draw.on - timedelta(days=1))
            self.tell(TakenOver(slot.day, max(day, entered), self.nurse))

    def draft(self, slot: Slot) -> None:
        """Leave the report of a visit half written."""
        well = self.fill(words.GOES_WELL[self._phase(slot.day)][0], slot.day)
        talked = self.fill(self.open_topics[0].talked if self.open_topics else words.NO_TOPIC_TALKED[2], slot.day)
        self.tell(Drafted(slot.day, slot.day, self.nurse, well, talked.rsplit(" ", 2)[0]))

    def fill(self, text: str, day: date) -> str:
        """Say in a text which child it is about, as the family was on a day; the name itself is filled in later."""
        child = f"{{child{self.earlier}}}" if self.born_on and day >= self.born_on else "de baby"
        return text.format(parent="{parent}", child=child)

    def end(self, ending: str, *, on: date, reason: str = "") -> None:
        by = COORDINATOR if ending in ("ended_before_start", "moved") else self.nurse
        self.tell(Ended(on, on, by, ending, reason))

    def born(self, on: date) -> None:
        """Tell the birth: known to the coordinator some days later."""
        self.born_on = on
        entered = min(working_day(on + self.draw.days(2, 6)), self.draw.on)
        self.events.append(Born(on, entered, COORDINATOR, self._names()))

    def hand_over(self, nurse: str, *, on: date) -> None:
        self.tell(HandedOver(on, on, COORDINATOR, nurse))
        self.nurse = nurse

    def move(self, place: Place, *, on: date) -> None:
        self.tell(Moved(on, on, COORDINATOR, place, self.draw.people.street()))

    def live_apart(self, place: Place, *, on: date) -> None:
        self.tell(LivedApart(on, on, COORDINATOR, place, self.draw.people.street()))
