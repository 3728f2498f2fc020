"""The candidates of a ``srcset``: addresses with descriptors."""

import re
from collections.abc import Iterable

from generator.base.patterns import lazily

#: A candidate ends at its descriptor, or at a comma before a blank. File names that people write may have blanks.
_CANDIDATE = lazily(
    r"[\s,]*(?P<url>[^\s,].*?)"
    r"(?:(?<!\s)\s+(?P<what>[\d.]+[wxh](?:\s+[\d.]+[wxh])?)\s*(?:,|\Z)|(?<!,),++(?=\s|\Z)|(?<!\s)\s*\Z)",
    re.DOTALL,
)


def candidates(text: str) -> list[tuple[str, str]]:
    """Return the addresses of a ``srcset`` in their order, each with its descriptor, such as ``2x``, or nothing."""
    return [(found["url"], found["what"] or "") for found in _CANDIDATE.finditer(text)]


def joined(found: Iterable[tuple[str, str]]) -> str:
    """Return candidates as a ``srcset``."""
    return ", ".join(f"{url} {what}" if what else url for url, what in found)
