# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions of contacts: windows and times, drafts, what did not take place."""
