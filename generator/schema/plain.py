"""The plain types of content keys: text, whole numbers, yes or no."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from generator.schema.rules import Rule

_TRUE, _FALSE = ("true", "yes", "on", "y", "1"), ("false", "no", "off", "n", "0")


def _text(text: str, _: ZoneInfo) -> str:
    """Return the text as it was written."""
    return text.strip()


def _integer(text: str, _: ZoneInfo) -> int:
    """Return a whole number."""
    text = text.strip()
    if re.fullmatch(r"[0-9]{16,}", text):
        raise ValueError("a number of at most 15 digits")
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise ValueError("a whole number", "write digits only: 30")
    return int(text)


def _yes_no(text: str, _: ZoneInfo) -> bool:
    """Return a yes or no."""
    text = text.strip()
    if text not in {"true", "false"}:
        near = "true" if text.lower() in _TRUE else "false" if text.lower() in _FALSE else ""
        raise ValueError(*("true or false", f"write {near}", near) if near else ("true or false",))
    return text == "true"


#: The rule of each plain type, which is a value here and has no type itself: Any.
PLAIN: dict[Any, Rule] = {
    str: Rule(_text, text=True, takes="text"),
    int: Rule(_integer, pattern="[0-9]{1,15}", takes="a whole number", example="30"),
    bool: Rule(_yes_no, pattern="true|false", takes="true or false", example="true"),
}
