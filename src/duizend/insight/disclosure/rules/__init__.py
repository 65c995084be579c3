# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of disclosure: give cells and the sums between them, get a protected table."""

from duizend.insight.disclosure.rules.protection import check_threshold, protect
from duizend.insight.disclosure.rules.values import (
    Cell,
    Equation,
    Hidden,
    Key,
    Protected,
    ProtectedTable,
    ProtectionRefused,
    Shown,
    Small,
)

__all__ = [
    "Cell",
    "Equation",
    "Hidden",
    "Key",
    "Protected",
    "ProtectedTable",
    "ProtectionRefused",
    "Shown",
    "Small",
    "check_threshold",
    "protect",
]
