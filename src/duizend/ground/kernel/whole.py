# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An action is done whole, or not at all."""

from __future__ import annotations

from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")
_is_inside: ContextVar[bool] = ContextVar("inside_an_action", default=False)


def whole(act: Callable[P, R]) -> Callable[P, R]:
    """Make an action atomic, with one savepoint for it and for the actions that it takes inside.

    What is refused inside undoes the whole of it. An action that lives on after a refusal inside does the refused
    part in a `transaction.atomic()` of its own; without that the database accepts nothing more.
    """

    @wraps(act)
    def run(*args: P.args, **words: P.kwargs) -> R:
        if _is_inside.get():
            with transaction.atomic(savepoint=False):
                return act(*args, **words)
        token = _is_inside.set(True)
        try:
            with transaction.atomic():
                return act(*args, **words)
        finally:
            _is_inside.reset(token)

    return run
