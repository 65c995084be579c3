# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screens of referrals: the list, making one, one with its steps, and the page of a partner's link."""

from duizend.safety.referrals.views.answering import by_link
from duizend.safety.referrals.views.making import choose, make, make_guarded
from duizend.safety.referrals.views.one import (
    link,
    send,
    send_guarded,
    show,
    show_guarded,
    step,
    step_guarded,
    take_over,
    undo,
    withdraw_link,
)
from duizend.safety.referrals.views.overview import guarded_overview, overview

__all__ = (
    "by_link", "choose", "guarded_overview", "link", "make", "make_guarded", "overview", "send", "send_guarded", "show",
    "show_guarded", "step", "step_guarded", "take_over", "undo", "withdraw_link",
)  # fmt: skip
