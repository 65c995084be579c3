#!/bin/sh
# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
# Lint, types, walls and the house's own rules. Called by `./run check`.
set -u
cd "$DUIZEND_ROOT" || exit 2
bin=$DUIZEND_HOME/venv/bin
failed=""
part() {
    label=$1; shift
    echo "── $label" >&2
    "$@" || failed="$failed $label"
}
licences() {
    command -v git >/dev/null || { echo "run: which files are the project's own is known to git: install it, and work in a clone" >&2; return 1; }
    "$bin/reuse" --no-multiprocessing lint --lines
}
part lint "$bin/ruff" check --no-cache .
part types "$bin/mypy" --cache-dir "$DUIZEND_HOME/cache/mypy" $(find src -path '*/rules.py' -o -path '*/rules/*.py' | sort)
part walls "$bin/lint-imports" --no-cache --config pyproject.toml
part licences licences
part house "$bin/python" tests/with_database.py "$bin/python" -m pytest tests/house --ds=duizend.project.settings
[ -z "$failed" ] || { echo "run: check failed:$failed" >&2; exit 1; }
echo "run: check is green" >&2
