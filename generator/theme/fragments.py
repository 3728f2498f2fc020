"""The tag ``once``: what stands in it is drawn once for the same values, and put into every page that shows it.

    {% once card, level %}…{% endonce %}

What is drawn must depend on nothing but the values that the tag names. Words and numbers are the
same when they are equal; everything else is the same when it is one thing, as the parts of a site's
views are.
"""

from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

#: So many drawings are kept; then all are let go. A list's next ones are near the last ones.
_MOST = 20_000
_WORDS, _NUMBERS = {str, type(None)}, {int, bool, float}
_FIND, _KEEP = "_once_drawn", "_once_kept"


class Once(Extension):
    """Keeps what was drawn."""

    tags = {"once"}  # noqa: RUF012 (Jinja2's)

    def __init__(self, environment: Environment) -> None:
        """Begin with nothing drawn."""
        super().__init__(environment)
        self._drawn: dict[Any, tuple[Markup, Any]] = {}
        # As filters: those are called at once, and methods of extensions by way of the page's context.
        environment.filters[_FIND] = self.find
        environment.filters[_KEEP] = self.keep

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Return the tag as statements: look for what was drawn, else draw and keep it; put it out."""
        line = next(parser.stream).lineno
        values = parser.parse_tuple(explicit_parentheses=False)
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        name = parser.free_identifier(line).name
        stored, drawn = nodes.Name(name, "store"), nodes.Name(name, "load")
        # What the tag is told from others by: its template, and which one it is in that.
        place = nodes.Const(f"{parser.name}:{name}")

        def filtered(node: nodes.Expr, how: str, arguments: list[nodes.Expr]) -> nodes.Assign:
            return nodes.Assign(stored, nodes.Filter(node, how, arguments, [], None, None))

        found: list[nodes.Node] = [
            filtered(values, _FIND, [place]),
            nodes.If(
                nodes.Test(drawn, "none", [], [], None, None),
                [nodes.AssignBlock(stored, None, body), filtered(drawn, _KEEP, [place, values])],
                [],
                [],
            ),
            nodes.Output([drawn]),
        ]
        return [node.set_lineno(line) for node in found]

    def find(self, values: Any, place: str) -> Markup | None:
        """Return what was drawn for these values, or nothing."""
        found = self._drawn.get(_key(place, values))
        return found[0] if found else None

    def keep(self, drawn: Markup, place: str, values: Any) -> Markup:
        """Keep what was drawn, and the values: while they are there, no other has their place in memory."""
        if len(self._drawn) >= _MOST:
            self._drawn.clear()
        self._drawn[_key(place, values)] = drawn, values
        return drawn


def _key(place: str, values: Any) -> Any:
    """Return what values are told apart by."""
    if type(values) is not tuple:
        values = (values,)
    return place, *[value if type(value) in _WORDS else _told(value) for value in values]


def _told(value: Any) -> Any:
    """Return what tells a number or a thing: 1 is not True, and no number is a thing's place in memory."""
    kind = type(value)
    return (kind, value) if kind in _NUMBERS else id(value)
