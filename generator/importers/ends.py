"""The ends of what was opened in a text, found in a time that grows with the text and not with what is never closed."""

import re
from collections import Counter
from collections.abc import Iterator


class Ends:
    """Finds the next occurrence of endings. One that is not there any more is not looked for again."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text
        self._gone: set[str] = set()

    def after(self, ending: str, start: int) -> int:
        """Return the position after the next ending, or the start if there is none."""
        if ending in self._gone:
            return start
        at = self._text.find(ending, start)
        if at < 0:
            self._gone.add(ending)
            return start
        return at + len(ending)


def without_comments(html: str) -> str:
    """Return HTML without its comments; one without an end stays."""
    made = []
    end = 0
    while (start := html.find("<!--", end)) >= 0 and (stop := html.find("-->", start + 4)) >= 0:
        made.append(html[end:start])
        end = stop + 3
    return "".join((*made, html[end:]))


def apart(html: str, *names: str) -> Iterator[tuple[bool, str]]:
    """Yield a text in parts, each with whether it is an element of one of some names; one without an end is none."""
    tags = list(re.finditer(rf"<(?P<slash>/?)(?P<name>{'|'.join(names)})\b\s*(?P<end>>?)", html, re.IGNORECASE))
    left = Counter(tag["name"].lower() for tag in tags if tag["slash"] and tag["end"])
    begin, within = 0, ""
    for tag in tags:
        name = tag["name"].lower()
        if tag["slash"] and tag["end"]:
            left[name] -= 1
            if name == within:
                yield True, html[begin : tag.end()]
                begin, within = tag.end(), ""
        elif not tag["slash"] and not within and left[name]:
            yield False, html[begin : tag.start()]
            begin, within = tag.start(), name
    yield False, html[begin:]
