"""Typographic quotes, dashes and ellipses in titles and other plain texts.

``He said "don't" ...`` is ``He said “don’t” …``, by the same rules that the Markdown library's
"smarty" has, whatever the language. Pages, feeds and drawn images all show it so; files, addresses
and ids stay as they are written.
"""

import html
import re
from typing import Any, TypeVar

import msgspec

from generator.base.model import Entry
from generator.markup.quick.smart import smarten
from generator.markup.quick.tokens import ANY, FIXED

#: The keys with natural-language text: others may be names, ids, addresses or code.
_WORDS = frozenset({"alt", "ask", "audience", "bio", "credit", "description", "employer", "example", "hint"}) | {
    *("label", "location", "note", "outcome", "series", "summary", "template", "text", "title", "to", "topic"),
    *("transcript", "what"),
}
#: Settings of comment systems, which are not ours.
_NOT_OURS = "others"
_TO_MEND = re.compile(r"""['"]|--|\.\.\.""")
_MENDED = {token: html.unescape(written) for token, written in FIXED.items()}

_Value = TypeVar("_Value", bound=msgspec.Struct)


def curly(text: str) -> str:
    """Return a plain text with typographic quotes, apostrophes, dashes and ellipses."""
    if not _TO_MEND.search(text) or ANY.search(text):
        return text
    return ANY.sub(lambda token: _MENDED[token[0]], smarten(text))


def curled(value: _Value) -> _Value:
    """Return a struct with typographic quotes in all its natural-language texts, nested ones included."""
    found: dict[str, Any] = {}
    for name in value.__struct_fields__:
        before = getattr(value, name)
        if not before or name == _NOT_OURS:
            continue
        after = curly(before) if type(before) is str and name in _WORDS else _held(before)
        if after is not before:
            found[name] = after
    return msgspec.structs.replace(value, **found) if found else value


def curled_entry(entry: Entry) -> Entry:
    """Return an entry with typographic quotes; comments and mentions stay unchanged."""
    fields = _held(entry.fields) if isinstance(entry.fields, msgspec.Struct) else entry.fields
    return entry if fields is entry.fields else msgspec.structs.replace(entry, fields=fields)


def _held(value: Any) -> Any:
    """Return a field's value with typographic quotes; the same object if nothing changes."""
    if isinstance(value, msgspec.Struct):
        return curled(value)
    if type(value) is tuple and value and isinstance(value[0], msgspec.Struct):
        made = tuple(map(curled, value))
        return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
    if type(value) is dict and value:
        return {key: _held(one) for key, one in value.items()}
    return value
