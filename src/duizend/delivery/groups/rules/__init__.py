# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What groups decide: who is in one on a day, whom it fits, when its sessions are, what a roster says."""
