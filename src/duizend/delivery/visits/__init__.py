# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Home visits: what parents wanted to talk about, what happened, what was agreed.

Holds: Topic, TopicOutcome, Visit.    Asks: kernel, access, families, trajectories, catalogue, contacts.
Never: groups, video, matching and the other forms of delivery (side by side).
Dutch: huisbezoeken.    Personal data: yes, special category (art. 9 GDPR).
"""
