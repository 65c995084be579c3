# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of rights: what waits, one family's requests, and the end of a file."""

from duizend.doors.rights.views.asking import copy, family, request_page
from duizend.doors.rights.views.destroying import destruction, overview, propose, receipt

__all__ = ["copy", "destruction", "family", "overview", "propose", "receipt", "request_page"]
