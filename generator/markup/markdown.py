"""Markdown to HTML: the only module through which Python-Markdown is used.

The library is loaded when a text first needs it.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from generator.base.model import Heading
from generator.base.text import LONG_NUMBER, NO_NUMBER
from generator.markup.base import Converted, Markup, Options, Unconvertible
from generator.markup.dialect.prepare import Prepared, prepare
from generator.markup.engine.depth import deep_html, too_deep
from generator.markup.engine.ids import BACKLINK_TEXT, footnote_prefix
from generator.markup.finish import finished
from generator.markup.quick import document as quick
from generator.markup.quick.tokens import Doubt

__all__ = ["MARKUP", "OPTIONS", "Converted", "Heading", "Unconvertible", "convert", "deep_html", "too_deep"]

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
        ("footnotes.BACKLINK_TEXT", BACKLINK_TEXT),
        ("toc.slugify", "slugify_unicode"),
    ),
)


# The releases for which the quick way gives the same output, as `python -m tests.fuzz.markdown --documents 20000`
# showed for each of them. Before 3.11.3 the library parses emphasis differently from GitHub; before 3.11.2 it lacks
# classes and functions that the engine uses. With any other release, the library converts every text.
QUICK_VERSIONS = frozenset({"3.11.3.final.0"})


def quick_way() -> str:
    """The library and its release, and whether the quick way is on, to be shown to users."""
    release, _, level = OPTIONS.version.partition(".final.")
    shown = release if level == "0" else OPTIONS.version.splitlines()[0]
    return f"Markdown {shown}: quick way {'on' if OPTIONS.version in QUICK_VERSIONS else 'off'}"


def convert(text: str, prefix: str = "") -> Converted:
    """The HTML and the headings of a Markdown text.

    `prefix` goes into the ids of footnotes.  Raises Unconvertible for a text that the library
    cannot convert, or would take too long for; `too_deep` finds some of these in advance.
    """
    return _safely(_by_either_way, text, footnote_prefix(prefix))


def convert_slowly(text: str, prefix: str = "") -> Converted:
    """The same, always by the library: for comparison."""
    return _safely(_by_library, text, footnote_prefix(prefix))


def _by_either_way(prepared: Prepared, prefix: str) -> Converted:
    """The document by the quick way, or by the library if that gives up."""
    if OPTIONS.version in QUICK_VERSIONS:
        try:
            return finished(quick.convert(prepared, prefix, stock), prepared)
        except (Doubt, RecursionError):
            pass  # the library decides
    return _by_library(prepared, prefix)


def _by_library(prepared: Prepared, prefix: str) -> Converted:
    """The document by the library."""
    return finished(cast("Converted", stock().convert(prepared, prefix)), prepared)


def _safely(way: Callable[[Prepared, str], Converted], text: str, prefix: str) -> Converted:
    """The document by a way; numeric character references that Python refuses to convert count as invalid."""
    try:
        return way(prepare(text), prefix)
    except Unconvertible:
        raise
    except ValueError:
        return way(prepare(LONG_NUMBER.sub(NO_NUMBER, text)), prefix)


@cache
def stock() -> Any:
    """The library's instance, loaded at the first call and cached."""
    return import_module("generator.markup.engine.library").Stock()


MARKUP = Markup(name="Markdown", suffixes=(".md", ".markdown"), convert=convert, too_deep=too_deep, options=OPTIONS)
