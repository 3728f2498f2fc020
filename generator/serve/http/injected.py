"""A page with the preview's script in it, for browsers only."""

import html
import json
import re

from generator.serve.http.policy import widened_in_page

#: All addresses of the preview itself are below this one; a site has none there, since no output begins with a dot.
OWN = "/.goodword/"
#: Where the script goes: to the head's beginning, if there is one, so that it runs before those of the page.
_HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)
_BEFORE = re.compile(rb"(?:\s|<!--.*?-->|<!doctype[^>]*>|<html(?:\s[^>]*)?>)*", re.IGNORECASE | re.DOTALL)


def injected(page: bytes, told: dict[str, object], origin: str) -> bytes:
    """Return a page with the script, and what it is told as JSON."""
    data = html.escape(json.dumps(told, ensure_ascii=True))
    script = f'<script type="module" src="{OWN}live.js" data-live="{data}"></script>'.encode()
    match = _HEAD.search(page) or _BEFORE.match(page)
    at = match.end() if match else 0
    return widened_in_page(page[:at] + script + page[at:], origin + OWN)
