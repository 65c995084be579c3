# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the monitor, and of the region's year and of what was planned and took place beside it."""

from duizend.insight.reports.views.fidelity import fidelity_year
from duizend.insight.reports.views.monitor import download, monitor
from duizend.insight.reports.views.region import region_year

__all__ = ("download", "fidelity_year", "monitor", "region_year")
