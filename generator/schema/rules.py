"""What a field's type says beside the type itself: how a scalar becomes a value, which values are in range, and words.

All of it stands in ``Annotated[…]``. The reader of fields obeys it; JSON Schemas, the hints in new files and
messages are made from it.
"""

from collections.abc import Callable
from typing import Annotated, Any, get_args, get_origin
from zoneinfo import ZoneInfo

import msgspec


class Rule(msgspec.Struct, frozen=True):
    """How a scalar becomes a value: ``convert(text, zone)`` returns it or raises ``ValueError``.

    The error's first argument ends the sentence ``"key" must be …``, a second one is the hint.
    """

    convert: Callable[[str, ZoneInfo], Any]
    #: Whether it is free text, in which a # may be meant literally.
    text: bool = False
    #: A regular expression that each right value matches as a whole, white space around it aside. It is for JSON
    #: Schemas, so it is written as both Python and ECMAScript understand it; empty if any text may be right.
    pattern: str = ""
    #: What it takes, in words, and an example as it is written in YAML.
    takes: str = ""
    example: str = ""


class Between(msgspec.Struct, frozen=True):
    """The least and the greatest number that is right."""

    least: int
    most: int


class About(msgspec.Struct, frozen=True):
    """What a field is for, in a sentence, and an example as it is written in YAML."""

    text: str
    example: str = ""


Extra = Rule | Between | About


def parted(hint: Any) -> tuple[Any, tuple[Extra, ...]]:
    """Return a type without what is said of it, and that: of a part of a union too, the outermost first."""
    if get_origin(hint) is Annotated:
        inner, *said = get_args(hint)
        kind, more = parted(inner)
        return kind, (*(extra for extra in reversed(said) if isinstance(extra, Extra)), *more)
    return hint, ()


def first(kind: type[Any], said: tuple[Extra, ...]) -> Any:
    """Return the first of a type of what is said of a field, or None."""
    return next((extra for extra in said if isinstance(extra, kind)), None)
