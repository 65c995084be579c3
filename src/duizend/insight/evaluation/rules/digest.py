# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fingerprint of a plan that somebody wrote in words of her own, beside a table."""

import hashlib
import json


def digest_of(fields: dict[str, object]) -> str:
    """Give the SHA-256 of any card's fields, whatever their order: 64 hexadecimal digits."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
