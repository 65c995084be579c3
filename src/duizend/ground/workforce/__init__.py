# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The professionals who deliver programmes, and the certificates that let them.

Holds: Professional, Certificate.    Asks: kernel, region, access.
Never: a family.
Dutch: professionals.    Personal data: yes, of staff.
"""
