# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One family's passage through one programme: indicated, offered, answered, started, ended; steps are only added.

Holds: Trajectory, TrajectoryChild, Step, ParentAnswer, AskAttempt, AskNothing, Assignment, Plan, Standing.
Asks: kernel, region, access, workforce, catalogue, families, signalling.
Never: appointments and contacts (below): they tell it what took place.
Dutch: trajecten en aanbod.    Personal data: yes, special category (art. 9 GDPR).
"""
