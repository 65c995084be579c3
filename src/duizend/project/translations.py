# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compile locale/*/LC_MESSAGES/*.po without a system gettext: python -m duizend.project.translations FROM TO."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_translations(source: Path, target: Path) -> int:
    """Write one .mo per .po under the same path; returns how many."""
    count = 0
    for po in sorted(source.rglob("*.po")):
        mo = target / po.relative_to(source).with_suffix(".mo")
        mo.parent.mkdir(parents=True, exist_ok=True)
        with po.open("rb") as read, mo.open("wb") as write:
            write_mo(write, read_po(read, locale=po.parent.parent.name, domain=po.stem))
        count += 1
    return count


if __name__ == "__main__":
    compile_translations(Path(sys.argv[1]), Path(sys.argv[2]))
