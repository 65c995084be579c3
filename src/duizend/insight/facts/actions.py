# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes facts from what the rooms above announce. Nothing else writes them, and nothing here holds a name."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from duizend.delivery.contacts.models import Contact, Dialling
from duizend.delivery.contacts.queries.fidelity import how_received, list_planned
from duizend.delivery.matching.models import MatchStep, NoMatch, VolunteerCheck
from duizend.delivery.places.models import Arrangement
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.kernel import clock
from duizend.insight.facts.keys import fact_key
from duizend.insight.facts.models import (
    ContactFact,
    LeftOut,
    MatchFact,
    OutcomeFact,
    PlaceFact,
    PlannedFact,
    ReferralFact,
    ScreeningFact,
    StepFact,
    TrainingFact,
)
from duizend.insight.facts.queries.withheld import marks_of
from duizend.record.outcomes.queries import lay_out_many
from duizend.record.signalling.models import ScreeningCount, ScreeningLine
from duizend.record.trajectories.models import Step, Trajectory
from duizend.record.trajectories.queries import count_children, with_course
from duizend.safety.referrals.models import ReferralStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from duizend.delivery.contacts.queries.fidelity import Planned
    from duizend.ground.kernel.announcements import (
        ContactHeld,
        ContactsPlanned,
        MatchMade,
        MayBeAskedLater,
        MeasurementChanged,
        NoMatchFound,
        PlaceChanged,
        PlanMadeAnew,
        ReferralStepTaken,
        ScreeningRecorded,
        StepsTaken,
        StepTaken,
        VolunteerTrained,
    )
    from duizend.record.outcomes.queries import Laid
    from duizend.record.outcomes.rules.moments import Slot, Window
    from duizend.safety.referrals.models import Referral

# The step of a match with which family and volunteer begin together.
BEGAN = "trial_started"
INDICATED = "indicated"
OF_TRAJECTORY = ("trajectory__version", "trajectory__municipality", "trajectory__neighbourhood")


def note_step(announcement: StepTaken) -> None:
    """Write a step as a fact."""
    write_steps([steps_with_trajectory().get(pk=announcement.step_id)])


def note_steps(announcement: StepsTaken) -> None:
    """Write many steps as facts; the number of statements does not depend on how many."""
    steps = steps_with_trajectory().filter(pk__in=announcement.step_ids).order_by("pk")
    write_steps(steps.prefetch_related("trajectory__for_children__child"))


def write_steps(steps: Iterable[Step]) -> None:
    """Write steps as facts; of a family that objected only that one more is left out of a programme's year."""
    found = list(steps)
    marks = marks_of(fact_key("family", step.trajectory.family_id) for step in found)
    facts = [_fact_of(step) for step in found]
    StepFact.objects.bulk_create(fact for fact in facts if fact.family_key not in marks)
    note_left_out(marks, [fact for fact in facts if fact.family_key in marks])


def note_left_out(marks: Mapping[str, str], facts: Iterable[StepFact]) -> None:
    """Note of families that objected that they are left out of the years in which they were indicated; each once."""
    LeftOut.objects.bulk_create(
        [
            LeftOut(mark=marks[fact.family_key], programme=fact.programme, year=fact.happened_on.year)
            for fact in facts if fact.kind == INDICATED and not fact.withdrawn
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _counts(trajectory: Trajectory) -> bool:
    """Say whether anything may be written of this trajectory: its family did not object."""
    return not marks_of([fact_key("family", trajectory.family_id)])


def steps_with_trajectory() -> QuerySet[Step]:
    """Return steps with all that a fact of them needs."""
    return Step.objects.select_related(
        "trajectory__version", "trajectory__municipality", "trajectory__neighbourhood", "trajectory__pregnancy"
    )


def _fact_of(step: Step) -> StepFact:
    return StepFact(
        step_key=fact_key("step", step.pk), corrects_key=fact_key("step", step.corrects_id), withdrawn=step.withdrawn,
        place=step.place, kind=step.kind, ending=step.ending, happened_on=step.happened_on, entered_at=step.entered_at,
        children=count_children(step.trajectory), **_of_trajectory(step.trajectory),
    )  # fmt: skip


def note_contact(announcement: ContactHeld) -> None:
    """Write a contact as a fact."""
    dialled = Exists(Dialling.objects.filter(trajectory=OuterRef("trajectory")))
    contacts = Contact.objects.select_related(*OF_TRAJECTORY).annotate(is_dialled=dialled)
    contact = contacts.get(pk=announcement.contact_id)
    if not _counts(contact.trajectory):
        return
    contact_fact(contact).save()
    # Where there are fewer contacts in a phase, which of them are asked depends on what took place before.
    if contact.is_dialled:
        write_planned([contact.trajectory_id])


def contact_fact(contact: Contact) -> ContactFact:
    """Return a contact as a fact, not saved."""
    how = how_received(contact)
    return ContactFact(
        contact_key=fact_key("contact", contact.pk), corrects_key=fact_key("contact", contact.corrects_id),
        withdrawn=contact.withdrawn, moment=contact.moment, mode=contact.mode, happened_on=contact.happened_on,
        entered_at=contact.entered_at, by_own=how.by_own, was_trained=how.was_trained,
        **_of_trajectory(contact.trajectory),
    )  # fmt: skip


def note_planned(announcement: ContactsPlanned) -> None:
    """Write what is asked of trajectories' contacts, where that is other than it was written last."""
    if announcement.trajectory_ids:
        write_planned(announcement.trajectory_ids)


def write_planned(trajectory_ids: Sequence[int]) -> None:
    """Write what is asked of trajectories where it changed; the number of statements does not depend on how many."""
    trajectories = with_course(Trajectory.objects.select_related("version", "municipality", "neighbourhood"))
    found = [_planned(one) for one in list_planned(trajectories.filter(pk__in=trajectory_ids).order_by("pk"))]
    marks = marks_of(one.family_key for one in found)
    found = [one for one in found if one.family_key not in marks]
    keys = [one.trajectory_key for one in found]
    last = PlannedFact.objects.filter(trajectory_key__in=keys).order_by("trajectory_key", "-id")
    known = {one.trajectory_key: _said(one) for one in last.distinct("trajectory_key")}
    nothing = _said(PlannedFact(moments=[], from_on=[], until_on=[], is_asked=[], is_usual=[], reasons=[]))
    PlannedFact.objects.bulk_create(one for one in found if _said(one) != known.get(one.trajectory_key, nothing))


def _planned(planned: Planned) -> PlannedFact:
    windows = planned.windows
    return PlannedFact(
        agreed_on=planned.since, moments=[one.moment for one in windows], from_on=[one.from_on for one in windows],
        until_on=[one.until_on for one in windows], is_asked=[one.obligatory for one in windows],
        is_usual=[one.obligatory for one in planned.plain],
        reasons=[planned.reasons.get(one.moment, "") for one in windows], entered_at=clock.now(),
        **_of_trajectory(planned.trajectory),
    )  # fmt: skip


def _said(fact: PlannedFact) -> tuple[object, ...]:
    return fact.agreed_on, fact.moments, fact.from_on, fact.until_on, fact.is_asked, fact.is_usual, fact.reasons


def note_moments(announcement: StepTaken | PlanMadeAnew | MeasurementChanged) -> None:
    """Write what is measured in a trajectory, where that is other than it was written last."""
    write_moments([announcement.trajectory_id])


def note_moments_of_many(announcement: StepsTaken) -> None:
    """Write what is measured in many trajectories; the number of statements does not depend on how many."""
    taken = Step.objects.filter(pk__in=announcement.step_ids)
    write_moments(sorted(set(taken.values_list("trajectory_id", flat=True))))


def note_moments_of_family(announcement: MayBeAskedLater) -> None:
    """Write what is measured of a family, which may be asked later from now on, or no longer."""
    write_moments(list(Trajectory.objects.filter(family=announcement.family_id).values_list("pk", flat=True)))


def write_moments(trajectory_ids: Sequence[int]) -> None:
    """Write what is measured where it changed; nothing of who objected, and nothing of a programme that measures nothing."""
    found = [_moments(laid) for laid in lay_out_many(trajectory_ids) if laid.slots]
    marks = marks_of(one.family_key for one in found)
    found = [one for one in found if one.family_key not in marks]
    last = OutcomeFact.objects.filter(trajectory_key__in=[one.trajectory_key for one in found])
    newest = last.order_by("trajectory_key", "-id").distinct("trajectory_key")
    known = {one.trajectory_key: _measured(one) for one in newest}
    OutcomeFact.objects.bulk_create(one for one in found if _measured(one) != known.get(one.trajectory_key))


def _moments(laid: Laid) -> OutcomeFact:
    slots, rows = laid.slots, [laid.rows.get(slot.key) for slot in laid.slots]
    windows = [_window(slot) for slot in slots]
    near = next((slot for slot in slots if not slot.is_far), slots[0])
    places: dict[tuple[str, str], list[str]] = {}
    for slot in slots:
        # Which of the parents or children, as a number in the order of the file: no key of a person comes here.
        places.setdefault((slot.outcome, slot.moment), []).append(slot.who)
    return OutcomeFact(
        indicated_on=laid.indicated_on, quiet_on=near.quiet_on, lost_on=near.lost_on,
        outcomes=[slot.outcome for slot in slots], respondents=[slot.respondent for slot in slots],
        people=[places[slot.outcome, slot.moment].index(slot.who) + 1 for slot in slots],
        moments=[slot.moment for slot in slots],
        from_on=[window and window.from_on for window in windows], until_on=[window and window.until_on for window in windows],
        results=[row.how if row else "" for row in rows], result_on=[row.happened_on if row else None for row in rows],
        instruments=[str(row.instrument) if row and row.instrument else "" for row in rows],
        scores=[row.score if row else None for row in rows], categories=[row.category if row else "" for row in rows],
        entered_at=clock.now(), **_of_trajectory(laid.trajectory),
    )  # fmt: skip


def _window(slot: Slot) -> Window | None:
    """Give the days of a measurement; none where, long after the end, nobody may ask: then it is not due, and never missing."""
    window = slot.window
    is_closed = window is not None and slot.is_far and slot.quiet_on is not None and slot.quiet_on < window.until_on
    return None if is_closed else window


def _measured(fact: OutcomeFact) -> tuple[object, ...]:
    return (
        fact.indicated_on, fact.quiet_on, fact.lost_on, fact.outcomes, fact.people, fact.moments, fact.from_on,
        fact.until_on, fact.results, fact.result_on, fact.instruments, fact.scores, fact.categories,
    )  # fmt: skip


def note_screening(announcement: ScreeningRecorded) -> None:
    """Write screenings as facts, their keys made anew; the number of statements does not depend on how many."""
    places = ("municipality", "neighbourhood")
    lines = ScreeningLine.objects.select_related(*places).filter(pk__in=announcement.line_ids).order_by("pk")
    counts = ScreeningCount.objects.select_related(*places).filter(pk__in=announcement.count_ids).order_by("pk")
    ScreeningFact.objects.bulk_create(
        ScreeningFact(
            fact_key=fact_key("screening", line.pk), child_key=fact_key("screened", line.key), number=1,
            from_on=line.happened_on, until_on=line.happened_on + timedelta(days=1), **_of_screening(line),
        )
        for line in lines
    )  # fmt: skip
    ScreeningFact.objects.bulk_create(
        ScreeningFact(
            fact_key=fact_key("screening count", count.pk), number=count.number, from_on=count.from_on,
            until_on=count.until_on, **_of_screening(count),
        )
        for count in counts
    )  # fmt: skip


def note_place(announcement: PlaceChanged) -> None:
    """Write a child's place as it stands now as a fact; it replaces the fact of how it stood before."""
    place = Arrangement.objects.select_related(*OF_TRAJECTORY).get(pk=announcement.arrangement_id)
    if _counts(place.trajectory):
        place_fact(place).save()


def place_fact(place: Arrangement) -> PlaceFact:
    """Return a child's place as a fact, not saved."""
    return PlaceFact(
        fact_key=fact_key("place", place.pk), corrects_key=fact_key("place", place.corrects_id),
        withdrawn=place.withdrawn, child_key=fact_key("child", place.child_id), kind=place.kind,
        half_days=place.half_days, from_on=place.from_on, has_begun=place.has_begun, until_on=place.until_on,
        ended_because=place.ended_because, entered_at=place.entered_at, **_of_trajectory(place.trajectory),
    )  # fmt: skip


def note_training(announcement: VolunteerTrained) -> None:
    """Write that a volunteer was trained, or that this was taken back, as a fact."""
    check = VolunteerCheck.objects.select_related("volunteer__municipality").get(pk=announcement.check_id)
    TrainingFact.objects.create(
        fact_key=fact_key("volunteer check", check.pk), corrects_key=fact_key("volunteer check", check.corrects_id),
        withdrawn=check.withdrawn, volunteer_key=fact_key("volunteer", check.volunteer_id),
        programme=check.volunteer.programme, municipality=check.volunteer.municipality.code,
        happened_on=check.happened_on, entered_at=check.entered_at,
    )  # fmt: skip


def note_match(announcement: MatchMade) -> None:
    """Write that a family and a volunteer began together, or that this was taken back, as a fact."""
    began = MatchStep.objects.filter(match=announcement.match_id, kind=BEGAN).select_related(
        *(f"match__{name}" for name in OF_TRAJECTORY)
    )
    step = began.latest("pk")
    if _counts(step.match.trajectory):
        match_fact(step).save()


def match_fact(step: MatchStep) -> MatchFact:
    """Return that a family and a volunteer began together as a fact, not saved."""
    return MatchFact(
        fact_key=fact_key("match step", step.pk), corrects_key=fact_key("match step", step.corrects_id),
        withdrawn=step.withdrawn, volunteer_key=fact_key("volunteer", step.match.volunteer_id), result="matched",
        happened_on=step.happened_on, entered_at=step.entered_at, **_of_trajectory(step.match.trajectory),
    )  # fmt: skip


def note_no_match(announcement: NoMatchFound) -> None:
    """Write that no match came about and why, or that this was taken back, as a fact."""
    found = NoMatch.objects.select_related(*OF_TRAJECTORY).get(pk=announcement.no_match_id)
    if _counts(found.trajectory):
        no_match_fact(found).save()


def no_match_fact(found: NoMatch) -> MatchFact:
    """Return that no match came about as a fact, not saved."""
    return MatchFact(
        fact_key=fact_key("no match", found.pk), corrects_key=fact_key("no match", found.corrects_id),
        withdrawn=found.withdrawn, result="no_match", reason=found.reason, decided_by=found.decided_by,
        happened_on=found.happened_on, entered_at=found.entered_at, **_of_trajectory(found.trajectory),
    )  # fmt: skip


def note_referral_step(announcement: ReferralStepTaken) -> None:
    """Write a step of a referral, or that it was taken back, as a fact."""
    write_referral_steps(ReferralStep.objects.filter(pk=announcement.step_id))


def write_referral_steps(steps: QuerySet[ReferralStep]) -> None:
    """Write steps of referrals as facts; none of one that rests on the meldcode, and none of a family that objected."""
    asked = steps.exclude(referral__ground=SAFEGUARDING).select_related("referral__family").order_by("pk")
    found = list(asked.prefetch_related("referral__steps", "referral__family__households__municipality"))
    marks = marks_of(fact_key("family", step.family_id) for step in found)
    ReferralFact.objects.bulk_create(
        ReferralFact(
            fact_key=fact_key("referral step", step.pk), corrects_key=fact_key("referral step", step.corrects_id),
            withdrawn=step.withdrawn, referral_key=fact_key("referral", step.referral_id),
            family_key=fact_key("family", step.family_id), municipality=_lived_in(step.referral),
            kind=step.referral.kind, step=step.kind, happened_on=step.happened_on, entered_at=step.entered_at,
        )
        for step in found if fact_key("family", step.family_id) not in marks
    )  # fmt: skip


def _lived_in(referral: Referral) -> str:
    """Return where a family lived when a referral was proposed; where it lived first, when it was registered later."""
    proposed_on = min(step.happened_on for step in referral.steps.all())
    homes = sorted(referral.family.households.all(), key=lambda home: (home.valid_from, home.pk))
    lived = [h for h in homes if h.valid_from <= proposed_on and (h.valid_until is None or h.valid_until > proposed_on)]
    return next((home.municipality.code for home in [*lived, *homes]), "")


def _of_screening(screening: ScreeningLine | ScreeningCount) -> dict[str, object]:
    return {
        "programme": screening.programme, "municipality": screening.municipality.code,
        "neighbourhood": screening.neighbourhood.code if screening.neighbourhood else "", "result": screening.result,
        "entered_at": screening.entered_at,
    }  # fmt: skip


def _of_trajectory(trajectory: Trajectory) -> dict[str, str]:
    return {
        "trajectory_key": fact_key("trajectory", trajectory.pk),
        "family_key": fact_key("family", trajectory.family_id),
        "programme": trajectory.version.programme,
        "version": trajectory.version.version,
        "municipality": trajectory.municipality.code,
        "neighbourhood": trajectory.neighbourhood.code if trajectory.neighbourhood else "",
    }
