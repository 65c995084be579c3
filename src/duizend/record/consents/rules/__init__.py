# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions about consents, as values: who decides, what is covered, what a file with texts says."""
