# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: each command a thin door over one rule, query or action.

Holds: no tables.    Asks: every room above.
Never: a rule of the field.
Dutch: opdrachtregel.    Personal data: only on the screen of whoever may see it.
"""
