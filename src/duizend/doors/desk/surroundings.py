# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What surrounds every page: the menu of this role, the region's name, the practice banner."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Return the context of the base layout."""
    return {}
