"""Ids that are valid in HTML and in URLs, and the markup of footnote links."""

import re

BACKLINK_TEXT = "&#8617;&#65038;"  # the arrow, and the mark that keeps phones from drawing an emoji
LONGEST_ID = 1000  # characters of what a heading is called by; so many digits at its end are still a number
UNSAFE = re.compile(r"[^\w.-]")


def footnote_prefix(prefix: str) -> str:
    """What stands before each footnote label of one document: empty, or ending in a hyphen."""
    return f"{UNSAFE.sub('-', prefix)}-" if prefix else ""


def footnote_label(label: str) -> str:
    """A footnote's label as part of an id; a character that may not stand there becomes its code."""
    return UNSAFE.sub(lambda match: f"_{ord(match[0]):x}_", label)
