# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small-number protection: which counts may be shown, to whom, so that no small group of people can be worked out.

Holds: nothing; pure rules over cells and the sums between them.    Asks: nothing.
Never: any room with persons; facts and evaluation (side by side). Reports only ever get its protected table.
Dutch: onthullingsbeveiliging, afschermen.    Personal data: none; it handles counts before they are protected.
"""
