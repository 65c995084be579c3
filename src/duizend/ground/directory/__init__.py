# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The social map: which help there is outside the own house, for whom, how to reach it, and when somebody last looked.

Holds: Service, ServiceCheck.    Asks: kernel, region, access.
Never: a family, or who was brought where (referrals).
Shelf of its own: words.py, what kinds and languages are called.
Dutch: sociale kaart.    Personal data: no; a telephone number or address of a team.
"""
