# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Templates kept once per language, with their words in it: a page need not look up the same fifty words again.

What stands most in a template, a name that leads to a string through plain dicts, is looked up and escaped without
the dozen of calls that Django makes to find out what it is. Everything else is left to Django.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from django.forms.boundfield import BoundField
from django.template.base import FilterExpression, Lexer, Parser, Template, VariableNode, render_value_in_context
from django.template.loader_tags import IncludeNode
from django.template.loaders import cached
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

if TYPE_CHECKING:
    from django.template import Context, Origin
    from django.template.base import Node, NodeList, Token

# Words that stand in the page as they are; what is kept under a name ("as title") is left to the tag.
FAILED = object()
WORDS = re.compile(r'{% trans "([^"\\]+)" %}')


class Loader(cached.Loader):
    """Django's own, per language."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{get_language()} {super().cache_key(template_name, skip)}"

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        key = self.cache_key(template_name, skip)
        kept = self.get_template_cache.get(key)
        if kept.__class__ is not Quick:
            found = super().get_template(template_name, skip)
            kept = self.get_template_cache[key] = Quick(found.source, found.origin, found.name, found.engine)
        return kept

    def get_contents(self, origin: Origin) -> str:
        return WORDS.sub(_say, super().get_contents(origin))


class Quick(Template):
    """A template whose plain names are looked up straight away; the same page comes out."""

    def compile_nodelist(self) -> NodeList:
        if self.engine.debug:
            return super().compile_nodelist()
        tokens = Lexer(self.source).tokenize()
        parser = QuickParser(tokens, self.engine.template_libraries, self.engine.template_builtins, self.origin)
        nodes = parser.parse()
        self.extra_data = parser.extra_data
        return nodes


class QuickParser(Parser):
    def compile_filter(self, token: str) -> FilterExpression:
        return Name(token, self)

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        if type(node) is VariableNode:
            node = Said(node.filter_expression)
        elif type(node) is IncludeNode and not node.template.is_var:
            node = Inserted(node.template, extra_context=node.extra_context, isolated_context=node.isolated_context)
        super().extend_nodelist(nodelist, node, token)


class Name(FilterExpression):
    """What a template asks of its context."""

    __slots__ = ("path",)

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        is_plain = self.is_var and not self.filters and not self.var.translate
        self.path: tuple[str, ...] | None = self.var.lookups if is_plain else None

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        if self.path is None:
            return super().resolve(context, ignore_failures)
        first, *rest = self.path
        for known in reversed(context.dicts):
            if first in known:
                value = known[first]
                break
        else:
            return self._missing(context, first, context, ignore_failures)
        for name in rest:
            kind = type(value)
            if kind is dict:
                if name not in value:
                    return self._missing(value, name, context, ignore_failures)
                value = value[name]
            elif kind is BoundField or not hasattr(kind, "__getitem__"):
                # Of what can be asked for an item, a field of a form has none by name.
                value = getattr(value, name, FAILED)
            else:
                value = FAILED
            if value is FAILED or callable(value):
                return super().resolve(context, ignore_failures)
        return super().resolve(context, ignore_failures) if callable(value) else value

    def _missing(self, holder: Any, name: str, context: Context, ignore_failures: bool) -> Any:
        # It may still be an attribute, such as `items`, or a place in a list.
        if (
            hasattr(holder, name)
            or name.isdigit()
            or (not ignore_failures and context.template.engine.string_if_invalid)
        ):
            return super().resolve(context, ignore_failures)
        return None if ignore_failures else ""


class Said(VariableNode):
    """A value in the page."""

    def render_annotated(self, context: Context) -> str:
        value = self.filter_expression.resolve(context)
        # Its type, not its class: what is worked out later passes for what it will be.
        kind = type(value)
        if kind is str:
            return escape(value) if context.autoescape else value
        return value if kind is SafeString else render_value_in_context(value, context)


class Inserted(IncludeNode):
    """A template in another, by a fixed name: looked for once, as the one around it is kept per language too."""

    kept: Template | None = None

    def render_annotated(self, context: Context) -> str:
        kept = self.kept
        if kept is None:
            kept = self.kept = context.template.engine.get_template(self.template.resolve(context))
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        if self.isolated_context:
            return kept.render(context.new(values))
        with context.push(**values):
            return kept.render(context)


def _say(words: re.Match[str]) -> str:
    # As the tag does it: a percent sign is doubled in the list of texts.
    said = gettext(words[1].replace("%", "%%")).replace("%%", "%")
    return words[0] if "{" in said else said
