"""Scalars as they are written into a YAML file: plain where that is safe, else in quotes."""

import re

#: Plain text that any YAML reader takes for the same text: a letter or digit at first, no sign that may mean something.
_PLAIN = re.compile(r"\w(?:[^\n#:,\[\]{}\"]|:(?=\S)|,(?=\s)|(?<=\S)#|\")*", re.DOTALL)
_FLOW = re.compile(r"[,\[\]{}]|:$|:[\"'\[{,]")
#: What other readers of YAML take for a truth, a number, a date or nothing.
_OTHER = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|nan|inf)|[-+.\d][-+.,:_\deExXoabcdfABCDF]*(?:[ Tt][-+.:\d]+)?", re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?")


def scalar(text: str, like: str = "", *, flow: bool = False) -> str:
    """Return a text as a scalar: as a neighbour is quoted (``like`` is its quote), else plain where that is safe."""
    if like == "'" and _printable(text):
        return "'" + text.replace("'", "''") + "'"
    return text if like != '"' and _is_plain(text, flow=flow) else quoted(text)


def date(text: str, like: str = "", *, flow: bool = False) -> str:
    """Return a date as a scalar: plain, as other readers of YAML take it for a date too."""
    return text if like not in {"'", '"'} and _DAY.fullmatch(text) else scalar(text, like, flow=flow)


def quoted(text: str) -> str:
    """Return a text in double quotes, which can hold anything."""
    return '"' + "".join(_escaped(c) for c in text) + '"'


def _escaped(c: str) -> str:
    if c in '"\\':
        return f"\\{c}"
    if c == "\n":
        return "\\n"
    if _printable(c):
        return c
    return f"\\U{ord(c):08X}" if ord(c) > 0xFFFF else f"\\u{ord(c):04X}"


def _printable(text: str) -> bool:
    """Return whether every reader takes the text's characters as they are; emoji are joined by U+200D."""
    return text.replace("\u200d", "").isprintable()


def _is_plain(text: str, *, flow: bool) -> bool:
    return (
        _PLAIN.fullmatch(text) is not None
        and text == text.strip()
        and _printable(text)
        and not text.endswith(":")
        and not _OTHER.fullmatch(text)
        and not (flow and _FLOW.search(text))
    )
