"""Parts of a file, as players ask for them: https://www.rfc-editor.org/rfc/rfc9110#name-range-requests."""

import re

_ONE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})", re.IGNORECASE)


def wanted(text: str, size: int) -> tuple[int, int] | None:
    """Return the first byte and the one after the last of what a ``Range`` header asks for.

    None for no range, several of them, or what cannot be read: then all of the file is the right answer. Raises
    LookupError if the file has no such part.
    """
    match = _ONE.fullmatch(text.strip())
    if not match or not (match[1] or match[2]):
        return None
    if not match[1]:
        length = int(match[2])
        if not length or not size:
            raise LookupError(text)
        return max(0, size - length), size
    first, last = int(match[1]), int(match[2]) if match[2] else size - 1
    if match[2] and last < first:
        return None
    if first >= size:
        raise LookupError(text)
    return first, min(last + 1, size)
