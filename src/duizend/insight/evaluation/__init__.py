# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evaluation: does a programme help, how sure is that, and when could it be said?

Holds: nothing; pure statistics over numbers that are handed over.    Asks: nothing.
Never: Django, a database, a name; the web worker (numpy and scipy cost it memory: jobs and the command line only).
Facts and disclosure stand beside it and are not known here.
Dutch: evaluatie.    Personal data: pseudonymous rows while they are worked on; nothing is kept.
"""
