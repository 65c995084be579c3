# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads whose SQL is written once per process.

Django writes the SQL of a query anew each time it is asked, which costs a page more than all answers of PostgreSQL
together. A function marked `prepared` says what is read with an ordinary queryset; its positional arguments become
parameters, its keyword arguments (a limit, say) choose between a few texts. Prefetches are read along.

PostgreSQL is told each text once for every connection, and keeps how it answers it (settings: `prepare_threshold`);
behind a pooler that cannot keep such statements (DUIZEND_POOLED) it plans each time, as with any other query.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connections
from django.db.models import Field, Lookup, Model, Prefetch, QuerySet
from django.db.models.base import ModelState
from django.db.models.expressions import Expression
from django.db.models.fields.related import ForeignObject
from django.db.models.query import ModelIterable, ValuesListIterable
from django.db.models.signals import post_init, pre_init  # noqa: TID251 - only to see that nobody listens
from psycopg import Cursor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# The ids of the rows before: the last of the values of what is read along.
IDS = -1
M = TypeVar("M", bound=Model)
V = TypeVar("V")


class Slot(Expression):
    """The place of a value that is known when the query is asked."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: object, connection: object) -> tuple[str, list[Slot]]:
        return "%s", [self]


@Field.register_lookup
@ForeignObject.register_lookup
class AnyOf(Lookup):
    """`family_id__any_of=ids`: as `in`, with one text for any number of values."""

    lookup_name = "any_of"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[object]]:
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", [*left_values, *right_values]


class Kept(Cursor):
    """A cursor whose statements the database keeps for this connection; values are sent beside the text."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Kept:
        return super().execute(query, params, prepare=True, **options)

    def _send_query_prepared(self, name: bytes, pgq: Any, *, binary: bool | None = None) -> None:
        # For who listens to queries: psycopg tells them the text of a statement it did not send anew as nothing.
        self._query = pgq
        super()._send_query_prepared(name, pgq, binary=binary)


class Known(QuerySet):
    """Related rows that were read along; what is asked further of them is asked of the database, as always."""

    def _clone(self) -> QuerySet:
        return self.model._default_manager.filter(**{self._relation.name: self._holder})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._clone(), name)


def prepared(make: Callable[..., QuerySet[M]]) -> Callable[..., list[M]]:
    """Make a read of a function that returns a queryset; it may not look at its positional arguments."""
    plans: dict[tuple[object, ...], Plan] = {}

    @wraps(make)
    def read(*values: object, **shape: object) -> list:
        key = (len(values), *sorted(shape.items()))
        plan = plans.get(key)
        if plan is None:
            plan = plans[key] = Plan.of(make(*map(Slot, range(len(values))), **shape))
        return plan.read(values)

    return read


def rows_of(holder: Model, name: str) -> list[Any]:
    """Return the related rows that were read along, as they lie; asked of the database when they were not.

    As `list(holder.name.all())`, without a manager made for the occasion. Not to be changed.
    """
    known = holder.__dict__.get("_prefetched_objects_cache", {}).get(name)
    return list(getattr(holder, name).all()) if known.__class__ is not Known else known._result_cache


def derived_once(name: str) -> Callable[[Callable[[Any], V]], Callable[[Any], V]]:
    """Keep what a function derives from an object beside the rows of `name` that were read along with it.

    Read anew, those rows bring nothing along. When they were not read along the function runs each time.
    """

    def decorate(derive: Callable[[Any], V]) -> Callable[[Any], V]:
        @wraps(derive)
        def look(holder: Any) -> V:
            known = holder.__dict__.get("_prefetched_objects_cache", {}).get(name)
            if known.__class__ is not Known:
                return derive(holder)
            derived = known.__dict__.setdefault("_derived", {})
            if derive not in derived:
                derived[derive] = derive(holder)
            return derived[derive]

        return look

    return decorate


def read_along(model: type[Model], name: str, make: Callable[[], QuerySet]) -> Callable[[Iterable[Any]], None]:
    """Make a read of one relation for objects that came out of several reads: one query for all of them."""
    plans: list[Along] = []

    def read(holders: Iterable[Any]) -> None:
        if not plans:
            plans.append(Along._of((), model._meta.get_field(name), make()))
        plans[0].read(holders, ())

    return read


def _kept_cursor(connection: Any) -> Kept:
    """Return the one cursor of a connection for these reads: each is fetched whole before the next is asked."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    cursor = connection.__dict__.get("kept_cursor")
    if cursor is None or cursor.connection is not connection.connection:
        cursor = connection.kept_cursor = Kept(connection.connection)
    return cursor


def _sent(value: object) -> object:
    """Write a list of keys as PostgreSQL does: one type of value, and so one plan, for keys of any size."""
    if type(value) is list and value and type(value[0]) is int:
        return f"{{{','.join(map(str, value))}}}"
    return value


@dataclass(slots=True)
class Plan:
    """A query in full: its text, how a row becomes an object, and what is read along with the objects."""

    using: str
    text: str
    parameters: tuple[object, ...]
    converters: list[tuple[int, list[Callable], object]]
    shape: Shape | None
    along: list[Along] = field(default_factory=list)

    @classmethod
    def of(cls, queryset: QuerySet) -> Plan:
        compiler = queryset.query.get_compiler(using=queryset.db)
        text, parameters = compiler.as_sql()
        converters = compiler.get_converters([expression for expression, _sql, _alias in compiler.select])
        shape = None
        if issubclass(queryset._iterable_class, ModelIterable):
            shape = Shape.of(compiler.klass_info, compiler.select, queryset.db)
            shape.annotations = list((compiler.annotation_col_map or {}).items())
        elif queryset._iterable_class is not ValuesListIterable:
            raise TypeError("prepared reads give objects or tuples")
        return cls(
            queryset.db, text, tuple(parameters),
            [(place, functions, expression) for place, (functions, expression) in converters.items()],
            shape, Along.all_of(queryset),
        )  # fmt: skip

    def read(self, values: tuple[object, ...]) -> list:
        connection = connections[self.using]
        cursor = connection._prepare_cursor(_kept_cursor(connection))
        cursor.execute(
            self.text, [_sent(values[one.place]) if one.__class__ is Slot else one for one in self.parameters]
        )
        rows = cursor.fetchall()
        if self.converters:
            rows = [self._converted(list(row), connection) for row in rows]
        if self.shape is None:
            return rows
        found = [self.shape.build(row) for row in rows]
        for along in self.along if found else ():
            along.read(found, values)
        return found

    def _converted(self, row: list, connection: object) -> list:
        for place, functions, expression in self.converters:
            for function in functions:
                row[place] = function(row[place], expression, connection)
        return row


@dataclass(slots=True)
class Shape:
    """How part of a row becomes an object, and further parts what it points to."""

    model: type[Model]
    names: list[str]
    first: int
    last: int
    key: int
    using: str
    related: list[tuple[Shape, Callable, Callable]]
    annotations: list[tuple[str, int]] = field(default_factory=list)

    @classmethod
    def of(cls, told: dict[str, Any], select: Sequence[Any], using: str) -> Shape:
        model, places = told["model"], told["select_fields"]
        # Built without __init__, at a tenth of its cost: nothing may depend on it.
        if model.__init__ is not Model.__init__ or pre_init.has_listeners(model) or post_init.has_listeners(model):
            raise TypeError(f"{model.__name__} does something of its own when it is made")
        names = [select[place][0].target.attname for place in places]
        related = [
            (cls.of(other, select, using), other["local_setter"], other["remote_setter"])
            for other in told.get("related_klass_infos", ())
        ]
        key = places[names.index(model._meta.pk.attname)]
        return cls(model, names, places[0], places[-1] + 1, key, using, related)

    def build(self, row: Sequence[object]) -> Any:
        made = self.model.__new__(self.model)
        state = ModelState()
        # The fields' cache too, which would be made by its descriptor when it is first asked for.
        state.__dict__ = {"db": self.using, "adding": False, "fields_cache": {}}
        values = made.__dict__
        values["_state"] = state
        values.update(zip(self.names, row[self.first : self.last], strict=True))
        for shape, set_here, set_there in self.related:
            other = None if row[shape.key] is None else shape.build(row)
            set_here(made, other)
            if other is not None:
                set_there(other, made)
        for name, place in self.annotations:
            values[name] = row[place]
        return made


@dataclass(slots=True)
class Along:
    """A relation that is read along: for the objects at the end of a path, in one query."""

    path: tuple[str, ...]
    relation: Any
    plan: Plan
    empty: dict[str, object]

    @classmethod
    def all_of(cls, queryset: QuerySet) -> list[Along]:
        """List what a queryset prefetches, in order; what it selects along needs no query."""
        found: dict[tuple[str, ...], Along] = {}
        for lookup in queryset._prefetch_related_lookups:
            path = (lookup.prefetch_through if isinstance(lookup, Prefetch) else lookup).split("__")
            model, selected = queryset.model, queryset.query.select_related
            for place, name in enumerate(path):
                relation = model._meta.get_field(name)
                selected = selected.get(name) if isinstance(selected, dict) else None
                is_last = place + 1 == len(path)
                given = lookup.queryset if is_last and isinstance(lookup, Prefetch) else None
                if selected is None and tuple(path[: place + 1]) not in found:
                    rows = relation.related_model._default_manager.all() if given is None else given
                    found[tuple(path[: place + 1])] = cls._of(tuple(path[:place]), relation, rows)
                model = relation.related_model
        return list(found.values())

    @classmethod
    def _of(cls, path: tuple[str, ...], relation: Any, rows: QuerySet) -> Along:
        if not (relation.many_to_one or relation.one_to_many):
            raise TypeError(f"{relation} cannot be read along")
        key = "pk" if relation.many_to_one else relation.field.attname
        known = Known(relation.related_model)
        known._prefetch_done, known._relation = True, getattr(relation, "field", None)
        return cls(path, relation, Plan.of(rows.filter(**{f"{key}__any_of": Slot(IDS)})), known.__dict__)

    def read(self, roots: Iterable[Any], values: tuple[object, ...]) -> None:
        holders = _follow(roots, self.path)
        if not holders:
            return
        if self.relation.many_to_one:
            self._read_one(holders, values)
        else:
            self._read_many(holders, values)

    def _read_one(self, holders: list[Any], values: tuple[object, ...]) -> None:
        name, set_here = self.relation.attname, self.relation.set_cached_value
        keys = {holder.__dict__[name] for holder in holders} - {None}
        found = {one.pk: one for one in self.plan.read((*values, list(keys)))} if keys else {}
        for holder in holders:
            set_here(holder, found.get(holder.__dict__[name]))

    def _read_many(self, holders: list[Any], values: tuple[object, ...]) -> None:
        name, back = self.relation.field.attname, self.relation.field.cache_name
        cache, key = self.relation.field.remote_field.cache_name, self.relation.model._meta.pk.attname
        grouped: dict[object, list] = {holder.__dict__[key]: [] for holder in holders}
        for one in self.plan.read((*values, list(grouped))):
            grouped[one.__dict__[name]].append(one)
        for holder in holders:
            rows = grouped[holder.__dict__[key]]
            for one in rows:
                one._state.fields_cache[back] = holder
            known = Known.__new__(Known)
            known.__dict__ = {**self.empty, "_result_cache": rows, "_holder": holder}
            holder.__dict__.setdefault("_prefetched_objects_cache", {})[cache] = known


def _follow(roots: Iterable[Any], path: Iterable[str]) -> list[Any]:
    """Return the objects at the end of a path; all of it was read before."""
    holders = list(roots)
    for name in path:
        ahead = []
        for holder in holders:
            relation = holder._meta.get_field(name)
            if relation.one_to_many:
                ahead.extend(holder._prefetched_objects_cache[relation.cache_name])
            else:
                ahead.append(holder._state.fields_cache.get(relation.cache_name))
        holders = [one for one in ahead if one is not None]
    return holders
