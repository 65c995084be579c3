# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing a list in: `intake` the whole list, `rows` one row through the actions of the rooms."""
