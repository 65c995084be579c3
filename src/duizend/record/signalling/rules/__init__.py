# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions of signalling: sign-ups, screening, weighing."""
