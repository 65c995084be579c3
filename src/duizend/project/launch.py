# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""./run demo and ./run serve: the database, the web server; and stopping in the other order."""

from __future__ import annotations

import argparse
import os
import sys

from duizend.doors.cli.frame import BAD_INPUT
from duizend.ground.kernel.refusals import ActionRefused
from duizend.project.cluster import ClusterFailed
from duizend.project.demo import REGIONS, SIZES, USUAL_REGION, USUAL_SIZE, AlreadyRunning, Wanted, run_demo
from duizend.project.installation import close_connections, database, load_programmes, migrate
from duizend.project.server import ServerFailed, free_port, wait_for_end, web_server


def serve(*, port: int | None, host: str) -> int:
    """Run the web server on the database of DATABASE_URL, or on the home's own cluster in practice mode."""
    with database():
        if os.environ.get("DATABASE_OWNER_URL"):
            migrate()
            load_programmes()
        close_connections()
        chosen = free_port(port)
        with web_server(chosen, host) as server:
            sys.stdout.write(f"Duizend serves on http://{host}:{chosen}/\n")
            sys.stdout.flush()
            return wait_for_end(server)


def main(words: list[str]) -> int:
    """Run `demo` or `serve`; what goes wrong is one line that says what to do."""
    parser = argparse.ArgumentParser(prog="./run")
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo")
    demo.add_argument("--empty", action="store_true", help="the region and its people, without families")
    demo.add_argument("--size", choices=SIZES, default=USUAL_SIZE, help="s: about 300 families; m: 100,000")
    demo.add_argument("--region", choices=REGIONS, default=USUAL_REGION, help="which practice region")
    demo.add_argument("--families", type=int, help="so many families, made one by one, instead of a size")
    demo.add_argument("--port", type=int)
    server = commands.add_parser("serve")
    server.add_argument("--port", type=int)
    server.add_argument("--host", default="127.0.0.1")
    args = parser.parse_args(words)
    try:
        if args.command == "demo":
            families = 0 if args.empty else args.families
            return run_demo(Wanted(args.size, args.region, families), port=args.port)
        return serve(port=args.port, host=args.host)
    except (AlreadyRunning, ClusterFailed, ServerFailed) as problem:
        sys.stderr.write(f"run: {problem}\n")
    except ActionRefused as refusal:
        sys.stderr.write(f"run: {refusal.reason}\n")
    return BAD_INPUT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
