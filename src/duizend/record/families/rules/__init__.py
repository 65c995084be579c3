# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be worked out about a family on paper: weeks, ages, names that are alike."""
