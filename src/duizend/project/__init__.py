# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wiring: settings, addresses, announcements, the database cluster and starting up.

Holds: settings, urls, wiring, the embedded cluster, launching.    Asks: every room.
Never: rules of the field; whatever can be decided on paper lives in a room.
Dutch: inrichting.    Personal data: no.
"""
