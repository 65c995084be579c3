# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a family may ask of its own file, over all rooms: a copy, a correction, an objection, moving, and its end.

Holds: Request, RequestStep, Destruction, Receipt.
Asks: every room that holds a family or a volunteer.
Never: a name on a receipt; a destruction by one person alone; guarded rows in a copy.
Shelves of its own: words.py, what rights, grounds and rooms are called; paper.py, the copy as a file.
Dutch: rechten van betrokkenen.    Personal data: yes, special category (art. 9 GDPR), until the destruction itself.
"""
