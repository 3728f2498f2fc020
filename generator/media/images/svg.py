"""SVG drawings: since these can contain scripts, they are parsed and rewritten before they are published.

In an ``<img>`` a drawing can do little; opened by its own address it is a page of the site. Scripts and
external references are refused. The rest is rewritten without what drawing programs leave in it:
their own elements, comments, and the path on the author's disk.
"""

import re
from xml.parsers import expat

import msgspec

from generator.base.patterns import lazily

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"

_ACTING = frozenset({"script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio", "video"})
#: Metadata of drawing programs: author, program, file.
_NOTES = frozenset({"metadata"})
_KEPT_XML = frozenset({"lang", "space"})
_LINKS = frozenset({"href", "src"})
#: Ways for a style to load external content, or to disguise that.
_FETCHING = lazily(r"@import|//|\\|image-set|src\(|expression\(|behavior:|-moz-binding|url\(['\"]?(?!['\"]?#)")
_SCHEME = lazily(r"(?:java|vb|live)script:")
_BLANK = lazily(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]+")
_COMMENT = lazily(r"/\*.*?\*/", re.DOTALL)
_LENGTH = lazily(r"\s*\+?(\d{1,6}(?:\.\d*)?|\.\d+)\s*(px|pt|pc|mm|cm|in|q|em|rem|ex)?\s*", re.IGNORECASE)
_INCHES = {"in": 1, "pt": 1 / 72, "pc": 1 / 6, "cm": 1 / 2.54, "mm": 1 / 25.4, "q": 1 / 101.6}
_EMS = {"em": 16, "rem": 16, "ex": 8}
#: The maximum nesting, since programs may use recursion.
_DEEPEST = 200
#: The size in browsers of a drawing without one.
_DEFAULT = (300, 150)


class Drawing(msgspec.Struct, frozen=True):
    """A drawing that may be published: its rewritten text, and its size in CSS pixels."""

    data: bytes
    width: int
    height: int


class _RefusedError(Exception):
    """A drawing may not be published; the message says why."""


def clean_svg(data: bytes) -> Drawing | str:
    """Return the rewritten drawing, or a sentence that says why it is refused."""
    return _Cleaner().read(data)


class _Cleaner:
    """Rewrites a drawing while it is parsed, and raises an error at forbidden content."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._size = _DEFAULT
        #: Elements open now, and how many of them are left out.
        self._depth = 0
        self._left_out = 0
        self._style: list[str] | None = None

    def read(self, data: bytes) -> Drawing | str:
        """Return the drawing, or why it is refused."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._entity
        try:
            parser.Parse(data, True)  # noqa: FBT003 (expat takes no names)
        except _RefusedError as refusal:
            return str(refusal)
        except (expat.ExpatError, ValueError, LookupError) as fault:  # also: an encoding nobody knows
            return f"it is not an SVG that can be read: {fault}"
        return Drawing("".join(self._out).encode(), *self._size)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, declares: int) -> None:
        # The plain line that old programs write is harmless, and is left out. One that declares is not.
        if declares:
            raise _RefusedError("it is an SVG that declares entities of its own, which is not allowed")

    def _entity(self, name: str, _parameter: int) -> None:
        raise _RefusedError(f'it is an SVG that uses the entity "{name}", which XML does not know')

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if name.lower() in _ACTING:
            raise _RefusedError(f"it is an SVG with a <{name}> element, which is not allowed")
        if self._depth == 0:
            self._root(space, name, attributes)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _RefusedError(f"it is an SVG nested more than {_DEEPEST} elements deep")
        kept = {key: value for key, value in map(_attribute, attributes.items()) if key}
        if self._left_out or space != _SVG or name in _NOTES:
            self._left_out += 1
            return
        if name == "style":
            self._style = []
        own = "".join(f' {key}="{_escaped(value)}"' for key, value in kept.items())
        spaces = f' xmlns="{_SVG}" xmlns:xlink="{_XLINK}"' if self._depth == 1 else ""
        self._out.append(f"<{name}{spaces}{own}>")

    def _root(self, space: str, name: str, attributes: dict[str, str]) -> None:
        if name != "svg" or space != _SVG:
            raise _RefusedError(f'it is not an SVG that browsers show: it does not begin with <svg xmlns="{_SVG}">')
        self._size = _size(attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._left_out:
            self._left_out -= 1
            return
        name = tag.rpartition(" ")[2]
        if name == "style" and self._style is not None:
            _check_style("".join(self._style))
            self._style = None
        self._out.append(f"</{name}>")

    def _text(self, text: str) -> None:
        if self._left_out:
            return
        if self._style is not None:
            self._style.append(text)
        self._out.append(_escaped(text))


def _attribute(attribute: tuple[str, str]) -> tuple[str, str]:
    """Return an attribute's name, empty to leave it out, and its value."""
    key, value = attribute
    space, _, name = key.rpartition(" ")
    lowered, packed = name.lower(), _BLANK.sub("", value).lower()
    if lowered.startswith("on"):
        raise _RefusedError(f'it is an SVG with the event attribute "{name}", which is not allowed')
    if lowered == "attributename" and (packed.rpartition(":")[2] in _LINKS or packed.startswith("on")):
        raise _RefusedError(f'it is an SVG that animates "{value}", which is not allowed')
    if space in {"", _XLINK} and lowered in _LINKS:
        if packed.startswith("data:"):
            raise _RefusedError("it is an SVG with another picture inside; use that picture by itself")
        if not packed.startswith("#"):
            raise _RefusedError(f'it is an SVG that leads to "{value}"; only parts of the drawing itself are allowed')
    if space in {"", _XLINK}:
        if _SCHEME.search(packed):
            raise _RefusedError(f'it is an SVG with an address in "{name}", which is not allowed')
        if lowered == "style" or "(" in packed or "\\" in packed:
            _check_style(value)
    prefix = {"": "", _XLINK: "xlink:", _XML: "xml:"}.get(space)
    left_out = prefix is None or (space == _XML and name not in _KEPT_XML)
    return ("", "") if left_out else (f"{prefix}{name}", value)


def _escaped(text: str) -> str:
    """Return a text or a quoted attribute's value as XML; line ends in it stay what they are."""
    for plain, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        text = text.replace(plain, written)
    return text


def _check_style(style: str) -> None:
    """Refuse a style that fetches anything."""
    if _FETCHING.search(_BLANK.sub("", _COMMENT.sub("", style)).lower()):
        raise _RefusedError("it is an SVG whose style fetches something; only parts of the drawing itself are allowed")


def _size(attributes: dict[str, str]) -> tuple[int, int]:
    """Return the width and height in pixels: as given, or by the proportions of the view box."""
    width, height = _length(attributes.get("width", "")), _length(attributes.get("height", ""))
    box = [_length(part) for part in re.split(r"[\s,]+", attributes.get("viewBox", "").strip())]
    across, down = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
    if across and down:
        if not width and not height:
            width, height = across, down
        width = width or height * across / down
        height = height or width * down / across
    return max(1, round(width or _DEFAULT[0])), max(1, round(height or _DEFAULT[1]))


def _length(text: str) -> float:
    """Return a length in pixels; 0 if there is none, or a relative one."""
    found = _LENGTH.fullmatch(text)
    if not found:
        return 0.0
    unit = (found[2] or "px").lower()
    return float(found[1]) * (_EMS.get(unit) or _INCHES.get(unit, 1 / 96) * 96)
