"""Bluesky: 300 graphemes, and 3,000 bytes in UTF-8. An address counts as it is written."""

import datetime as dt

from generator.networks.base import Count, Network
from generator.networks.characters import graphemes

GRAPHEMES, BYTES = 300, 3_000


def count(text: str) -> tuple[Count, ...]:
    """Return the number of graphemes, and that of bytes."""
    return Count(len(graphemes(text)), GRAPHEMES), Count(len(text.encode("utf-8", "replace")), BYTES, "bytes")


NETWORK = Network(
    name="bluesky",
    label="Bluesky",
    count=count,
    share="https://bsky.app/intent/compose?text={text}%20{url}",
    share_source="https://docs.bsky.app/docs/advanced-guides/intent-links",
    rule="What people take for one character counts 1, and all of it may have 3,000 bytes.",
    source="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json",
    looked_up=dt.date(2026, 11, 27),
)
