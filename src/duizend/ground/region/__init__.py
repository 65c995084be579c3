# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The places and organisations of one region, as the region's own file says.

Holds: Municipality, Neighbourhood, Organisation, RegionSettings, ContactPoint (whom parents call); Participation with its
Interruptions, Population and Budget year by year, AreaCount (what other registers counted in a neighbourhood), Assumption (need
and savings, with who says so), Statement (what municipalities answered in a year).
Asks: kernel.
Never: anything about a person.
Dutch: regio.    Personal data: no.
Shelves of its own: stating.py, figures that are only added.
"""
