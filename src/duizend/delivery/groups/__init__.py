# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups: parents who come together around the same due date, from pregnancy until the children are one year and older.

Holds: Cohort, Facilitator, Session, Membership, Attendance, PassedOn, Telling.
Asks: kernel, access, region, workforce, catalogue, families, trajectories, contacts.
Never: visits and the other forms of delivery (side by side); what was measured in a group, only that it was done.
A shelf of its own: words.py, what groups and what happens in them are called.
Dutch: groepen.    Personal data: yes, special category (art. 9 GDPR).
"""
