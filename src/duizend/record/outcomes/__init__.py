# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of families at the moments that a programme registered before anybody saw data, and why nothing did (ADR 34).

Holds: Measurement.    Asks: kernel, access, catalogue, families, consents, instruments, trajectories.
Never: an item text; a question to who said no; one number over several instruments.
Dutch: metingen.    Personal data: yes, special category (art. 9 GDPR).
"""
