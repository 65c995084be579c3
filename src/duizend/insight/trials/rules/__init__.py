# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card itself, what it asks of a table, and what may be told of an answer."""
