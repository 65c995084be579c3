# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trials: the target-trial card of each evaluation, written down before its outcomes are opened, and what came out.

Holds: cards with their hash and versions, that outcomes were opened and by whom, what was worked out; the pages of them.
Asks: kernel, access, region, catalogue, facts. Evaluation works it out in a process of its own (beside.py), so that no
web worker carries its libraries.
Never: a row of a family (rows pass through and are not kept); a change of a card of which outcomes were opened.
Shelves of its own: working_out.py and beside.py, the process that does the statistics; showing.py, a card and its answer in
the words of the screen.
Dutch: onderzoekskaarten.    Personal data: none is kept.
"""
