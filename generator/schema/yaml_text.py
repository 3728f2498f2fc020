"""Values as YAML: plain where that is read as what it is everywhere, else in quotes."""

import json
import re

#: What every reader of YAML takes for this very text: it begins with a letter, and has no sign that means anything.
_PLAIN = re.compile(r"[^\W\d_](?:[\w '’.,()/&+!?–—-]|:(?=[^\s,\[\]{}]))*")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text as a YAML scalar on one line; ``flow`` says that it stands in brackets or braces."""
    is_plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _WORDS
    if is_plain and not text.endswith(":") and not (flow and "," in text):
        return text
    # JSON's strings are YAML's in double quotes.
    return json.dumps(text, ensure_ascii=False)
