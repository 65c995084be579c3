# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who somebody is, what that role may do, and the record of who looked and who wrote.

Holds: User, LogLine, LogHead, RingDecision; the policy table; the acting identity of a request or command; the pages of logging in.
Asks: kernel, region.    Never: a family, a professional's planning; relations come in as values.
Shelves of its own (see ADR 0003): identity (SET LOCAL and the log's flush) and middleware; adapter and counters
(what allauth and Django's cache call); sessions and backend (who is logged in, read for every page); plain_log (the
program's own log, without persons).
Dutch: toegang en logboek.    Personal data: yes, of staff; of families only opaque ids.
"""
