# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the monitor, and beside it of the region's year, of what was planned and took place, of what was
decided, of whether to go on, and of what regions are compared on."""

from duizend.insight.reports.views.decisions import decisions
from duizend.insight.reports.views.decisions import undo as undo_decision
from duizend.insight.reports.views.fidelity import fidelity_year
from duizend.insight.reports.views.indicators import indicators, indicators_csv, indicators_json
from duizend.insight.reports.views.monitor import download, monitor
from duizend.insight.reports.views.region import region_year
from duizend.insight.reports.views.sheet import sheet, sheet_json, sheet_pdf

__all__ = (
    "decisions", "download", "fidelity_year", "indicators", "indicators_csv", "indicators_json", "monitor", "region_year", "sheet",
    "sheet_json", "sheet_pdf", "undo_decision",
)  # fmt: skip
