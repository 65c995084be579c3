# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The four database roles, as an administrator makes them once (ADR 2).

*owner* migrates, *app* serves people and machines and owns nothing, *report* sees only the schema with
pseudonymous facts, *backup* reads everything and writes nothing (ADR 19). None is a superuser; only *backup* may
bypass row-level security, and no program that serves people knows its password.
"""

ROLE_STATEMENTS = (
    "CREATE ROLE duizend_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    "CREATE ROLE duizend_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    "CREATE ROLE duizend_report LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    "CREATE ROLE duizend_backup LOGIN NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB",
    "ALTER ROLE duizend_backup SET default_transaction_read_only = on",
    "GRANT pg_read_all_data TO duizend_backup",
    # Of a statement that is kept for a connection the plan is kept too: row security makes planning dearer than reading.
    "ALTER ROLE duizend_app SET plan_cache_mode = force_generic_plan",
    "CREATE DATABASE duizend OWNER duizend_owner ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'",
)
