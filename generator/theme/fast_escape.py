"""Jinja2's compiled templates, made to run faster with the same result.

Two things cost most on a page: every word that is written goes through two Python functions to be
escaped, and every piece of an included part is handed up through each part that includes it. Here
the text of plain strings is escaped by the one function in C, and a part comes as one piece. With
another release of Jinja2 than was tried, or where MarkupSafe has no such function, theirs stays as it is.
"""

import re
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes

from generator.base.patterns import lazily

#: What compiled templates of this make are called, for those that are kept on disk. They import this module, so its
#: name is in it: those of a release where it had another are compiled again. The number goes up where the same
#: template is compiled to something else.
MAKE = f"{__name__} 4"

_FIRST = lazily(r"\Afrom jinja2\.runtime import [^\n]*\bescape\b[^\n]*", re.ASCII)
_HANDED = lazily(r"^( *)try:\n +for event in gen:\n +yield event\n +finally: gen\.close\(\)\n", re.MULTILINE)

#: The releases of Jinja2 that the tests of the theme were run with.
QUICK_VERSIONS = frozenset({"3.1.5", "3.1.6"})

_of_text = getattr(markupsafe, "_escape_inner", markupsafe.escape)
_of_all = markupsafe.escape


def escape(value: Any) -> str:
    """Return what stands for a value in HTML; Jinja2 only joins it with other text."""
    return _of_text(value) if type(value) is str else _of_all(value)


def quick_way() -> str:
    """The library and its release, and whether its templates are made faster, to be shown to people."""
    return f"Jinja2 {jinja2.__version__}: quick way {'on' if jinja2.__version__ in QUICK_VERSIONS else 'off'}"


class Environment(jinja2.Environment):
    """Jinja2, with compiled templates that run faster."""

    def _generate(self, source: nodes.Template, *how: Any, **more: Any) -> str:
        """Return a template as Python. Its lines stay where they are: errors are found by them."""
        code = super()._generate(source, *how, **more)
        if jinja2.__version__ not in QUICK_VERSIONS:
            return code
        code = _FIRST.sub(lambda line: f"{line[0]}; from {__name__} import escape", code)
        return _HANDED.sub(r"\1yield concat(gen)\n\n\n\n", code)
