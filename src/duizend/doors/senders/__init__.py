# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where senders come in: signing a family up, with an account or by a link, and reading what became of it.

Holds: nothing.    Asks: access, region, catalogue, signalling, of trajectories how far a family came, of facts who objected, disclosure.
Never: a family's page; an answer that the parents did not agree to share.
A shelf of its own: paper.py, the yearly letter as a file to print.
Dutch: aanmelden.    Personal data: yes, what a sender told herself.
"""
