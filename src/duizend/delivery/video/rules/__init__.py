# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has to agree, what may follow on what, by when a recording is destroyed, and what words may not hold."""
