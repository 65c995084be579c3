# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Conversations about wanting children, counted without a name by who carries the programme in her own organisation.

Holds: Tally: organisation, month and outcome.    Asks: kernel, region, access, workforce, catalogue.
Never: a person, a key, an age, a circumstance, what was talked about; anything of record.
Dutch: kinderwens.    Personal data: none.    words: months and outcomes as people say them.
"""
