# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words every room shares: days and ages, decisions, the clock, ids, announcements, what a field may hold.

Holds: values and abstract models; no table of its own.
Asks: nobody.    Never: any other room.
Shelves of its own (see ADR 0003): clock, ids, announcements, privacy, dated, refusals, and templatetags for icons
and chips, whole (an action within an action), because every room stands on them; prepared (reads whose SQL is written
once), spoken (templates per language) and inputs (form fields), which take the framework's cost off every page; theme,
the organisation's own look; headers, on every answer.
Dutch: kern.    Personal data: no.
"""
