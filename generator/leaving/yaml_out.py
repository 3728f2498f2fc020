"""Values as YAML that every reader takes alike."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.edit.yaml_scalars import scalar

_STEP = "  "
#: A moment, which stands without quotes: other programs take it for one only then.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z))?")


def written(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return a mapping or a list as YAML."""
    return "".join(f"{line}\n" for line in _lines(value))


def _lines(value: Mapping[str, Any] | Sequence[Any]) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _under(f"{scalar(str(key))}:", one)
        return
    for one in value:
        if isinstance(one, Mapping) and one:
            first, *rest = _lines(one)
            yield f"- {first}"
            yield from (_STEP + line if line else line for line in rest)
        else:
            yield from _under("-", one)


def _under(begin: str, value: Any) -> Iterator[str]:
    """Yield the lines of a value after its key, or after the sign of an item."""
    if isinstance(value, Mapping | list | tuple):
        if not value:
            yield f"{begin} {'{}' if isinstance(value, Mapping) else '[]'}"
        elif isinstance(value, list | tuple) and all(isinstance(one, str) and len(one) < 40 for one in value):
            yield f"{begin} [{', '.join(scalar(one, flow=True) for one in value)}]"
        else:
            yield begin
            yield from (_STEP + line if line else line for line in _lines(value))
    elif isinstance(value, bool):
        yield f"{begin} {'true' if value else 'false'}"
    elif isinstance(value, int | float):
        yield f"{begin} {value}"
    elif "\n" in value and _is_block(value):
        sign = "|" if value.endswith("\n") else "|-"
        yield f"{begin} {sign}"
        yield from (_STEP + line if line else "" for line in value.removesuffix("\n").split("\n"))
    else:
        yield f"{begin} {value if _MOMENT.fullmatch(value) else scalar(value)}"


def _is_block(text: str) -> bool:
    """Return whether a text can stand as lines of their own, as it is."""
    lines = text.removesuffix("\n").split("\n")
    plain = all(line.replace("\u200d", "").isprintable() for line in lines)
    return plain and bool(lines[-1]) and lines[0][:1] not in {"", " "}
