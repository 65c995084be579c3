# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept apart for safety: the meldcode, in a ring of its own, and where families are referred to."""
