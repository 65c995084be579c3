# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists from elsewhere that come in whole or not at all, and may come again without doubling.

Holds: IntakeLink (which row of an older list became which family).    Asks: every room above that the rows speak of.
Never: writes a row of its own accord; it calls the actions of the rooms.
Dutch: inlezen.    Personal data: yes, only the key of the list and where it points.
"""
