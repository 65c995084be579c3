# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a list from elsewhere may look like, what its rows say, and what they add to what stands."""
