# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports: the monitor and the municipal account of a year, made from facts and protected before anything is shown.

Holds: nothing of its own yet; accounts are made on request.    Asks: kernel, region, access, catalogue, facts (queries), evaluation, disclosure.
Never: any room that holds names; exact counts of people in a page, file or answer for a protected audience.
Dutch: monitor, verantwoording.    Personal data: none.
"""
