# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of a trajectory, what is begun from a family, and the list of offers."""

from duizend.record.trajectories.views.asking import answer, make_offer
from duizend.record.trajectories.views.delivering import assign, finish, pause, resume, undo_finish
from duizend.record.trajectories.views.family import ask_nothing, indicate
from duizend.record.trajectories.views.offers import offers

__all__ = [
    "answer", "ask_nothing", "assign", "finish", "indicate", "make_offer", "offers", "pause", "resume", "undo_finish",
]  # fmt: skip
