# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Duizend: a region runs its prevention programmes for the first thousand days with this."""
