# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of places: the list, one trajectory, and what is recorded there."""

from duizend.delivery.places.views.overview import overview
from duizend.delivery.places.views.recording import (
    add_support,
    arrange,
    begin,
    end,
    end_support,
    hear,
    undo_end,
    undo_end_of_support,
    withdraw,
    withdraw_support,
)
from duizend.delivery.places.views.showing import show

__all__ = [
    "add_support", "arrange", "begin", "end", "end_support", "hear", "overview", "show", "undo_end",
    "undo_end_of_support", "withdraw", "withdraw_support",
]  # fmt: skip
