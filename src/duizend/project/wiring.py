# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which actions run, in order and in the same transaction, when a room announces something."""

from duizend.ground.kernel import announcements

TRAJECTORIES = "duizend.record.trajectories.actions"
CONTACTS = "duizend.delivery.contacts.actions"
GROUPS = "duizend.delivery.groups.actions"
MATCHING = "duizend.delivery.matching.actions"
PLACES = "duizend.delivery.places.actions"
VIDEO = "duizend.delivery.video.actions"
FACTS = "duizend.insight.facts.actions"
MESSAGES = "duizend.doors.messaging.actions"
WITHHOLDING = "duizend.insight.facts.withholding"

SUBSCRIBERS: dict[type[announcements.Announcement], tuple[str, ...]] = {
    announcements.ChildBorn: (f"{TRAJECTORIES}.follow_birth", f"{GROUPS}.follow_birth"),
    announcements.DueDateChanged: (f"{TRAJECTORIES}.follow_due_date",),
    announcements.PregnancyLost: (f"{TRAJECTORIES}.follow_loss_of_pregnancy", f"{GROUPS}.follow_loss_of_pregnancy"),
    announcements.ChildDied: (f"{TRAJECTORIES}.follow_death", f"{PLACES}.follow_death", f"{GROUPS}.follow_death"),
    announcements.HouseholdMoved: (f"{TRAJECTORIES}.follow_move", f"{CONTACTS}.follow_move"),
    announcements.FamiliesMerged: (f"{TRAJECTORIES}.merging.refuse_two_in_one_programme",),
    announcements.MergingChanged: (
        f"{TRAJECTORIES}.merging.follow_merging",
        f"{WITHHOLDING}.follow_merging",
    ),
    announcements.LossUndone: (
        f"{TRAJECTORIES}.follow_undone_loss",
        f"{PLACES}.follow_undone_death",
        f"{GROUPS}.follow_undone_loss",
    ),
    announcements.ProfessionalChanged: (f"{TRAJECTORIES}.follow_professional",),
    announcements.ScreeningRecorded: (f"{FACTS}.note_screening",),
    announcements.StepTaken: (
        f"{CONTACTS}.follow_step",
        f"{VIDEO}.follow_step",
        f"{FACTS}.note_step",
        f"{FACTS}.note_moments",
    ),
    announcements.StepsTaken: (f"{CONTACTS}.follow_steps", f"{FACTS}.note_steps", f"{FACTS}.note_moments_of_many"),
    announcements.PlanMadeAnew: (f"{CONTACTS}.follow_plan", f"{FACTS}.note_moments"),
    announcements.MeasurementChanged: (f"{FACTS}.note_moments",),
    announcements.MayBeAskedLater: (f"{FACTS}.note_moments_of_family",),
    announcements.TrajectoryHandedOver: (
        f"{CONTACTS}.follow_hand_over",
        f"{VIDEO}.follow_hand_over",
        f"{GROUPS}.follow_hand_over",
    ),
    announcements.HouseholdClosed: (f"{CONTACTS}.follow_closed_household",),
    announcements.ContactHeld: (f"{FACTS}.note_contact",),
    announcements.ContactsPlanned: (f"{FACTS}.note_planned",),
    announcements.TrajectoryEnded: (
        f"{CONTACTS}.cancel_open_appointments",
        f"{MATCHING}.follow_end",
        f"{PLACES}.follow_end",
        f"{GROUPS}.follow_end",
    ),
    announcements.TrajectoryReopened: (
        f"{CONTACTS}.restore_cancelled_appointments",
        f"{MATCHING}.follow_reopening",
        f"{PLACES}.follow_reopening",
        f"{GROUPS}.follow_reopened",
    ),
    announcements.VolunteerTrained: (f"{FACTS}.note_training",),
    announcements.MatchMade: (f"{FACTS}.note_match",),
    announcements.NoMatchFound: (f"{FACTS}.note_no_match",),
    announcements.PlaceChanged: (f"{FACTS}.note_place",),
    announcements.ReferralStepTaken: (f"{FACTS}.note_referral_step", f"{MESSAGES}.follow_referral_step"),
}
