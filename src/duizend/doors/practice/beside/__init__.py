# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the region has beside its home visits: one module for each form of delivery, each with its own families and people."""
