# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a plan of contacts was made anew."""

PLAN_REASONS = ("indicated", "due_date", "born", "child_lost")
