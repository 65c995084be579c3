# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything the product reads from its surroundings, once, in one typed value.

Practice mode makes its own secrets in DUIZEND_HOME (mode 0600). Production takes all of them from the
environment and refuses to start with anything that belongs to practice.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import environ

from duizend.ground.kernel.rules.reading import FileRefusedError
from duizend.ground.kernel.rules.theme import Theme
from duizend.ground.kernel.theme import load_theme

PRACTICE = "practice"
PRODUCTION = "production"
SHORTEST_SECRET = 40
FEWEST_CHARACTERS = 10
IDLE_MINUTES, SHORTEST_IDLE, LONGEST_IDLE = 30, 10, 120
SECRETS = ("DUIZEND_SECRET_KEY", "DUIZEND_FACT_KEY")
OWN_MACHINE = ("localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0")  # noqa: S104 - named to be refused


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
    log_key: str
    database: dict[str, object]
    owner_database: dict[str, object]
    report_database: dict[str, object]
    backup_database: dict[str, object] | None
    postgres_programs: str
    pooled: bool
    metrics_token: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    programme_folders: tuple[Path, ...]
    # Assessment frameworks of the meldcode: the product's own, and those of the organisation.
    framework_folders: tuple[Path, ...]
    instrument_folders: tuple[Path, ...]
    consent_folders: tuple[Path, ...]
    behind_proxy: bool
    # After how many minutes without anything happening a session ends.
    idle_minutes: int
    # Who takes what goes out: "console" writes it on the screen (practice only), "off" lets people tell everything.
    messages: str
    theme: Theme | None

    @property
    def is_practice(self) -> bool:
        return self.mode == PRACTICE


def database_settings(address: str) -> dict[str, object]:
    """Turn postgresql://role:secret@host-or-escaped-socket-folder:port/name?sslmode=… into Django's form."""
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
        # What the address asks for after its "?" is libpq's own: sslmode, sslrootcert, target_session_attrs …
        "OPTIONS": {"application_name": "duizend", **dict(parse_qsl(parts.query))},
    }


def kept_secret(home: Path, name: str) -> str:
    """Return practice mode's own secret, made on first use and readable by its owner only."""
    path = home / "secrets" / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # Written aside and then linked: of two processes that start at once, both read the one whole secret.
        partial = path.with_name(f"{name}.{secrets.token_hex(4)}")
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(partial, path)
        partial.unlink()
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return path.read_text(encoding="ascii")


def log_key(mode: str, home: Path) -> str:
    """Return the secret that signs the log's anchors; in production empty where none is set, and then nothing is signed.

    It may be set on another machine only than the one that serves pages: who owns this one could sign a chain made anew.
    """
    kept = os.environ.get("DUIZEND_LOG_KEY", "")
    return kept or ("" if mode == PRODUCTION else kept_secret(home, "duizend_log_key"))


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
        problems += production_problems(dict(os.environ)) + practice_secrets(dict(os.environ), home)
    elif not env.str("DATABASE_URL", default=""):
        problems.append("DATABASE_URL is not set; start with ./run, which brings its own PostgreSQL")
    theme, faults = chosen_theme(env.str("DUIZEND_THEME", default=""), root=root)
    idle = env.str("DUIZEND_IDLE_MINUTES", default=str(IDLE_MINUTES))
    messages = env.str("DUIZEND_MESSAGES", default="console" if mode == PRACTICE else "off")
    problems += faults + idle_problems(idle) + message_problems(messages, mode)
    if problems:
        raise SettingsRefused(problems)
    secret = (lambda name: env.str(name)) if mode == PRODUCTION else (
        lambda name: env.str(name, default="") or kept_secret(home, name.lower()))  # fmt: skip
    app = env.str("DATABASE_URL")
    return Environment(
        mode=mode, root=root, home=home, messages=messages, behind_proxy=env.bool("DUIZEND_BEHIND_PROXY", default=False),
        static=Path(env.str("DUIZEND_STATIC", default=str(home / "static/none"))),
        locale=Path(env.str("DUIZEND_LOCALE", default=str(root / "locale"))),
        secret_key=secret("DUIZEND_SECRET_KEY"), fact_key=secret("DUIZEND_FACT_KEY"),
        log_key=log_key(mode, home), database=database_settings(app),
        owner_database=database_settings(env.str("DATABASE_OWNER_URL", default=app)),
        report_database=database_settings(env.str("DATABASE_REPORT_URL", default=app)),
        backup_database=database_settings(env.str("DATABASE_BACKUP_URL")) if env.str("DATABASE_BACKUP_URL", default="") else None,
        postgres_programs=env.str("DUIZEND_POSTGRES_PROGRAMS", default=""),
        pooled=env.bool("DUIZEND_POOLED", default=False), metrics_token=env.str("DUIZEND_METRICS_TOKEN", default=""),
        hosts=tuple(env.list("DUIZEND_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])),
        origins=tuple(env.list("DUIZEND_ORIGINS", default=[])),
        framework_folders=_folders(env, root / "src/duizend/safety/meldcode/frameworks", "DUIZEND_FRAMEWORKS"),
        programme_folders=_folders(env, root / "programmes", "DUIZEND_PROGRAMMES"),
        instrument_folders=_folders(env, root / "instruments", "DUIZEND_INSTRUMENTS"),
        consent_folders=_folders(env, root / "consents", "DUIZEND_CONSENTS"), theme=theme, idle_minutes=int(idle),
    )  # fmt: skip


def _folders(env: environ.Env, own: Path, name: str) -> tuple[Path, ...]:
    """Return the product's own folder of files, and those that an organisation names, separated by colons."""
    return own, *(Path(folder) for folder in env.str(name, default="").split(":") if folder)


def chosen_theme(path: str, *, root: Path) -> tuple[Theme | None, list[str]]:
    """Read the organisation's own theme, if one is named, and list what is wrong with it."""
    if not path:
        return None, []
    try:
        return load_theme(Path(path), root=root), []
    except FileRefusedError as error:
        return None, [f"DUIZEND_THEME: {fault.message}" for fault in error.faults]


def idle_problems(minutes: str) -> list[str]:
    """List what is wrong with the minutes after which a session ends; empty when nothing is."""
    if minutes.isascii() and minutes.isdigit() and len(minutes) < 4 and SHORTEST_IDLE <= int(minutes) <= LONGEST_IDLE:
        return []
    return [f"DUIZEND_IDLE_MINUTES is '{minutes}'; expected minutes, from {SHORTEST_IDLE} to {LONGEST_IDLE}"]


def message_problems(chosen: str, mode: str) -> list[str]:
    """List what is wrong with who takes messages; empty when nothing is."""
    known = ("console", "off") if mode == PRACTICE else ("off",)
    return [] if chosen in known else [f"DUIZEND_MESSAGES is '{chosen}'; expected {' or '.join(known)}"]


def production_problems(variables: dict[str, str]) -> list[str]:
    """List what keeps these variables from being a production start; empty when nothing does."""
    needed = ("DATABASE_URL", "DATABASE_REPORT_URL", "DUIZEND_HOSTS", "DUIZEND_ORIGINS")
    of_practice = ("DUIZEND_PRACTICE_DATE", "DUIZEND_POSTGRES")
    return [
        *secret_problems(variables),
        *(f"{name} is not set" for name in needed if not variables.get(name)),
        *address_problems(variables),
        *role_problems(variables),
        *(f"{n} belongs to the practice region and must not be set" for n in of_practice if variables.get(n)),
    ]


def secret_problems(variables: dict[str, str]) -> list[str]:
    """List what is wrong with the secrets: missing, short, of few different characters, or one for two uses."""
    problems = []
    for name in SECRETS:
        value = variables.get(name, "")
        if len(value) < SHORTEST_SECRET or len(set(value)) < FEWEST_CHARACTERS:
            problems.append(f"{name} needs at least {SHORTEST_SECRET} random characters from your own secret store")
    first, second = SECRETS
    if variables.get(first) and variables.get(first) == variables.get(second):
        problems.append(f"{first} and {second} must differ")
    return problems


def address_problems(variables: dict[str, str]) -> list[str]:
    """List what is wrong with the addresses people use: this machine itself, any address, or one without TLS."""
    problems = []
    hosts = [host.strip().casefold() for host in variables.get("DUIZEND_HOSTS", "").split(",")]
    if any(host in OWN_MACHINE or host.endswith(".localhost") or "*" in host for host in hosts):
        problems.append("DUIZEND_HOSTS must name the addresses people use, not this machine itself or '*'")
    origins = [origin.strip() for origin in variables.get("DUIZEND_ORIGINS", "").split(",") if origin.strip()]
    if not all(origin.startswith("https://") for origin in origins):
        problems.append("DUIZEND_ORIGINS must hold addresses that begin with 'https://'")
    return problems


def role_problems(variables: dict[str, str]) -> list[str]:
    """List which database addresses share a role: each of the four has its own, or row-level security is void."""
    names = ("DATABASE_URL", "DATABASE_REPORT_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL")
    roles = {name: urlsplit(variables[name]).username for name in names if variables.get(name)}
    return [
        f"{second} must name another database role than {first}"
        for index, first in enumerate(roles)
        for second in list(roles)[index + 1 :]
        if roles[first] == roles[second]
    ]


def practice_secrets(variables: dict[str, str], home: Path) -> list[str]:
    """List the secrets that were taken over from a practice region's home."""
    kept = {name: home / "secrets" / name.lower() for name in SECRETS}
    return [
        f"{name} is the practice region's own; make a new one"
        for name, path in kept.items()
        if path.is_file() and path.read_text(encoding="ascii") == variables.get(name)
    ]
