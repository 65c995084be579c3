# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pseudonymous facts for reports, in a schema of their own; this room is the only one that writes them.

Holds: the tables of the schema facts (step, contact, planned, outcome, screening, place, training, match,
referral, left_out), and beside it
Withheld, the keys of families that objected.
Asks: kernel, region, access, catalogue, signalling, trajectories, outcomes, contacts, places, matching, referrals.
Never: a name, a birth date, free text; a fact of a family that objected, or of a referral that rests on the meldcode.
Shelves of its own: keys.py, the keys of rows; withholding.py, taking a family out of all figures and letting it count again; pooled, the funnel as
one expression for PostgreSQL and DuckDB, and files of several regions together (ADR 35): no Django, and never in a page.
Dutch: feiten.    Personal data: pseudonymous; the key is the region's secret.
"""
