# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fictional region, made through the actions; one-click login as its people; the practice day.

Holds: no tables.    Asks: every room above.
Never: installed in production.
Shelves of its own: cast, people, words, diary, events, courses, stage, scenes, stories, years, buying, retelling (told by chance from
a seed, which rules may not; they write nothing); happening, performance, working_together, beside and screening (let stories
happen through the actions), large and copying (write them once more for other teams, by COPY).
Dutch: oefenregio.    Personal data: no, everybody in it is invented.
"""
