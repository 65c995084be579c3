# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a family comes in view: a sign-up that the parents know of, screening of everyone, and weighing together.

Holds: SignUp and what was done with it, ScreeningLine and ScreeningCount, FactorNoted, Judgement, SharedDecision,
StepSaid of a guideline.
Asks: kernel, region, access, catalogue, families, instruments.
Never: trajectories (below); no register of risks, no count of factors, no judgement out of a score.
Dutch: aanmeldingen, screening, samen wegen.    Personal data: yes, special category (art. 9 GDPR).
"""
