# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Staff pages made of several rooms: today, a family's page, the list of families; and what surrounds every page.

Holds: no tables.    Asks: every room above.
Never: writes anything; the rooms' own views do.
Shelf of its own: words, how values are said on its pages; middleware, errors and surroundings, for every page; specimens,
a form that is only looked at.
Dutch: werkplek.    Personal data: shows it, holds none.
"""
