# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of families: who is in it, where it lives, who cares for it."""

from duizend.record.families.actions.births import (
    Newborn,
    change_due_date,
    record_death,
    record_loss_of_one,
    record_loss_of_pregnancy,
    register_birth,
    register_births,
    register_pregnancy,
    undo_death,
    undo_loss_of_pregnancy,
)
from duizend.record.families.actions.caring import close_care_relation, open_care_relation, open_care_relations
from duizend.record.families.actions.entering import FamilyTold, enter_family
from duizend.record.families.actions.glass import break_glass, end_glass, review_glass
from duizend.record.families.actions.homes import come_together, correct_address, move, move_away, open_household
from duizend.record.families.actions.merging import merge_families, undo_merge
from duizend.record.families.actions.people import (
    complete_child,
    complete_parent,
    correct_child,
    correct_parent,
    live_in,
    set_authority,
)
from duizend.record.families.actions.registering import (
    NewFamily,
    NewParent,
    Registered,
    Residence,
    add_parent,
    register_families,
    register_family,
)
from duizend.record.families.actions.stating import Stated, add_own_statement

__all__ = (
    "FamilyTold",
    "NewFamily",
    "NewParent",
    "Newborn",
    "Registered",
    "Residence",
    "Stated",
    "add_own_statement",
    "add_parent",
    "break_glass",
    "change_due_date",
    "close_care_relation",
    "come_together",
    "complete_child",
    "complete_parent",
    "correct_address",
    "correct_child",
    "correct_parent",
    "end_glass",
    "enter_family",
    "live_in",
    "merge_families",
    "move",
    "move_away",
    "open_care_relation",
    "open_care_relations",
    "open_household",
    "record_death",
    "record_loss_of_one",
    "record_loss_of_pregnancy",
    "register_birth",
    "register_births",
    "register_families",
    "register_family",
    "register_pregnancy",
    "review_glass",
    "set_authority",
    "undo_death",
    "undo_loss_of_pregnancy",
    "undo_merge",
)
