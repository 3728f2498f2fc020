"""The tag ``once``, which is obsolete: it only renders its content.

The theme of 0.1.0 had it around what many pages show alike, to draw that once; it saved 1 % of a
first build. A template that a site copied from that theme still works.
"""

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser


class Once(Extension):
    """Accepts ``{% once view.site %}…{% endonce %}``, whatever values the tag names."""

    tags = {"once"}  # noqa: RUF012 (Jinja2's)

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the tag's content in a scope of its own."""
        line = next(parser.stream).lineno
        parser.parse_tuple(explicit_parentheses=False)
        return nodes.Scope(parser.parse_statements(("name:endonce",), drop_needle=True), lineno=line)
