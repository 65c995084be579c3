# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which actions run, in order and in the same transaction, when a room announces something."""

from duizend.ground.kernel import announcements

SUBSCRIBERS: dict[type[announcements.Announcement], tuple[str, ...]] = {
    announcements.StepTaken: ("duizend.insight.facts.actions.note_step",),
    announcements.StepsTaken: ("duizend.insight.facts.actions.note_steps",),
    announcements.ContactHeld: ("duizend.insight.facts.actions.note_contact",),
    announcements.TrajectoryEnded: ("duizend.delivery.contacts.actions.cancel_open_appointments",),
    announcements.TrajectoryReopened: ("duizend.delivery.contacts.actions.restore_cancelled_appointments",),
}
