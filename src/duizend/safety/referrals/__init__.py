# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing a family to other help, and hearing what came of it: what was sent, to whom, on which ground, and the answer.

Holds: Referral, ReferralStep, ReplyLink.    Asks: kernel, region, access, directory, families, consents.
Never: a trail of the meldcode; sending what no consent covers, unless somebody says on which ground, in the safeguarding ring.
Shelf of its own: words.py, what steps and kinds are called.
Dutch: verwijzingen.    Personal data: yes, special category (art. 9 GDPR).
"""
