"""Players of other sites in a page, and where people watch what they play."""

import re
from urllib.parse import parse_qs

from generator.importers.urls import split


def watched(url: str) -> str:
    """Return the address at which people watch what a player at an address plays."""
    if url.startswith("//"):
        url = "https:" + url
    parts = split(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host in {"youtube.com", "youtube-nocookie.com"} and (found := re.match(r"/embed/([\w-]{11})$", parts.path)):
        start = parse_qs(parts.query).get("start", [""])[0]
        return f"https://www.youtube.com/watch?v={found[1]}" + (f"&t={start}" if start.isdecimal() else "")
    if host == "player.vimeo.com" and (found := re.match(r"/video/(\d+)$", parts.path)):
        return f"https://vimeo.com/{found[1]}"
    return url
