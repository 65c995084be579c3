# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves the building: neutral messages to a parent who asked to hear, and to a colleague for whom something waits.

Holds: Message.    Asks: kernel, region, access, families, referrals.
Never: what a message is about in its words; a message to a parent with a safe contact; one about the meldcode's ring.
Shelves of its own (ADR 0032): providers.py, how a message gets to somebody; words.py, what they are called.
Dutch: berichten.    Personal data: yes; that somebody is told something is special category (art. 9 GDPR).
"""
