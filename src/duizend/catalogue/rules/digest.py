# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fingerprint of a programme file."""

import hashlib


def digest_of(text: str) -> str:
    """Compute the fingerprint by which a changed file under a known version is recognised.

    Shape: SHA-256 as 64 hexadecimal characters; line endings do not count.
    """
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8")).hexdigest()
