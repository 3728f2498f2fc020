"""Names and ids of headings, by the library's rules."""

from generator.base.patterns import lazily
from generator.base.text import unescaped
from generator.markup.engine.ids import LONGEST_ID

TAG = lazily(r"<[^>]*>")
NOT_IN_SLUG = lazily(r"[^\w\s-]")
GAPS = lazily(r"[-\s]+")
COUNTED = lazily(r"^(.*)_([0-9]+)$")


def name_of(html: str) -> str:
    """The text of a heading, entities as they are, from HTML that was made here."""
    if "<" in html:
        html = TAG.sub("", html)
    return " ".join(html.split())


def slug(name: str) -> str:
    """A heading's text as an id; empty where it has neither letters nor digits."""
    text = unescaped(name) if "&" in name else name
    if text.replace(" ", "").isalnum():
        return "-".join(text.lower().split())[:LONGEST_ID]
    return GAPS.sub("-", NOT_IN_SLUG.sub("", text).strip().lower())[:LONGEST_ID]


class Ids:
    """The ids of one document."""

    def __init__(self, used: set[str]) -> None:
        self.used = used
        self.counters: dict[str, int] = {}  # all of base_1 to base_n are known to be taken

    def unique(self, wanted: str) -> str:
        """The id, with a number where it is taken or empty."""
        if not wanted or wanted in self.used:
            match = COUNTED.match(wanted)
            base, count = (match[1], int(match[2])) if match else (wanted, 0)
            known = self.counters.get(base, 0)
            from_first = count <= known
            count = max(count, known) if from_first else count
            count += 1
            while f"{base}_{count}" in self.used:
                count += 1
            if from_first:
                self.counters[base] = count
            wanted = f"{base}_{count}"
        self.used.add(wanted)
        return wanted
