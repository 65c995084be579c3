# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What signalling holds: sign-ups, screening, and what was weighed."""

from duizend.record.signalling.models.guidelines import StepSaid
from duizend.record.signalling.models.screening import ScreeningCount, ScreeningLine
from duizend.record.signalling.models.sign_ups import SenderLink, SignUp, SignUpDetails, SignUpHandling
from duizend.record.signalling.models.weighing import FactorNoted, Judgement, SharedDecision

__all__ = [
    "FactorNoted", "Judgement", "ScreeningCount", "ScreeningLine", "SenderLink", "SharedDecision", "SignUp",
    "SignUpDetails", "SignUpHandling", "StepSaid",
]  # fmt: skip
