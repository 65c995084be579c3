# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: which programmes there are, for whom, and what is due when.

Holds: the reading, checking and explaining of programme files; who fits; when a contact is due; the public pages; what
was decided about a programme, and by which body.
Asks: kernel, region, access.
Never: record, delivery (they ask us); a family's name; the clock in its rules.
A shelf of its own: shelf, which reads the files in their folders; commands without a database stand on it.
Dutch: programma-overzicht.
Personal data: no.
"""
