# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is recorded of recordings: consent first, then made, looked back at, and gone; nothing is lost or overwritten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from duizend.delivery.video.actions import (
    ConsentSaid,
    InViewSaid,
    note_destroyed,
    note_handed_over,
    note_made,
    note_reviewed,
    open_recording,
    put_in_view,
    record_consent,
    take_out_of_view,
    undo_consent,
    undo_step,
    withdraw_consent,
)
from duizend.delivery.video.models import InView, Recording, RecordingConsent, RecordingDue, RecordingStep
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import verify_log
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord, NotPermitted
from duizend.record.families.models import ParentalAuthority
from duizend.record.trajectories import actions as trajectories
from rooms.contacts.characters import make_nurse, system
from rooms.contacts.characters import make_scene as make_home_visits
from rooms.video.characters import LOOK, TALK, TODAY, Scene, agree, begin, case_of, coordinator, make_scene

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def made(scene: Scene, *, on: date = TODAY, moment: str = "visit_2") -> Recording:
    recording = begin(scene, moment=moment)
    agree(scene, recording, "Samira", "Wout", on=on)
    with scene.nurse.acts():
        note_made(recording, on=on)
    return recording


def due_of(recording: Recording) -> tuple[date, str] | None:
    with system():
        return RecordingDue.objects.filter(recording=recording).values_list("destroy_on", "because").first()


def refused(code: str) -> object:
    return pytest.raises(ActionRefused, match=f"^{code}$")


# ── beginning ──


def test_a_recording_asks_who_is_in_view_and_who_has_authority(scene: Scene) -> None:
    case = case_of(begin(scene))
    assert case.names(case.asked(TODAY)) == ["Samira", "Wout"]
    assert case.stage(TODAY) == "asking"
    assert LogLine.objects.filter(event="recording.opened", subjects=[scene.trajectory.family.public_id]).count() == 1


def test_a_parent_noted_without_authority_is_not_asked_for_the_child(scene: Scene) -> None:
    with system():
        ParentalAuthority.objects.create(
            family=scene.trajectory.family, parent=scene.parents[1], child=scene.children[0], holds=False,
            valid_from=TODAY,
        )  # fmt: skip
    assert case_of(begin(scene)).names(case_of(begin(scene)).asked(TODAY)) == ["Samira"]


@pytest.mark.parametrize(
    ("moment", "empty", "code"),
    [
        ("visit_7", False, "not_filmed_then"),
        ("nonsense", False, "not_filmed_then"),
        ("visit_1", True, "nobody_in_view"),
    ],
)
def test_a_recording_belongs_to_a_contact_in_which_is_filmed_and_has_somebody_in_view(
    scene: Scene, moment: str, empty: bool, code: str
) -> None:
    said = InViewSaid() if empty else InViewSaid(tuple(scene.parents))
    with scene.nurse.acts(), refused(code):
        open_recording(scene.trajectory, moment=moment, in_view=said)


def test_a_programme_without_recordings_has_none() -> None:
    other = make_home_visits()
    with other.nurse.acts(), refused("no_recordings"):
        open_recording(
            other.trajectory, moment=other.moments[0], in_view=InViewSaid(tuple(other.trajectory.family.parents.all()))
        )


def test_nothing_is_begun_after_the_end(scene: Scene) -> None:
    with scene.nurse.acts():
        trajectories.end(scene.trajectory, ending="completed", on=TODAY)
    with refused("does_not_go_on"):
        begin(scene)


def test_people_of_another_family_are_refused(scene: Scene) -> None:
    other = make_scene(name="Bram", first="Aylin")
    with scene.nurse.acts(), refused("other_family"):
        open_recording(scene.trajectory, moment="visit_2", in_view=InViewSaid(tuple(other.parents)))


def test_who_turns_out_to_be_in_view_is_asked_too_and_can_be_taken_out(scene: Scene) -> None:
    recording = begin(scene)
    with scene.nurse.acts():
        put_in_view(recording, InViewSaid(tuple(scene.parents[:1]), (), ("oma", "Oma")), on=TODAY)
    case = case_of(recording)
    assert case.names(case.asked(TODAY)) == ["Samira", "Wout", "oma", "Oma"]
    with scene.nurse.acts():
        put_in_view(recording, InViewSaid(others=("OMA",)), on=TODAY)
        out = take_out_of_view(case.in_view[-1])
    assert case_of(recording).names(case_of(recording).asked(TODAY)) == ["Samira", "Wout", "oma"]
    with scene.nurse.acts(), refused("taken_back_before"):
        take_out_of_view(InView.objects.get(pk=out.corrects_id))


def test_somebody_stays_in_view_and_nobody_is_changed_once_it_was_made(scene: Scene) -> None:
    with scene.nurse.acts():
        alone = open_recording(scene.trajectory, moment="visit_2", in_view=InViewSaid(tuple(scene.parents[:1])))
    with scene.nurse.acts(), refused("nobody_in_view"):
        take_out_of_view(case_of(alone).in_view[0])
    recording = made(scene)
    with scene.nurse.acts(), refused("already_made"):
        put_in_view(recording, InViewSaid(others=("oma",)), on=TODAY)
    with scene.nurse.acts(), refused("already_made"):
        take_out_of_view(case_of(recording).in_view[0])


# ── consent ──


def test_no_recording_is_noted_as_made_without_everybodys_consent(scene: Scene) -> None:
    recording = begin(scene)
    for names, asked in ((), "Samira en Wout"), (("Samira",), "Wout"):
        agree(scene, recording, *names)
        with scene.nurse.acts(), refused("no_consent") as caught:
            note_made(recording, on=TODAY)
        assert f"van {asked}." in caught.value.reason
    agree(scene, recording, "Wout")
    with scene.nurse.acts():
        note_made(recording, on=TODAY)
    assert case_of(recording).stage(TODAY) == "made"


def test_a_consent_of_later_does_not_count_for_earlier(scene: Scene) -> None:
    recording = begin(scene)
    agree(scene, recording, "Samira", "Wout")
    with scene.nurse.acts(), refused("no_consent"):
        note_made(recording, on=YESTERDAY)


def test_consent_says_for_what_which_text_how_by_whom_and_until_when(scene: Scene) -> None:
    recording = begin(scene)
    with scene.nurse.acts():
        row = record_consent(
            recording, who=scene.who["Samira"],
            said=ConsentSaid((TALK, LOOK), YESTERDAY, "screen", TODAY + timedelta(days=30)),
        )  # fmt: skip
    assert (row.answer, row.purposes, row.how) == ("yes", [LOOK, TALK], "screen")
    assert (row.parent, row.text_version_id, row.happened_on) == (
        scene.parents[0], scene.trajectory.version_id, YESTERDAY,
    )  # fmt: skip
    assert row.entered_by == scene.nurse.user
    assert due_of(recording) is None


@pytest.mark.parametrize(
    ("purposes", "on", "by", "code"),
    [
        (("anything",), TODAY, None, "no_such_purpose"),
        ((TALK,), TODAY, None, "without_the_first"),
        ((LOOK,), TODAY + timedelta(days=1), None, "day_in_the_future"),
        ((LOOK,), TODAY, YESTERDAY, "destroyed_before"),
    ],
)
def test_a_consent_that_cannot_be_is_refused(
    scene: Scene, purposes: tuple[str, ...], on: date, by: date | None, code: str
) -> None:
    recording = begin(scene)
    with scene.nurse.acts(), refused(code):
        record_consent(recording, who=scene.who["Samira"], said=ConsentSaid(purposes, on, "paper", by))
    with system():
        assert RecordingConsent.objects.count() == 0


def test_only_who_is_asked_consents(scene: Scene) -> None:
    recording = begin(scene)
    for who in (scene.who["Noor"], ("parent", "unknown")):
        with scene.nurse.acts(), refused("not_asked"):
            record_consent(recording, who=who, said=ConsentSaid((LOOK,), TODAY))


def test_a_no_is_free_and_closes_nothing(scene: Scene) -> None:
    recording = begin(scene)
    with scene.nurse.acts():
        row = record_consent(recording, who=scene.who["Wout"], said=ConsentSaid((), TODAY))
    assert (row.answer, row.purposes) == ("no", [])
    agree(scene, recording, "Samira", "Wout")
    assert case_of(recording).stage(TODAY) == "ready"


def test_withdrawing_stops_use_and_makes_destroying_due_at_once(scene: Scene) -> None:
    recording = made(scene, on=YESTERDAY)
    assert due_of(recording) == (date(2026, 6, 9), "term")
    with scene.nurse.acts():
        withdraw_consent(recording, who=scene.who["Wout"], on=TODAY)
    assert due_of(recording) == (TODAY, "withdrawn")
    with scene.nurse.acts(), refused("consent_withdrawn"):
        note_reviewed(recording, on=TODAY, moment="visit_3", with_parents=scene.parents)
    with scene.nurse.acts():
        note_destroyed(recording, on=TODAY)
    assert due_of(recording) is None


def test_only_one_purpose_may_be_withdrawn(scene: Scene) -> None:
    recording = begin(scene)
    agree(scene, recording, "Samira", "Wout", purposes=(LOOK, TALK))
    with scene.nurse.acts():
        note_made(recording, on=TODAY)
        row = withdraw_consent(recording, who=scene.who["Samira"], on=TODAY, left=(LOOK,))
    assert (row.answer, row.purposes) == ("withdrawn", [LOOK])
    assert due_of(recording)[1] == "term"
    assert case_of(recording).agreed(TODAY) == (LOOK,)
    with scene.nurse.acts(), refused("nothing_withdrawn"):
        withdraw_consent(recording, who=scene.who["Samira"], on=TODAY, left=(LOOK,))


def test_only_a_yes_can_be_withdrawn(scene: Scene) -> None:
    recording = begin(scene)
    agree(scene, recording, "Samira")
    for who, on in ((scene.who["Wout"], TODAY), (scene.who["Samira"], YESTERDAY)):
        with scene.nurse.acts(), refused("no_yes_stands"):
            withdraw_consent(recording, who=who, on=on)


def test_a_coordinator_may_record_a_withdrawal_and_that_it_is_gone_but_no_consent(scene: Scene) -> None:
    recording = made(scene)
    with coordinator():
        withdraw_consent(recording, who=scene.who["Samira"], on=TODAY)
        note_destroyed(recording, on=TODAY)
    with pytest.raises(NotPermitted), coordinator():
        record_consent(recording, who=scene.who["Samira"], said=ConsentSaid((LOOK,), TODAY))


def test_a_wrong_click_of_consent_is_taken_back_by_a_new_fact(scene: Scene) -> None:
    recording = begin(scene)
    agree(scene, recording, "Samira")
    row = case_of(recording).consents[0]
    with scene.nurse.acts():
        undo_consent(row)
    assert case_of(recording).consents == []
    with system():
        assert RecordingConsent.objects.count() == 2
    with scene.nurse.acts(), pytest.raises(ContradictsRecord):
        undo_consent(row)


def test_a_yes_that_was_used_is_not_undone_and_a_withdrawal_is(scene: Scene) -> None:
    recording = made(scene)
    with scene.nurse.acts(), refused("made_with_it"):
        undo_consent(case_of(recording).consents[0])
    with scene.nurse.acts():
        row = withdraw_consent(recording, who=scene.who["Samira"], on=TODAY)
        undo_consent(row)
    assert due_of(recording)[1] == "term"


def test_nobody_is_asked_about_a_recording_that_is_gone(scene: Scene) -> None:
    recording = made(scene)
    with scene.nurse.acts():
        note_destroyed(recording, on=TODAY)
    with refused("gone"):
        agree(scene, recording, "Samira")


# ── what happens ──


def test_a_recording_is_made_looked_back_at_and_destroyed(scene: Scene) -> None:
    recording = made(scene, on=YESTERDAY)
    with scene.nurse.acts():
        step = note_reviewed(
            recording,
            on=TODAY,
            moment="visit_3",
            with_parents=scene.parents[:1],
            words="Noor zoekt mama met haar ogen.",
        )
        note_destroyed(recording, on=TODAY)
    case = case_of(recording)
    assert [(row.kind, row.happened_on, row.professional) for row in case.step_rows] == [
        ("made", YESTERDAY, scene.nurse.professional), ("reviewed", TODAY, scene.nurse.professional),
        ("destroyed", TODAY, scene.nurse.professional),
    ]  # fmt: skip
    assert [one.parent.given_name for one in case.step_rows[1].with_parents.all()] == ["Samira"]
    assert (step.moment, case.stage(TODAY)) == ("visit_3", "destroyed")
    events = set(LogLine.objects.values_list("event", flat=True))
    assert {"recording.made", "recording.reviewed", "recording.destroyed", "recording.consent"} <= events
    assert verify_log()[1] == []


def test_a_recording_is_handed_over_to_the_parents(scene: Scene) -> None:
    recording = made(scene)
    with scene.nurse.acts():
        note_handed_over(recording, on=TODAY, to_parents=scene.parents)
    assert case_of(recording).stage(TODAY) == "handed_over"
    assert due_of(recording) is None


def test_looking_back_and_handing_over_are_with_somebody_of_the_family(scene: Scene) -> None:
    recording, other = made(scene), make_scene(name="Bram", first="Aylin")
    with scene.nurse.acts(), refused("with_nobody"):
        note_handed_over(recording, on=TODAY, to_parents=[])
    with scene.nurse.acts(), refused("other_family"):
        note_reviewed(recording, on=TODAY, moment="visit_3", with_parents=other.parents)


@pytest.mark.parametrize("words", ["zie mila.mp4", r"C:\films", "IMG_2034"])
def test_a_file_name_is_refused_wherever_words_are_typed(scene: Scene, words: str) -> None:
    recording = made(scene)
    with scene.nurse.acts(), refused("names_a_file"):
        note_reviewed(recording, on=TODAY, moment="visit_3", with_parents=scene.parents, words=words)
    with refused("names_a_file"):
        begin(scene, moment="visit_3", others=(words,))
    with system():
        assert Recording.objects.count() == 1


def test_days_to_come_are_refused(scene: Scene) -> None:
    recording, tomorrow = begin(scene), TODAY + timedelta(days=1)
    agree(scene, recording, "Samira", "Wout")
    with scene.nurse.acts(), refused("day_in_the_future"):
        note_made(recording, on=tomorrow)
    with scene.nurse.acts(), refused("day_in_the_future"):
        withdraw_consent(recording, who=scene.who["Samira"], on=tomorrow)


def test_a_wrong_click_is_taken_back_and_may_be_noted_anew(scene: Scene) -> None:
    recording = made(scene)
    with scene.nurse.acts():
        gone = note_destroyed(recording, on=TODAY)
        undo_step(gone)
    assert due_of(recording) is not None
    with scene.nurse.acts():
        undo_step(case_of(recording).step_rows[0])
    assert due_of(recording) is None
    assert case_of(recording).stage(TODAY) == "ready"
    with scene.nurse.acts():
        note_made(recording, on=TODAY)
        undo_step(case_of(recording).step_rows[0])
        note_made(recording, on=TODAY)
    assert due_of(recording) is not None
    with scene.nurse.acts(), pytest.raises(ContradictsRecord):
        undo_step(gone)
    with system():
        assert RecordingStep.objects.count() == 7


def test_that_it_was_made_is_not_taken_back_while_something_stands_on_it(scene: Scene) -> None:
    recording = made(scene)
    with scene.nurse.acts():
        note_reviewed(recording, on=TODAY, moment="visit_3", with_parents=scene.parents)
    with scene.nurse.acts(), refused("others_stand_on_it"):
        undo_step(case_of(recording).step_rows[0])


# ── by when it has to be gone ──


def test_an_earlier_day_that_somebody_asked_for_counts(scene: Scene) -> None:
    recording = made(scene)
    with scene.nurse.acts():
        record_consent(
            recording, who=scene.who["Wout"], said=ConsentSaid((LOOK,), TODAY, "paper", TODAY + timedelta(days=20))
        )
    assert due_of(recording) == (TODAY + timedelta(days=20), "agreed")


@pytest.mark.parametrize(("ending", "because"), [("completed", "ended"), ("child_or_pregnancy_lost", "loss")])
def test_the_end_of_a_trajectory_makes_destroying_due_and_undoing_it_takes_that_back(
    scene: Scene, ending: str, because: str
) -> None:
    recording = made(scene, on=YESTERDAY)
    with scene.nurse.acts():
        trajectories.end(scene.trajectory, ending=ending, on=TODAY)
    assert due_of(recording) == (TODAY, because)
    with scene.nurse.acts():
        trajectories.undo_end(scene.trajectory)
    assert due_of(recording) == (date(2026, 6, 9), "term")


def test_after_a_hand_over_another_sees_to_it(scene: Scene) -> None:
    recording, bram = made(scene), make_nurse("Bram", competence="vipp_sd_intervener")
    with system():
        trajectories.hand_over(scene.trajectory, professional=bram.professional, on=TODAY)
        assert RecordingDue.objects.get(recording=recording).professional == bram.professional
        assert RecordingStep.objects.get().professional == scene.nurse.professional


# ── the second line ──


def test_the_database_shows_recordings_to_the_own_team_only(scene: Scene) -> None:
    made(scene)
    stranger = make_nurse("Bram")
    tables = (Recording, InView, RecordingConsent, RecordingStep, RecordingDue)
    with scene.nurse.acts():
        assert [model.objects.exists() for model in tables] == [True] * 5
    with stranger.acts():
        assert [model.objects.exists() for model in tables] == [False] * 5


@pytest.mark.parametrize("model", [Recording, InView, RecordingConsent, RecordingStep])
def test_what_was_recorded_is_never_changed_or_removed(scene: Scene, model: type) -> None:
    made(scene)
    with system():
        for change in (
            lambda: model.objects.update(family=scene.trajectory.family),
            lambda: model.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()


def test_a_stranger_may_do_nothing_and_leaves_a_trace(scene: Scene) -> None:
    recording, stranger = made(scene), make_nurse("Bram")
    for write in (
        lambda: note_made(recording, on=TODAY),
        lambda: note_destroyed(recording, on=TODAY),
        lambda: withdraw_consent(recording, who=scene.who["Samira"], on=TODAY),
        lambda: record_consent(recording, who=scene.who["Samira"], said=ConsentSaid((), TODAY)),
        lambda: begin_as(scene),
    ):
        with pytest.raises(NotPermitted), stranger.acts():
            write()
    assert LogLine.objects.filter(outcome="refused", event__startswith="video.").count() == 5


def begin_as(scene: Scene) -> None:
    open_recording(scene.trajectory, moment="visit_2", in_view=InViewSaid(tuple(scene.parents)))


def test_the_database_refuses_a_consent_of_nobody_and_a_yes_for_nothing(scene: Scene) -> None:
    recording = begin(scene)
    row = {
        "recording": recording, "family": scene.trajectory.family, "answer": "yes", "happened_on": TODAY,
        "text_version": scene.trajectory.version, "entered_by": scene.nurse.user,
    }  # fmt: skip
    with system():
        for wrong in ({"purposes": [LOOK]}, {"parent": scene.parents[0], "purposes": []}):
            with pytest.raises(IntegrityError), transaction.atomic():
                RecordingConsent.objects.create(**row, **wrong)
