# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pseudonymous facts for reports, in a schema of their own; this room is the only one that writes them.

Holds: the tables of the schema facts (step, contact, planned, screening, place, training, match).
Asks: kernel, region, access, catalogue, signalling, trajectories, contacts, places, matching.
Never: a name, a birth date, free text.
Dutch: feiten.    Personal data: pseudonymous; the key is the region's secret.
"""
