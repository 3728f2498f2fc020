"""What stands between the braces of templates: names, texts, and the few filters that change no more than letters."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from generator.base.text import slugify
from generator.importers.folder.dates import moment, strftime
from generator.importers.folder.values import within

Lookup = Mapping[str, Any]

_LONGEST = 2000
_PATH = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w-]+|\[(?:\"[^\"\]]*\"|'[^'\]]*'|\d+)\])*")
_STEP = re.compile(r"\.?([\w-]+)|\[[\"']?([^\"'\]]*)[\"']?\]")
_TEXT = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_FILTER = re.compile(r"\|\s*(?P<name>\w+)\s*(?::\s*(?P<said>(?:\"[^\"]*\"|'[^']*'|[^|\"'])*))?")
_ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*[=:]\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)'|`([^`]*)`|([^\s"'`,]+))"""
    r"""|"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s,"'`]+)"""
)

_PLAIN: Mapping[str, Callable[[str], str]] = {
    "escape": lambda text: escape(text, quote=False),
    "escape_once": str,
    "xml_escape": lambda text: escape(text, quote=False),
    "strip": str.strip,
    "strip_newlines": lambda text: text.replace("\n", ""),
    "downcase": str.lower,
    "lower": str.lower,
    "upcase": str.upper,
    "capitalize": str.capitalize,
    "slugify": slugify,
    "slug": slugify,
    "safe": str,
    "url": str,
    "uri_escape": str,
    "markdownify": str,
    "smartify": str,
    "string": str,
}


def said(text: str) -> dict[str, str]:
    """Return the words of a tag; those without a name are numbered from 0."""
    found: dict[str, str] = {}
    number = 0
    for match in _ATTRIBUTE.finditer(text[:_LONGEST]):
        if match[1] and not re.match(r"https?$", match[1]):
            found[match[1].lower()] = (match[2] or match[3] or match[4] or match[5] or "").replace('\\"', '"')
        else:
            whole = match[6] or match[7] or match[8] or match[9] or (match[0] if match[1] else "")
            found[str(number)] = whole
            number += 1
    return found


def value(text: str, known: Lookup) -> str | None:
    """Return what an expression shows, or None where only the program itself could tell."""
    if len(text) > _LONGEST:
        return None
    bar = _bar(text)
    shown = _first(text[:bar].strip(), known)
    if bar == len(text):
        return shown
    place = bar
    while place < len(text):
        found = _FILTER.match(text, place)
        if found is None:
            return None
        shown = _filtered(shown, found["name"], (found["said"] or "").strip(), known)
        if shown is None:
            return None
        place = found.end()
    return shown


def _bar(text: str) -> int:
    """Return where the first filter begins."""
    quote = ""
    for number, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "|":
            return number
    return len(text)


def _first(text: str, known: Lookup) -> str | None:
    if found := _TEXT.fullmatch(text):
        return found[1] if found[1] is not None else found[2]
    if re.fullmatch(r"\d+", text):
        return text
    return found_at(text, known)


def found_at(path: str, known: Lookup) -> str | None:
    """Return the text that a name such as ``site.title`` stands for, or None."""
    if not _PATH.fullmatch(path):
        return None
    steps = [one[1] or one[2] for one in _STEP.finditer(path)]
    here: Any = known
    for step in steps:
        if isinstance(here, list) and step.isdecimal() and len(step) < 6 and int(step) < len(here):
            here = here[int(step)]
        elif isinstance(here, Mapping) and step in here:
            here = here[step]
        else:
            here = within(here, step) or None
    return here if isinstance(here, str) else None


def _filtered(shown: str | None, name: str, about: str, known: Lookup) -> str | None:
    """Return a text after a filter, or None for a filter that is not known."""
    word = _first(about, known) if about else ""
    if name == "default":
        return shown or word
    if shown is None:
        return None
    base = str(within(known, "site", "baseurl"))
    if name in {"relative_url", "absolute_url"}:
        path = shown if shown.startswith("/") or "://" in shown else f"/{shown}"
        here = "://" in path or (base and path.startswith(f"{base}/"))
        return path if here else base + path
    if name in {"date", "date_to_string"}:
        when = moment(shown)
        return strftime(when, word or "%d %b %Y") if when and word is not None else None
    if name in {"date_to_xmlschema", "isoformat"}:
        when = moment(shown)
        return when.isoformat() if when else None
    if word is None:
        return None
    if name == "prepend":
        return word + shown
    if name == "append":
        return shown + word
    if name in {"remove", "remove_first"}:
        return shown.replace(word, "", 1 if name == "remove_first" else -1)
    return _PLAIN[name](shown) if name in _PLAIN else None
