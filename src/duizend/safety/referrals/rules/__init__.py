# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions about referrals, as values: which step may follow which, and on what a sending rests."""
