# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The five steps of the meldcode as a guarded trail: it prompts and keeps, and never decides.

Holds: Trail, TrailEntry, TrailCount.
Asks: kernel, access, families.    Never: a score, a list of families, anything that starts a trail by itself.
Read by nobody outside its own ring: its tables let through who handles a trail and the safeguarding lead, and
nobody else, whatever they may see of the family. What leaves is a count for the region.
Shelves of its own: shelf.py, which reads the frameworks of the professions; words.py, what entries are called.
Dutch: meldcode huiselijk geweld en kindermishandeling.    Personal data: yes, special category, its own ring.
"""
