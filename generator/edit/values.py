"""Values that were typed on the command line, read by the schema of what they are to be."""

import unicodedata
from collections.abc import Mapping
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from generator.base.problems import Problem, Report
from generator.schema.fields import FileContext, Invalid, read
from generator.schema.nodes import Mapping as Keys
from generator.schema.nodes import Scalar

T = TypeVar("T", bound=msgspec.Struct)


def typed(
    schema: type[T], values: Mapping[str, str], zone: ZoneInfo, path: str = ""
) -> tuple[T | None, tuple[Problem, ...]]:
    """Return a struct by its keys as they are written, or None and what is wrong with them.

    Values that are meant for a private file, at ``path``, are not repeated in what is said of them.
    """
    report = Report()
    names = {key: Scalar(key, 0, 0) for key in values}
    nodes = {key: Scalar(value, 0, 0, plain=False) for key, value in values.items()}
    found = read(schema, Keys(names, dict(nodes), 0, 0), FileContext(path, report, zone), "what is given")
    return (None if isinstance(found, Invalid) or report.failed else found), tuple(report)


def one_line(text: str) -> str:
    """Return a text on one line, without a byte order mark and with single spaces."""
    return " ".join(text.replace("\ufeff", "").split())


def unwritable(text: str) -> bool:
    """Return whether a text has characters that no file of content can hold: controls, and bytes that are no UTF-8."""
    return any(unicodedata.category(c) in {"Cc", "Cs"} or ord(c) & 0xFFFE == 0xFFFE for c in text)
