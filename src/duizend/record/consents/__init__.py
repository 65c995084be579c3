# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be shared with whom, for what and since when; what was shared, and which yes was taken back.

Holds: Consent, Sharing, SharedUnder.    Asks: kernel, access, families.
Never: consent to one recording (video), and how much a sender hears back (signalling): those stay with what they are about.
Shelf of its own: shelf.py, the files with purposes and texts; words.py and ledger.py, what its pages say.
Dutch: toestemmingen.    Personal data: yes, special category (art. 9 GDPR).
"""
