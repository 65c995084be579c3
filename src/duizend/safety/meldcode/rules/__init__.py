# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions of the meldcode: what can be noted, how far a trail is, what a profession asks."""
