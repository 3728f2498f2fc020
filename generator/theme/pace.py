"""Jinja2's compiled templates, made to run faster with the same result.

Two things cost most on a page: every word that is written goes through two Python functions to be
escaped, and every piece of an included part is handed up through each part that includes it. Here
the text of plain strings is escaped by the one function in C, and a part comes as one piece. Where
another version of Jinja2 or MarkupSafe does things otherwise, theirs stays as it is.
"""

import re
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes

#: What compiled templates of this make are called, for those that are kept on disk.
MAKE = "pace 3"

_FIRST = re.compile(r"\Afrom jinja2\.runtime import [^\n]*\bescape\b[^\n]*", re.ASCII)
_HANDED = re.compile(r"^( *)try:\n +for event in gen:\n +yield event\n +finally: gen\.close\(\)\n", re.MULTILINE)

_of_text = getattr(markupsafe, "_escape_inner", markupsafe.escape)
_of_all = markupsafe.escape


def escape(value: Any) -> str:
    """Return what stands for a value in HTML; Jinja2 only joins it with other text."""
    return _of_text(value) if type(value) is str else _of_all(value)


class Environment(jinja2.Environment):
    """Jinja2, with compiled templates that run faster."""

    def _generate(self, source: nodes.Template, *how: Any, **more: Any) -> str:
        """Return a template as Python. Its lines stay where they are: errors are found by them."""
        code = super()._generate(source, *how, **more)
        code = _FIRST.sub(lambda line: f"{line[0]}; from {__name__} import escape", code)
        return _HANDED.sub(r"\1yield concat(gen)\n\n\n\n", code)
