# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports: monitor, municipal account and the sheet on which a programme goes on; from facts, protected before anything is shown.

Holds: nothing of its own yet; accounts are made on request.
Asks: kernel, region, access, directory (words), catalogue, facts (queries), trials, evaluation, disclosure.
Never: any room that holds names; exact counts of people in a page, file or answer for a protected audience.
Dutch: monitor, verantwoording.    Personal data: none.
Shelves of its own: paper.py, what goes to print; spreadsheet.py, the account as a spreadsheet; files.py, the forms in which an
account goes out.
"""
