"""What js/day.js chooses, once more in Python, for tests to compare."""

from collections.abc import Iterable


def number(text: str) -> int:
    """The UTF-8 bytes of a text as a number of 32 bits: FNV-1a, then the last step of MurmurHash3."""
    found = 0x811C9DC5
    for byte in text.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    found = (found ^ found >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    found = (found ^ found >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return found ^ found >> 16


def choice(day: str, names: Iterable[str]) -> str:
    """The name that draws the highest number for a day."""
    return max(names, key=lambda name: (number(f"{day} {name}"), name))
