"""LinkedIn: 3,000, of which about 200 are shown before "see more".

LinkedIn does not say what a character is. Programs that post there count as JavaScript does, where an emoji has two or
more; this does too, since it never says that a text fits which does not.
"""

import datetime as dt

from generator.networks.base import Count, Network

LIMIT, FOLDED = 3_000, 200


def count(text: str) -> tuple[Count, ...]:
    """Return the length in UTF-16 units."""
    return (Count(len(text) + (0 if text.isascii() else sum(c > "\uffff" for c in text)), LIMIT),)


NETWORK = Network(
    name="linkedin",
    label="LinkedIn",
    count=count,
    folded=FOLDED,
    share="https://www.linkedin.com/sharing/share-offsite/?url={url}",
    share_source="https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/plugins/share-plugin",
    rule="About 200 characters are shown before “see more”; an emoji counts 2 or more.",
    source="https://developers.buffer.com/guides/character-limits.md",
    looked_up=dt.date(2026, 11, 27),
)
