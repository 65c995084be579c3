# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""./run bench [setup] [pages] [log] [import]: repeatable measurements; results go to bench/results/."""

from __future__ import annotations

import importlib
import sys

NAMES = ("setup", "pages", "log", "import")


def main(words: list[str]) -> int:
    """Run the benches that were named, or all of them."""
    unknown = [word for word in words if word not in NAMES]
    if unknown:
        print(f"run: there is no bench '{unknown[0]}'; expected {', '.join(NAMES)}", file=sys.stderr)
        return 2
    codes = [importlib.import_module(f"bench_{name}").main() for name in words or NAMES]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
