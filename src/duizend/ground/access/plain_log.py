# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Program logs without persons: an exception is named with its place in the code, never with its values."""

from __future__ import annotations

import logging
import traceback


class NamelessFormatter(logging.Formatter):
    """Writes level, logger and where it went wrong. Messages of exceptions and queries may hold names: left out."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}"
        if record.exc_info and record.exc_info[0]:
            places = traceback.extract_tb(record.exc_info[2])
            trail = " < ".join(f"{place.filename.rpartition('/src/')[2]}:{place.lineno}" for place in reversed(places))
            return f"{line} {record.exc_info[0].__name__} at {trail}"
        # The template of a message is ours; its arguments may hold a path or a value.
        return f"{line} {record.msg}" if not record.args else f"{line} {str(record.msg).split('%')[0].strip()}"
