# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Video feedback: that a recording was made, looked back at, destroyed or handed over; never the recording itself.

Holds: Recording, InView, RecordingConsent, RecordingStep, StepWith, RecordingDue.
Asks: kernel, access, workforce, catalogue, families, trajectories, contacts.
Never: the recording, a file name or a place where it lies; the other forms of delivery (side by side).
A shelf of its own: words.py, what people and stages of a recording are called; its pages and its refusals share it.
Dutch: opnames en terugkijken.    Personal data: yes, special category (art. 9 GDPR).
"""
