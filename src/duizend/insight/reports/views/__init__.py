# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the monitor, and of the region's year beside it."""

from duizend.insight.reports.views.monitor import download, monitor
from duizend.insight.reports.views.region import region_year

__all__ = ("download", "monitor", "region_year")
