"""Mastodon: 500, unless a server allows more.

An address with its scheme counts 23, and of ``@name@server`` only ``@name`` counts. Else what people take for one
character counts 1.
"""

import datetime as dt
import re

from generator.base.patterns import lazily
from generator.networks.base import Count, Network
from generator.networks.characters import graphemes, split_addresses

LIMIT, ADDRESS = 500, 23
_MENTION = lazily(r"(?<![/\w])@([a-z0-9_]+)@[a-z0-9.-]*[a-z0-9]", re.IGNORECASE | re.ASCII)


def count(text: str) -> tuple[Count, ...]:
    """Return the length as Mastodon counts it."""
    addresses, rest = split_addresses(text, bare=False)
    return (Count(len(graphemes(_MENTION.sub(r"@\1", rest))) + ADDRESS * len(addresses), LIMIT),)


NETWORK = Network(
    name="mastodon",
    label="Mastodon",
    count=count,
    hashtags=4,
    share="https://share.joinmastodon.org/#text={text}%20{url}",
    share_source="https://blog.joinmastodon.org/2026/03/a-new-share-button",
    rule="An address counts 23, and of a name with its server only the name.",
    source="https://docs.joinmastodon.org/user/posting/",
    looked_up=dt.date(2026, 11, 27),
)
