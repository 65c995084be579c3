# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes a large region: what the actions wrote for one team's stories is written once more for every other team, by COPY.

Nothing is made up here. `reading` takes the rows that the actions wrote, of every table, and finds in them what differs
between one telling and the next: ids, keys, names, neighbourhoods. `values` works those out for another team, `chain`
seals the lines of its log, `writing` copies. A room that gets a table or a column needs no change here; a test compares
every table and column with what the actions write for that team.
"""
