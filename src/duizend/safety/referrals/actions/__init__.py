# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of referrals: proposed, sent where its ground covers it, chased, answered, corrected; and the partner's link."""

from duizend.safety.referrals.actions.links import answer_by_link, make_reply_link, withdraw_reply_link
from duizend.safety.referrals.actions.referring import (
    ReferralSaid,
    propose,
    record_step,
    send,
    take_back,
    take_over,
)

__all__ = (
    "ReferralSaid", "answer_by_link", "make_reply_link", "propose", "record_step", "send", "take_back", "take_over",
    "withdraw_reply_link",
)  # fmt: skip
