# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who decides about sharing, what covers it, and what a file with texts may say."""
