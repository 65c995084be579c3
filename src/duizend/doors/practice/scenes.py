# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stories that every screen needs: a full day, every state of the chain, and what makes families differ."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from duizend.doors.practice import words
from duizend.doors.practice.cast import COORDINATOR, LAPSED_NURSE, LAPSING_NURSE, MAIN_NURSE, SECOND_NURSE
from duizend.doors.practice.diary import Slot, last_friday, working_day, working_day_before
from duizend.doors.practice.events import AskedNothing, DueDateMoved, EndUndone, Lost, Paused, Resumed
from duizend.doors.practice.people import INTERPRETED_BOOK

if TYPE_CHECKING:
    from duizend.doors.practice.courses import Course
    from duizend.doors.practice.stage import Stage, Teller


def _four_visits() -> list[Teller]:
    """The main nurse's day: four visits that do not overlap, with a break and time to cycle in between."""
    return [_two_homes, _first_visit, _young_mother, _twins]


def _two_homes(stage: Stage) -> Course:
    on = stage.draw.on
    born = stage.draw.birth_for(3, on - timedelta(days=2))
    course = stage.begin("two_homes", nurse=MAIN_NURSE, born_on=born, at="Lindehoven", parents=2, mother_age=27)
    course.chain()
    kept = [topic for topic in words.TOPICS if topic.words in ("Slapen in twee huizen", "Tijd voor mezelf")]
    course.used_topics |= {topic.words for topic in kept}
    course.visits(held=3, fixed=Slot(on, time(8, 45)), topics=0)
    for topic in kept:
        course.choose_topic(topic, on=working_day_before(on - timedelta(days=1)))
    course.live_apart(stage.somewhere("Lindehoven"), on=working_day(on - timedelta(days=70)))
    return course


def _first_visit(stage: Stage) -> Course:
    on = stage.draw.on
    return stage.today(
        "first_visit", index=0, slot=Slot(on, time(10, 30), 90), topics=0, at="Lindehoven", book=INTERPRETED_BOOK,
        interpreter=True, language="ti", parents=2,
    )  # fmt: skip


def _young_mother(stage: Stage) -> Course:
    slot = Slot(stage.draw.on, time(13, 15))
    return stage.today("young_mother", index=1, slot=slot, topics=3, at="Sint-Rombout", parents=1, mother_age=16)


def _twins(stage: Stage) -> Course:
    slot = Slot(stage.draw.on, time(15, 0))
    return stage.today("twins", index=4, slot=slot, topics=2, at="Lindehoven", parents=2, children=2)


def _draft_of_friday(stage: Stage) -> Course:
    slot = Slot(last_friday(stage.draw.on), time(14, 30))
    course = stage.today("draft_of_friday", index=4, slot=slot, topics=1, at="Lindehoven")
    course.draft(slot)
    return course


def _not_yet(stage: Stage) -> Course:
    course = stage.recent("not_yet", days=58, at="Lindehoven")
    course.indicate()
    course.offer()
    course.answer("not_yet", reason=words.NOT_YET_REASONS[1], ask_again_on=stage.draw.on + timedelta(days=1))
    return course


def _declined(stage: Stage) -> Course:
    course = stage.recent("declined", days=90, at="Lindehoven")
    course.indicate()
    course.offer()
    course.answer("declined", reason=words.DECLINED_REASONS[2])
    return course


def _no_answer(stage: Stage) -> Course:
    course = stage.recent("no_answer", days=75, at="Sint-Rombout")
    course.indicate()
    for _ in range(2):
        course.offer()
        course.no_answer()
    return course


def _awaiting_answer(stage: Stage) -> Course:
    course = stage.recent("awaiting_answer", days=9, at="Lindehoven")
    course.indicate()
    course.offer()
    return course


def _not_offered(stage: Stage) -> Course:
    course = stage.recent("not_offered", days=6, at="Weerdam")
    course.indicate()
    return course


def _completed(stage: Stage) -> Course:
    last = stage.draw.count_contacts() - 1
    born = stage.draw.birth_for(last, stage.draw.on - timedelta(days=35))
    course = stage.begin("completed", nurse=MAIN_NURSE, born_on=born, at="Lindehoven")
    course.chain()
    course.visits(held=last + 1, plan_next=False)
    course.end("completed", on=course.last)
    return course


def _paused(stage: Stage) -> Course:
    born = stage.draw.birth_for(2, stage.draw.on - timedelta(days=45))
    course = stage.begin("paused", nurse=SECOND_NURSE, born_on=born, at="Weerdam")
    course.chain()
    course.visits(held=3, plan_next=False)
    on = working_day(course.last + timedelta(days=8))
    course.tell(
        Paused(on, on, SECOND_NURSE, "Moeder is een paar weken bij haar zus in het buitenland en belt zelf weer.")
    )
    return course


def _visit_of_yesterday(stage: Stage) -> Course:
    yesterday = working_day_before(stage.draw.on)
    born = stage.draw.birth_for(1, yesterday - timedelta(days=3))
    course = stage.begin("visit_of_yesterday", nurse=MAIN_NURSE, born_on=born, at="Lindehoven")
    course.chain()
    course.visits(held=2, last=Slot(yesterday, time(11, 0)))
    return course


def _signed_up_in_pregnancy(stage: Stage) -> Course:
    course = stage.begin("signed_up_in_pregnancy", due_on=stage.draw.on + timedelta(days=95), at="Lindehoven")
    course.sign_up(working_day_before(stage.draw.on), "midwife")
    return course


def _visits_in_pregnancy(stage: Stage) -> Course:
    course = stage.begin("visits_in_pregnancy", due_on=stage.draw.on + timedelta(days=66), nurse=SECOND_NURSE, at="Weerdam")  # fmt: skip
    course.chain("midwife")
    course.visits()
    return course


def _waiting(stage: Stage) -> Course:
    course = stage.recent("waiting", days=24, at="Weerdam", nurse=SECOND_NURSE)
    course.indicate()
    course.offer()
    course.answer("accepted")
    return course


def _stopped_by_family(stage: Stage) -> Course:
    born = stage.draw.birth_for(1, stage.draw.on - timedelta(days=60))
    course = stage.begin("stopped_by_family", nurse=LAPSING_NURSE, born_on=born, at="Sint-Rombout")
    course.chain()
    course.visits(held=2)
    on = working_day(stage.draw.on - timedelta(days=20))
    course.end("stopped_by_family", on=on, reason="Het gaat goed zo, ouders weten de weg als het nodig is.")
    return course


def _handed_over_after_move(stage: Stage) -> Course:
    born = stage.draw.birth_for(2, stage.draw.on - timedelta(days=50))
    course = stage.begin("handed_over_after_move", nurse=SECOND_NURSE, born_on=born, at="Weerdam")
    course.chain()
    course.visits(held=3, plan_next=False)
    on = working_day(stage.draw.on - timedelta(days=18))
    course.move(stage.somewhere("Lindehoven"), on=on)
    course.hand_over(MAIN_NURSE, on=on + timedelta(days=2) if on.weekday() < 3 else on)
    course.plan_following(3)
    return course


def _ended_before_start(stage: Stage) -> Course:
    course = stage.recent("ended_before_start", days=70, at="Heiveld")
    course.indicate()
    course.offer()
    course.answer("accepted")
    course.end("ended_before_start", on=working_day(course.last + timedelta(days=12)))
    return course


def _referred_on(stage: Stage) -> Course:
    born = stage.draw.birth_for(2, stage.draw.on - timedelta(days=80))
    course = stage.begin("referred_on", nurse=SECOND_NURSE, born_on=born, at="Vliedermeer")
    course.chain()
    course.visits(held=3, plan_next=False)
    course.end(
        "referred_on", on=working_day(course.last + timedelta(days=20)), reason="Ouders kozen andere hulp dichtbij."
    )
    return course


def _nurse_without_certificate(stage: Stage) -> Course:
    born = stage.draw.birth_for(3, stage.draw.on + timedelta(days=20))
    course = stage.begin("nurse_without_certificate", nurse=LAPSED_NURSE, born_on=born, at="Roodakker")
    course.chain()
    course.visits(held=3, plan_next=False)
    course.hand_over(SECOND_NURSE, on=working_day(stage.draw.on - timedelta(days=36)))
    course.plan_following(3)
    return course


def _too_late(stage: Stage) -> Course:
    return _without_appointment(stage, "too_late", index=1, closed_on=stage.draw.on - timedelta(days=5))


def _nearly_too_late(stage: Stage) -> Course:
    return _without_appointment(stage, "nearly_too_late", index=3, closed_on=stage.draw.on + timedelta(days=6))


def _without_appointment(stage: Stage, role: str, *, index: int, closed_on: date) -> Course:
    """Tell of a family whose next contact has no appointment, with a window that closes on this day."""
    course = stage.begin(
        role, nurse=MAIN_NURSE, born_on=stage.draw.birth_for_closing(index, closed_on), at="Lindehoven"
    )
    course.chain()
    course.visits(held=index, plan_next=False)
    return course


def _yes_the_second_time(stage: Stage) -> Course:
    born = stage.draw.birth_for(1, stage.draw.on + timedelta(days=12))
    course = stage.begin("yes_the_second_time", nurse=SECOND_NURSE, born_on=born, at="Weerdam")
    course.sign_up(born + timedelta(days=8))
    course.indicate()
    course.offer()
    course.answer("not_yet", reason=words.NOT_YET_REASONS[0], ask_again_on=born + timedelta(days=35))
    course.offer(on=working_day(max(born + timedelta(days=35), course.last)))
    course.answer("accepted")
    course.assign()
    course.visits()
    return course


def _not_yet_in_pregnancy(stage: Stage) -> Course:
    due = stage.draw.on + timedelta(days=48)
    course = stage.begin("not_yet_in_pregnancy", due_on=due, at="Sint-Rombout")
    course.sign_up(stage.draw.on - timedelta(days=40), "midwife")
    course.indicate()
    course.offer()
    course.answer("not_yet", reason="Vraag het nog eens als de baby er is.", ask_again_at="birth")
    return course


def _moved_away(stage: Stage) -> Course:
    born = stage.draw.birth_for(3, stage.draw.on - timedelta(days=120))
    course = stage.begin("moved_away", nurse=SECOND_NURSE, born_on=born, at="Heiveld")
    course.chain()
    course.visits(held=4, plan_next=False)
    course.end("moved", on=working_day(course.last + timedelta(days=30)), reason="Verhuisd naar een andere regio, warm overgedragen.")  # fmt: skip
    return course


def _signed_up(stage: Stage) -> Course:
    return stage.recent("signed_up", days=3, at="Lindehoven")


def _from_pregnancy_to_birth(stage: Stage) -> Course:
    on = stage.draw.on
    due = stage.draw.birth_for(1, on + timedelta(days=9)) - timedelta(days=6)
    course = stage.begin("from_pregnancy_to_birth", due_on=due, nurse=MAIN_NURSE, at="Sint-Rombout")
    course.sign_up(due - timedelta(days=120), "midwife")
    course.indicate()
    course.offer()
    course.answer("accepted")
    course.assign()
    course.born(due + timedelta(days=6))
    course.visits()
    return course


def _end_undone(stage: Stage) -> Course:
    born = stage.draw.birth_for(2, stage.draw.on + timedelta(days=12))
    course = stage.begin("end_undone", nurse=LAPSING_NURSE, born_on=born, at="Sint-Rombout")
    course.chain()
    course.visits(held=2, topics=0)
    on = working_day(course.last + timedelta(days=25))
    course.end("stopped_by_family", on=on)
    later = working_day(on + timedelta(days=4))
    course.tell(EndUndone(later, later, LAPSING_NURSE))
    return course


def _resumed(stage: Stage) -> Course:
    born = stage.draw.birth_for(3, stage.draw.on + timedelta(days=14))
    course = stage.begin("resumed", nurse=LAPSING_NURSE, born_on=born, at="Sint-Rombout")
    course.chain()
    course.visits(held=2, plan_next=False)
    on = working_day(course.last + timedelta(days=10))
    back = working_day(on + timedelta(days=30))
    course.tell(Paused(on, on, LAPSING_NURSE, "Ouders verbouwen en wonen even bij opa en oma."))
    course.tell(Resumed(back, back, LAPSING_NURSE))
    course.plan_following(3)
    return course


def _also_in_weerdam(stage: Stage) -> Course:
    slot = Slot(stage.draw.on, time(9, 30))
    return stage.today("also_in_weerdam", index=2, slot=slot, topics=1, at="Weerdam", nurse=SECOND_NURSE)


def _also_in_sint_rombout(stage: Stage) -> Course:
    slot = Slot(stage.draw.on, time(13, 0))
    return stage.today("also_in_sint_rombout", index=1, slot=slot, topics=2, at="Sint-Rombout", nurse=LAPSING_NURSE)


def _sent_in(stage: Stage) -> Course:
    course = stage.begin("sent_in", due_on=stage.draw.on + timedelta(days=80), at="Lindehoven")
    course.send_in(working_day_before(stage.draw.on), register=False)
    return course


def _sent_in_last_week(stage: Stage) -> Course:
    course = stage.begin("sent_in_last_week", due_on=stage.draw.on + timedelta(days=120), at="Weerdam")
    course.send_in(working_day_before(stage.draw.on - timedelta(days=8)), register=False)
    return course


def _sent_in_and_offered(stage: Stage) -> Course:
    course = stage.begin("sent_in_and_offered", due_on=stage.draw.on + timedelta(days=70), at="Lindehoven")
    course.send_in(working_day_before(stage.draw.on - timedelta(days=25)), register=True)
    course.weigh()
    course.indicate(on=working_day(course.last + timedelta(days=1)))
    course.offer()
    return course


def _loss(stage: Stage) -> Course:
    on = stage.draw.on
    course = stage.begin("loss", due_on=on + timedelta(days=90), nurse=SECOND_NURSE, at="Weerdam")
    course.sign_up(on - timedelta(days=45), "midwife")
    course.indicate()
    course.offer()
    course.answer("accepted")
    course.assign()
    day = working_day(on - timedelta(days=10))
    course.tell(Lost(day - timedelta(days=1), day, COORDINATOR))
    return course


def _later_due_date(stage: Stage) -> Course:
    on, due = stage.draw.on, stage.draw.on + timedelta(days=75)
    course = stage.begin("later_due_date", due_on=due, nurse=SECOND_NURSE, at="Weerdam")
    course.sign_up(on - timedelta(days=40), "midwife")
    course.indicate()
    course.offer()
    day = working_day(course.last + timedelta(days=1))
    course.tell(DueDateMoved(day, day, COORDINATOR, due + timedelta(days=9)))
    course.answer("accepted")
    return course


def _asks_nothing(stage: Stage) -> Course:
    course = stage.recent("asks_nothing", days=50, at="Sint-Rombout")
    course.indicate()
    course.offer()
    course.answer("not_yet", ask_again_on=stage.draw.on - timedelta(days=5))
    day = working_day(course.last + timedelta(days=2))
    course.tell(AskedNothing(day, day, COORDINATOR))
    return course


def _two_answers(stage: Stage) -> Course:
    """Two households, two answers: nothing is planned where the father said no."""
    born = stage.draw.birth_for(1, stage.draw.on + timedelta(days=16))
    course = stage.begin("two_answers", nurse=SECOND_NURSE, born_on=born, at="Weerdam", parents=2)
    course.sign_up(born + timedelta(days=8))
    course.live_apart(stage.somewhere("Weerdam"), on=working_day(course.last + timedelta(days=1)))
    course.indicate()
    course.offer()
    course.answer("accepted")
    course.answer("declined", parent=1)
    course.assign()
    course.visits()
    return course


# Every state of the chain and the main nurse's day come first, so that a small region has them too.
FIRST_SCENES: tuple[Teller, ...] = (
    *_four_visits(), _draft_of_friday, _not_yet, _declined, _no_answer, _awaiting_answer, _not_offered, _completed, _paused,
    _visit_of_yesterday, _signed_up,
)  # fmt: skip
LATER_SCENES: tuple[Teller, ...] = (
    _also_in_weerdam, _also_in_sint_rombout, _visits_in_pregnancy, _waiting, _too_late, _from_pregnancy_to_birth,
    _stopped_by_family, _handed_over_after_move, _nearly_too_late, _signed_up_in_pregnancy, _ended_before_start, _referred_on,
    _sent_in, _sent_in_and_offered, _two_answers, _loss, _asks_nothing, _later_due_date, _sent_in_last_week,
    _nurse_without_certificate, _yes_the_second_time, _not_yet_in_pregnancy, _moved_away, _end_undone, _resumed,
)  # fmt: skip
