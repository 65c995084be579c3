# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue worked out on paper: text in, typed values, verdicts and dates out.

Import from the module that holds the rule: `reader`, `factors`, `case`, `eligibility`, `schedule`,
`examples`, `explain`, `digest`.
"""
