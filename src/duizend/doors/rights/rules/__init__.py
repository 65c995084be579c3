# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a term is over, who may confirm, and what is answered by when: decided on values."""
