"""The tag ``once``: what stands in it is drawn once for the same values, and put into every page that shows it.

    {% once card, level %}…{% endonce %}

What is drawn must depend on nothing but the values that the tag names. Words and numbers are the
same when they are equal; everything else is the same when it is one thing, as the parts of a site's
views are.
"""

from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

#: So many drawings are kept; then all are let go. A list's next ones are near the last ones.
_MOST = 20_000
_PLAIN = (str, int, float, type(None))


class Once(Extension):
    """Keeps what was drawn."""

    tags = {"once"}  # noqa: RUF012 (Jinja2's)

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Return the tag as statements: look for what was drawn, else draw and keep it; put it out."""
        line = next(parser.stream).lineno
        values = parser.parse_tuple(explicit_parentheses=False)
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        key, drawn = parser.free_identifier(line), parser.free_identifier(line)
        place = nodes.Const(f"{parser.name}:{key.name}")

        def name(what: nodes.InternalName, how: str) -> nodes.Name:
            return nodes.Name(what.name, how)

        found: list[nodes.Node] = [
            nodes.Assign(name(key, "store"), self.call_method("key", [place, values])),
            nodes.Assign(name(drawn, "store"), self.call_method("find", [name(key, "load")])),
            nodes.If(
                nodes.Test(name(drawn, "load"), "none", [], [], None, None),
                [
                    nodes.AssignBlock(name(drawn, "store"), None, body),
                    nodes.ExprStmt(self.call_method("keep", [name(key, "load"), name(drawn, "load"), values])),
                ],
                [],
                [],
            ),
            nodes.Output([name(drawn, "load")]),
        ]
        return [node.set_lineno(line) for node in found]

    def __init__(self, environment: Any) -> None:
        """Begin with nothing drawn."""
        super().__init__(environment)
        self._drawn: dict[Any, tuple[Markup, Any]] = {}

    def key(self, place: str, values: Any) -> Any:
        """Return what the values are told apart by."""
        every = values if type(values) is tuple else (values,)
        return place, *[value if isinstance(value, _PLAIN) else id(value) for value in every]

    def find(self, key: Any) -> Markup | None:
        """Return what was drawn, or nothing."""
        found = self._drawn.get(key)
        return found[0] if found else None

    def keep(self, key: Any, drawn: Markup, values: Any) -> None:
        """Keep what was drawn, and the values: while they are there, no other has their place in memory."""
        if len(self._drawn) >= _MOST:
            self._drawn.clear()
        self._drawn[key] = drawn, values
