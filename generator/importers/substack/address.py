"""Where a newsletter of Substack was: its export does not say, but its texts mostly do."""

import re
from collections import Counter
from collections.abc import Iterable

from generator.importers.base import UnreadableError

_LINK = re.compile(r"https?://(?P<host>[a-z0-9.-]+\.[a-z]{2,})/p/(?P<slug>[^/?#&\"'<>\s]+)", re.IGNORECASE)
_LIST = re.compile(r"(?:^|/)email_list\.(?P<name>[a-z0-9-]+)\.csv$", re.IGNORECASE)
_NOT = frozenset(("substack.com", "www.substack.com", "open.substack.com"))


def home_of(
    address: str, texts: Iterable[str], slugs: frozenset[str], names: Iterable[str]
) -> tuple[str, frozenset[str]]:
    """Return a newsletter's address, and all hosts under which its texts are linked to.

    ``address`` is what the person says; else it is that of the texts' links to each other, and of the list of
    readers, whose name is enough. Raises :class:`UnreadableError` where that leaves a doubt.
    """
    hosts: Counter[str] = Counter()
    for text in texts:
        hosts.update(
            found["host"].lower()
            for found in _LINK.finditer(text)
            if found["slug"] in slugs and found["host"].lower() not in _NOT
        )
    for name in names:
        if found := _LIST.search(name):
            hosts[f"{found['name'].lower()}.substack.com"] += 1
    if address:
        own = re.sub(r"^https?://|/.*$", "", address)
        return address, frozenset((*hosts, own.lower(), own.lower().removeprefix("www.")))
    if not hosts:
        raise UnreadableError(
            "it does not say where your newsletter was, which feeds need to know the texts again:"
            " add --address https://NAME.substack.com"
        )
    if len(hosts) > 1:
        found_ones = ", or ".join(f"--address https://{host}" for host, _ in hosts.most_common(4))
        raise UnreadableError(f"it names several addresses as its own; say which it had last: {found_ones}")
    (host,) = hosts
    return f"https://{host}", frozenset((host,))
