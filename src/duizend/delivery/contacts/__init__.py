# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every form of delivery shares: an appointment, the contact that really took place, and drafts.

Holds: Appointment, AppointmentTime, Contact, Draft, MissedContact, ContactDue, Dialling.
Asks: kernel, access, workforce, catalogue, families, trajectories.
Never: the forms of delivery themselves (visits and its siblings, below).
A shelf of its own: words.py, what contacts and their times are called; every form of delivery shares it.
Dutch: afspraken en contacten.    Personal data: yes, special category (art. 9 GDPR).
"""
