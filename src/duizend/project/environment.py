# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything the product reads from its surroundings, once, in one typed value.

Practice mode makes its own secrets in DUIZEND_HOME (mode 0600). Production takes all of them from the
environment and refuses to start with anything that belongs to practice.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ

PRACTICE = "practice"
PRODUCTION = "production"
SHORTEST_SECRET = 40


class SettingsRefused(SystemExit):
    """The surroundings do not allow a start; the message says which variable and what is expected."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("Duizend does not start:\n" + "\n".join(f"  - {problem}" for problem in problems))


@dataclass(frozen=True, slots=True)
class Environment:
    """The surroundings: where things are, which mode, which database, which secrets."""

    mode: str
    root: Path
    home: Path
    static: Path
    locale: Path
    secret_key: str
    fact_key: str
    database: dict[str, object]
    owner_database: dict[str, object]
    report_database: dict[str, object]
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    programme_folders: tuple[Path, ...]
    behind_proxy: bool

    @property
    def is_practice(self) -> bool:
        return self.mode == PRACTICE


def database_settings(address: str) -> dict[str, object]:
    """Turn postgresql://role:secret@host-or-escaped-socket-folder:port/name into Django's form."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2].rpartition(":")[0] if parts.port else parts.netloc.rpartition("@")[2]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "duizend"},
    }


def kept_secret(home: Path, name: str) -> str:
    """Return practice mode's own secret, made on first use and readable by its owner only."""
    path = home / "secrets" / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


@cache
def read_environment() -> Environment:
    """Read the surroundings; raises SettingsRefused with every problem at once."""
    env = environ.Env()
    root = Path(env.str("DUIZEND_ROOT", default=str(Path(__file__).resolve().parents[3])))
    home = Path(env.str("DUIZEND_HOME", default=str(root / "var")))
    mode = env.str("DUIZEND_MODE", default=PRACTICE)
    problems = []
    if mode not in (PRACTICE, PRODUCTION):
        problems.append(f"DUIZEND_MODE is '{mode}'; expected 'practice' or 'production'")
    if mode == PRODUCTION:
        problems += production_problems(dict(os.environ))
    elif not env.str("DATABASE_URL", default=""):
        problems.append("DATABASE_URL is not set; start with ./run, which brings its own PostgreSQL")
    if problems:
        raise SettingsRefused(problems)
    secret = (lambda name: env.str(name)) if mode == PRODUCTION else (
        lambda name: env.str(name, default="") or kept_secret(home, name.lower()))  # fmt: skip
    app = env.str("DATABASE_URL")
    return Environment(
        mode=mode, root=root, home=home,
        static=Path(env.str("DUIZEND_STATIC", default=str(home / "static/none"))),
        locale=Path(env.str("DUIZEND_LOCALE", default=str(root / "locale"))),
        secret_key=secret("DUIZEND_SECRET_KEY"), fact_key=secret("DUIZEND_FACT_KEY"),
        database=database_settings(app),
        owner_database=database_settings(env.str("DATABASE_OWNER_URL", default=app)),
        report_database=database_settings(env.str("DATABASE_REPORT_URL", default=app)),
        hosts=tuple(env.list("DUIZEND_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])),
        origins=tuple(env.list("DUIZEND_ORIGINS", default=[])),
        programme_folders=(root / "programmes", *(Path(p) for p in env.str("DUIZEND_PROGRAMMES", default="").split(":") if p)),
        behind_proxy=env.bool("DUIZEND_BEHIND_PROXY", default=False),
    )  # fmt: skip


def production_problems(variables: dict[str, str]) -> list[str]:
    """List what keeps these variables from being a production start; empty when nothing does."""
    problems = []
    for name in ("DUIZEND_SECRET_KEY", "DUIZEND_FACT_KEY"):
        value = variables.get(name, "")
        if len(value) < SHORTEST_SECRET or len(set(value)) < 10:
            problems.append(f"{name} needs at least {SHORTEST_SECRET} random characters from your own secret store")
    if variables.get("DUIZEND_SECRET_KEY") and variables.get("DUIZEND_SECRET_KEY") == variables.get("DUIZEND_FACT_KEY"):
        problems.append("DUIZEND_SECRET_KEY and DUIZEND_FACT_KEY must differ")
    for name in ("DATABASE_URL", "DATABASE_REPORT_URL", "DUIZEND_HOSTS", "DUIZEND_ORIGINS"):
        if not variables.get(name):
            problems.append(f"{name} is not set")
    if "localhost" in variables.get("DUIZEND_HOSTS", "").split(",") or "*" in variables.get("DUIZEND_HOSTS", ""):
        problems.append("DUIZEND_HOSTS must name the addresses people use, not 'localhost' or '*'")
    problems.extend(
        f"{name} belongs to the practice region and must not be set"
        for name in ("DUIZEND_PRACTICE_DATE", "DUIZEND_POSTGRES")
        if variables.get(name)
    )
    return problems
