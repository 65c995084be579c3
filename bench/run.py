# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""./run bench [setup] [pages] [log] [import] [matching] [facts] [m]: repeatable measurements; results go to bench/results/.

`m` makes the large practice region, which takes minutes and gigabytes: only when it is named.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NAMES = ("setup", "pages", "log", "import", "matching", "facts")
WHEN_NAMED = ("m",)


def main(words: list[str]) -> int:
    """Run the benches that were named, or all of them."""
    unknown = [word for word in words if word not in NAMES + WHEN_NAMED]
    if unknown:
        print(f"run: there is no bench '{unknown[0]}'; expected {', '.join(NAMES + WHEN_NAMED)}", file=sys.stderr)
        return 2
    # Each in a process of its own: settings belong to one home for as long as a process lives.
    start = (
        "import importlib, sys; sys.path.insert(0, sys.argv[1]); sys.exit(importlib.import_module(sys.argv[2]).main())"
    )
    here = str(Path(__file__).parent)
    codes = [
        subprocess.run([sys.executable, "-c", start, here, f"bench_{name}"], check=False).returncode
        for name in words or NAMES
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
