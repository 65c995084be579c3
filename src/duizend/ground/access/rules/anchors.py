# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signed anchors of the log: a digest with its place and moment, to keep where the database's owner cannot reach it.

A chain that was made anew from some line on holds in itself; an anchor of a line after that place does not fit it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from duizend.ground.access.rules.chain import Break

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Anchor:
    """That the log held up to a line with a digest, at a moment (ISO 8601, UTC); signature in hexadecimal."""

    line: int
    digest: str
    at: str
    signature: str = ""


def _key(secret: str) -> Ed25519PrivateKey:
    """Derive the key from a secret of any length: 32 bytes of its SHA-256, apart from every other use of it."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"duizend.log.anchor:" + secret.encode()).digest())


def public_key(secret: str) -> str:
    """Return the public key that belongs to a secret, in hexadecimal: with it anybody checks, and nobody signs."""
    return _key(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(line: int, digest: str, at: str, *, secret: str) -> Anchor:
    """Return the signed anchor of a line. Ed25519 (RFC 8032) over the length-prefixed fields."""
    return Anchor(line, digest, at, _key(secret).sign(_said(line, digest, at)).hex())


def is_signed_by(anchor: Anchor, key: str) -> bool:
    """Say whether this anchor was signed with the secret of a public key; False for anything that is no signature."""
    try:
        signature = bytes.fromhex(anchor.signature)
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            signature, _said(anchor.line, anchor.digest, anchor.at)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def find_misfits(anchors: Iterable[Anchor], digests: Mapping[int, str], *, key: str) -> list[Break]:
    """List the anchors that the log does not fit, or that were not signed by this key; empty when all fit.

    Shape: `digests` of the lines that are anchored, by number; a line that is not there is missing.
    """
    found, fits = [], 0
    for anchor in sorted(anchors, key=lambda one: (one.line, one.at)):
        if not is_signed_by(anchor, key):
            found.append(Break(anchor.line, f"the anchor of {anchor.at} was not signed with this key"))
        elif digests.get(anchor.line) != anchor.digest:
            found.append(
                Break(
                    anchor.line,
                    f"not the line that was anchored at {anchor.at}: made anew somewhere in lines {fits + 1} to {anchor.line}",
                )
            )
        else:
            fits = anchor.line
    return found


def written(anchor: Anchor) -> str:
    """Return the anchor as one line of a file."""
    return json.dumps(asdict(anchor))


def read(text: str) -> list[Anchor]:
    """Read the anchors of a file, one each line; raises ValueError with the number of a line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            anchor = Anchor(said["line"], said["digest"], said["at"], said["signature"])
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"line {number}: this is no anchor") from error
        if type(anchor.line) is not int or not all(
            isinstance(v, str) for v in (anchor.digest, anchor.at, anchor.signature)
        ):
            raise ValueError(f"line {number}: this is no anchor")
        found.append(anchor)
    return found


def _said(line: int, digest: str, at: str) -> bytes:
    return "".join(f"{len(part)}:{part}" for part in (str(line), digest, at)).encode()
