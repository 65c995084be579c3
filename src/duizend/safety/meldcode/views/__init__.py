# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screens of the meldcode. All of them act for its purpose, so that what is read stays in its ring."""

from duizend.safety.meldcode.views.handling import close, let_in, let_out, reopen
from duizend.safety.meldcode.views.noting import correct, question, record, withdraw
from duizend.safety.meldcode.views.taking_out import dossier, let_go, letter
from duizend.safety.meldcode.views.trail import begin, overview, show

__all__ = (
    "begin",
    "close",
    "correct",
    "dossier",
    "let_go",
    "let_in",
    "let_out",
    "letter",
    "overview",
    "question",
    "record",
    "reopen",
    "show",
    "withdraw",
)
