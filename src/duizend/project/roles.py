# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The three database roles, as an administrator makes them once (ADR 2).

*owner* migrates, *app* serves people and machines and owns nothing, *report* sees only the schema with
pseudonymous facts. None is a superuser or may bypass row-level security.
"""

ROLE_STATEMENTS = (
    "CREATE ROLE duizend_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    "CREATE ROLE duizend_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    "CREATE ROLE duizend_report LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    # Of a statement that is kept for a connection the plan is kept too: row security makes planning dearer than reading.
    "ALTER ROLE duizend_app SET plan_cache_mode = force_generic_plan",
    "CREATE DATABASE duizend OWNER duizend_owner ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'",
)
