# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Families as they are: parents, children and pregnancies, households, and who cares for them.

Holds: Family, Household, Parent, Pregnancy, Child, CareRelation.    Asks: kernel, region, access, workforce.
Never: programmes and their steps (below).
Shelf of its own: row_security, the policies that the tables of every room below reuse.
Dutch: gezinnen.    Personal data: yes, special category (art. 9 GDPR).
"""
