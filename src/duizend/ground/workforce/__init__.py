# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The professionals who deliver programmes, what lets them, what keeps them able, and what is agreed with partners.

Holds: Professional, Certificate, Competence, Licence, Learning, ChainAgreement.    Asks: kernel, region, access.
Never: a family.
A shelf of its own: words.py, what learning and partners are called.
Dutch: professionals.    Personal data: yes, of staff.
"""
