# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions of trajectories: which step may follow, and what state the steps add up to."""
