"""Markdown: the one door to Python-Markdown.

Nothing else in the program knows the library.  It is loaded when a text first needs it.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from generator.markup.base import Converted, Heading, Markup, Options, Unconvertible
from generator.markup.engine.depth import too_deep
from generator.markup.engine.ids import footnote_prefix

__all__ = ["MARKUP", "OPTIONS", "Converted", "Heading", "Unconvertible", "convert", "too_deep"]

Converter = Callable[[str, str], Converted]
VERSION = re.compile(r"__version_info__ = \((\d+), (\d+), (\d+), '(\w+)', (\d+)\)")


def installed_version() -> str:
    """The version of the installed library, read from its file: importing it takes 30 ms."""
    spec = find_spec("markdown")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("Python-Markdown is not installed", name="markdown")
    text = Path(spec.origin).with_name("__meta__.py").read_text(encoding="utf-8")
    match = VERSION.search(text)
    return ".".join(match.groups()) if match else f"unknown:{text}"


OPTIONS = Options(
    library="Python-Markdown",
    version=installed_version(),
    extensions=(
        "fenced_code",
        "footnotes",
        "attr_list",
        "def_list",
        "tables",
        "abbr",
        "md_in_html",
        "toc",
        "smarty",
        "sane_lists",
    ),
    settings=(
        ("output_format", "html"),
        ("footnotes.BACKLINK_TEXT", "&#8617;&#65038;"),
        ("toc.slugify", "slugify_unicode"),
    ),
)


def convert(text: str, prefix: str = "") -> Converted:
    """The HTML and the headings of a Markdown text.

    `prefix` goes into the ids of footnotes.  Raises Unconvertible for a text that the library
    cannot take, which `too_deep` finds before.
    """
    return stock()(text, footnote_prefix(prefix))


@cache
def stock() -> Converter:
    """The library itself, loaded at the first call and kept."""
    return import_module("generator.markup.engine.stock").Stock().convert  # type: ignore[no-any-return]


MARKUP = Markup(name="Markdown", suffixes=(".md", ".markdown"), convert=convert, too_deep=too_deep, options=OPTIONS)
