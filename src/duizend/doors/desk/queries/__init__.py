# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads over several rooms that no single room could do: a caseload, a queue, a family's course, who looked."""
