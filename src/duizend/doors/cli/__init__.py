# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: each command a thin door over one rule, query or action.

Holds: no tables.    Asks: every room above.
Never: a rule of the field.
Shelves of its own (ADR 0003): main (finds the command), frame (what commands share), safekeeping (backup and
restore), leaving (a whole region in open files), pooling (facts as Parquet, and the funnel over them) and commands; a
door has no pages.
Dutch: opdrachtregel.    Personal data: only on the screen of whoever may see it.
"""
