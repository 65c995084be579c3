# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a family comes in view: a sign-up that the parents know of, with sender, purpose and end date.

Holds: SignUp.    Asks: kernel, access, families.
Never: trajectories (below); no register of risks.
Dutch: aanmeldingen.    Personal data: yes, special category (art. 9 GDPR).
"""
