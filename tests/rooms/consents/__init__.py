# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Consents of an invented family: given, refused, taken back, and what was shared."""
