# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about instruments: what a file says, and what an outcome means in words."""
