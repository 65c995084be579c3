# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the visits of a day lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def visit_links(page: Page) -> list[str]:
    """Return the addresses of the visits on the day's page that are not recorded yet, in order of time."""
    return [link.get_attribute("href") for link in page.locator(".visit-stop a.nl-button[href^='/bezoeken/']").all()]
