"""Threads: 500, where an emoji counts as many as it has bytes in UTF-8; at most 5 different links; one hashtag.

Of what is no emoji, a code point is taken for a character: Threads does not say what one is.
"""

import datetime as dt

from generator.networks.base import Count, Network
from generator.networks.characters import split_addresses, split_emoji

LIMIT, LINKS = 500, 5


def count(text: str) -> tuple[Count, ...]:
    """Return the length, and the number of different links."""
    emoji, rest = split_emoji(text)
    links = set(split_addresses(text, bare=True)[0])
    return Count(len(rest) + sum(len(one.encode()) for one in emoji), LIMIT), Count(len(links), LINKS, "links")


NETWORK = Network(
    name="threads",
    label="Threads",
    count=count,
    hashtags=1,
    share="https://www.threads.com/intent/post?text={text}&url={url}",
    share_source="https://developers.facebook.com/documentation/threads/threads-web-intents",
    rule="An emoji counts as many as it has bytes, and there may be 5 links.",
    source="https://developers.facebook.com/documentation/threads/posts",
    looked_up=dt.date(2026, 11, 27),
)
