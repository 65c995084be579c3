# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Insight: what the records say, without names.

Rooms, sideways blind to each other: facts, evaluation, disclosure; below them trials, which has a registered plan worked out
over facts; below that reports, which may look up at all four.
"""
