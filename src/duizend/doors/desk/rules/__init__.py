# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions of the staff desk: ages, windows that close, the line from week 0 to two and a half years."""
