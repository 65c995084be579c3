# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts beyond one database: one expression for every engine, files of several regions together, and a funnel that is kept."""
