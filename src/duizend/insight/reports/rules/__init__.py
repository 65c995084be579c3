# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of reports: where a trajectory stands, the protected table of a year, and the account cut from it."""

from duizend.insight.reports.rules.account import (
    Account,
    AccountRow,
    Heading,
    as_csv_rows,
    as_json_dict,
    build_account,
    plain_value,
    slice_account,
    with_left_out,
)
from duizend.insight.reports.rules.forms import REASON, Form, Volunteers
from duizend.insight.reports.rules.funnel import Funnel, draw_funnel
from duizend.insight.reports.rules.measures import (
    ENDINGS,
    MEASURES,
    NOT_STARTED,
    SCREENING_RESULTS,
    STATES,
    Basis,
    Language,
    definition_of,
    denominator_of,
    label_of,
)
from duizend.insight.reports.rules.referrals import STAGES, days_over, protect_referrals
from duizend.insight.reports.rules.region import (
    WHOLE,
    Area,
    Part,
    Pause,
    cost_per_family,
    in_year,
    protect_areas,
)
from duizend.insight.reports.rules.sentence import ready_sentence
from duizend.insight.reports.rules.shares import share_of, wilson
from duizend.insight.reports.rules.states import Standing, StepSeen, classify, find_ending, measures_of, tally
from duizend.insight.reports.rules.table import (
    LEAST_THRESHOLD,
    REGION,
    Audience,
    Counts,
    Group,
    protect_region,
    threshold_for,
)

__all__ = [
    "ENDINGS",
    "LEAST_THRESHOLD",
    "MEASURES",
    "NOT_STARTED",
    "REASON",
    "REGION",
    "SCREENING_RESULTS",
    "STAGES",
    "STATES",
    "WHOLE",
    "Account",
    "AccountRow",
    "Area",
    "Audience",
    "Basis",
    "Counts",
    "Form",
    "Funnel",
    "Group",
    "Heading",
    "Language",
    "Part",
    "Pause",
    "Standing",
    "StepSeen",
    "Volunteers",
    "as_csv_rows",
    "as_json_dict",
    "build_account",
    "classify",
    "cost_per_family",
    "days_over",
    "definition_of",
    "denominator_of",
    "draw_funnel",
    "find_ending",
    "in_year",
    "label_of",
    "measures_of",
    "plain_value",
    "protect_areas",
    "protect_referrals",
    "protect_region",
    "ready_sentence",
    "share_of",
    "slice_account",
    "tally",
    "threshold_for",
    "wilson",
    "with_left_out",
]
