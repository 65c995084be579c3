# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of families: registering one, and everything that changes in it."""

from duizend.record.families.views.births import birth, due_date, loss, pregnancy, undo_loss
from duizend.record.families.views.glass import end_glass, glass, opened_with_haste, review_glass
from duizend.record.families.views.homes import households, move
from duizend.record.families.views.merging import merge, undo_merge
from duizend.record.families.views.people import add_parent, child, parent, people
from duizend.record.families.views.registering import new

__all__ = (
    "add_parent",
    "birth",
    "child",
    "due_date",
    "end_glass",
    "glass",
    "households",
    "loss",
    "merge",
    "move",
    "new",
    "opened_with_haste",
    "parent",
    "people",
    "pregnancy",
    "review_glass",
    "undo_loss",
    "undo_merge",
)
