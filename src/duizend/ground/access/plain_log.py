# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Program logs without persons: an exception is named with its place in the code, never with its values."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

OURS = "duizend"


class NamelessFormatter(logging.Formatter):
    """Writes level, logger and where it went wrong. Messages of exceptions and queries may hold names: left out.

    What a logger of our own says in its template is written; what others say is not, because they put the
    address, with the words somebody searched for, or a value into it.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}"
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            line += f" {status}"
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            return f"{line} {' from '.join(_kinds_and_places(error))}"
        if record.name.partition(".")[0] == OURS and isinstance(record.msg, str):
            # The template of a message is ours; its arguments may hold a path or a value.
            return f"{line} {record.msg.split('%')[0].strip() if record.args else record.msg}"
        return f"{line} at {_short(record.pathname)}:{record.lineno}"


def _kinds_and_places(error: BaseException) -> list[str]:
    """Return the kind and place of an exception, and of each that it came from."""
    said: list[str] = []
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        places = traceback.extract_tb(found.__traceback__)
        trail = " < ".join(f"{_short(place.filename)}:{place.lineno}" for place in reversed(places))
        said.append(f"{type(found).__name__} at {trail}")
        found = found.__cause__ or found.__context__
    return said


def _short(path: str) -> str:
    """Shorten a path to what says which file: from the package on, or the last two names."""
    inside = path.rpartition("/src/")[2]
    return inside if inside != path else "/".join(Path(path).parts[-2:])
