# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What words about a recording may not hold: where it lies, or what its file is called."""

from __future__ import annotations

import re

_ENDINGS = "mp4|m4v|mov|avi|mkv|wmv|webm|mts|m2ts|3gp|mpe?g|flv|vob|jpe?g|png|heic|gif|zip|7z|mp3|wav|m4a"
_FILE = re.compile(
    rf"\.(?:{_ENDINGS})\b"  # holiday.mp4
    r"|\b[a-z]:[\\/]|\\\\\w"  # C:\videos, \\server
    r"|(?:^|\s)(?:~|\.{1,2})?/\w[\w.-]*/"  # /home/films/
    r"|\b(?:https?|ftp|file|smb)://|\bwww\."
    r"|\b(?:img|vid|mvi|dsc|dscn|pxl|gopr|gh)_?\d{3,}",  # what cameras call them
    re.IGNORECASE,
)


def names_a_file(text: str) -> bool:
    """Say whether a text names a file, a folder or an address: of a recording none of these is ever kept."""
    return _FILE.search(text) is not None
