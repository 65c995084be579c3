# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands: one module each, with `add` (its words) and `run` (what it does)."""
