# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A place outside the home for a child, and support for the parents and the people around them.

Holds: Arrangement, Support, ChildVoice, PlaceTerm.    Asks: kernel, access, families, trajectories, catalogue, contacts.
Never: visits, groups, video, matching and the other forms of delivery (side by side).
A shelf of its own: words.py, what endings and answers are called.
Dutch: opvang.    Personal data: yes, special category (art. 9 GDPR).
"""
