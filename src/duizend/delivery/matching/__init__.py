# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Matching: volunteers who receive a child at home, families who ask, and how the two come together, or do not.

The parent chooses first; a volunteer hears nothing before that, and then only what the parent allows.
Holds: Volunteer with her checks, times, pauses, words, link and what she was told; Asking, ChildVoice, Match, MatchStep, NoMatch.
Asks: kernel, region, access, catalogue, families, trajectories.
Never: a score of a person; the document of a check itself; the other forms of delivery (side by side).
Dutch: koppelen.    Personal data: yes, of volunteers, and special category (art. 9 GDPR) of families.
"""
