"""The contract of a social network: what its rules are, from where, and looked up when."""

import datetime as dt
from collections.abc import Callable

import msgspec

from generator.base.shelf import shelf


class Count(msgspec.Struct, frozen=True):
    """How much of a limit a text takes up: so many of at most so many characters, bytes or links."""

    used: int
    limit: int
    what: str = "characters"

    @property
    def fits(self) -> bool:
        """Return whether the text is within the limit."""
        return self.used <= self.limit


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """A network on this shelf. ``count(text)`` returns how much the text takes up of each limit, the main one first.

    It asks neither the network nor the clock, and takes any text.
    """

    #: The name on the command line.
    name: str
    #: The name for readers.
    label: str
    count: Callable[[str], tuple[Count, ...]]
    #: How many characters are shown before "see more"; 0 if all are.
    folded: int = 0
    #: How many hashtags a post gets at most.
    hashtags: int = 3
    #: The address at which a post begins, with ``{text}`` and ``{url}`` for what it says, percent-encoded; without
    #: ``{text}`` where the network takes an address alone. Empty if it has none. And where the network says so.
    share: str = ""
    share_source: str = ""
    #: How it counts, in a sentence.
    rule: str
    #: The address at which the rules can be read, and when somebody last did.
    source: str
    looked_up: dt.date


def networks() -> dict[str, Network]:
    """Return all networks by name, those of other packages among them."""
    return shelf("generator.networks", "NETWORK")


def fits(network: Network, text: str) -> bool:
    """Return whether a text is within all limits of a network."""
    return all(count.fits for count in network.count(text))
