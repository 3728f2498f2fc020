"""X: 280, weighted.

The numbers are those of version 3 of the configuration of twitter-text, the library that X publishes for this:
characters of most scripts that have letters count 1, all others 2, an address 23, an emoji 2, however many
characters it is made of. The text is brought to Unicode's form C first.
"""

import datetime as dt
import re
import unicodedata

from generator.base.patterns import lazily
from generator.networks.base import Count, Network
from generator.networks.characters import split_addresses, split_emoji

LIMIT, ADDRESS, EMOJI, OTHERS = 280, 23, 2, 2
#: The code points that count 1, from and to.
SINGLE = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))

#: An address that X has made short. It ends after its name, whatever follows.
_SHORT = lazily(r"https?://t\.co/[a-z0-9]+", re.IGNORECASE)


def count(text: str) -> tuple[Count, ...]:
    """Return the weighted length."""
    addresses, rest = split_addresses(unicodedata.normalize("NFC", text), bare=True)
    rest += "".join(_SHORT.sub("", address, count=1) for address in addresses if _SHORT.match(address))
    emoji, rest = split_emoji(rest)
    others = 0 if rest.isascii() else sum(not any(low <= ord(c) <= high for low, high in SINGLE) for c in rest)
    used = len(rest) + others * (OTHERS - 1) + ADDRESS * len(addresses) + EMOJI * len(emoji)
    return (Count(used, LIMIT),)


NETWORK = Network(
    name="x",
    label="X",
    count=count,
    hashtags=2,
    share="https://x.com/intent/tweet?text={text}&url={url}",
    share_source="https://docs.x.com/x-for-websites/post-button/guides/web-intent",
    rule="An address counts 23, an emoji and a Chinese, Japanese or Korean character 2.",
    source="https://docs.x.com/fundamentals/counting-characters",
    looked_up=dt.date(2026, 11, 27),
)
