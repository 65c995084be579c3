# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the monitor, and beside it of the region's year, of what was planned and took place, and of what was decided."""

from duizend.insight.reports.views.decisions import decisions
from duizend.insight.reports.views.decisions import undo as undo_decision
from duizend.insight.reports.views.fidelity import fidelity_year
from duizend.insight.reports.views.monitor import download, monitor
from duizend.insight.reports.views.region import region_year

__all__ = ("decisions", "download", "fidelity_year", "monitor", "region_year", "undo_decision")
