# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires and other instruments: which versions there are, and what came out of them, score and band apart.

Holds: InstrumentVersion, Result, TalkOutcome.    Asks: kernel, access, catalogue, families.
Never: what was said in a talk, an item text or a cut-off of its own: an organisation brings its own file; no sum over instruments.
A shelf of its own: shelf, which reads the files in their folders; the command that checks them needs no database.
Dutch: vragenlijsten, uitkomsten.    Personal data: yes, special category (art. 9 GDPR).
"""
