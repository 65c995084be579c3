# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words every room shares: days and ages, decisions, the clock, ids, announcements, what a field may hold.

Holds: values and abstract models; no table of its own.
Asks: nobody.    Never: any other room.
Shelves of its own (see ADR 0003): clock, ids, announcements, privacy, dated, refusals, and templatetags for icons,
because every room stands on them.
Dutch: kern.    Personal data: no.
"""
