# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is for all parents in a neighbourhood, proposed and led by parents, looked at by a coordinator.

Holds: Activity, Proposal, Check, Count, Wish, CallBack.    Asks: kernel, region, access, catalogue.
Never: who came, a file, a name that was not agreed to be shown; anything of record.
Dutch: buurt.    Personal data: names and telephone numbers people agreed to show; who asked to be called, until then.
"""
