"""The contract of a host: which files it reads beside the pages, and how many rules it takes."""

from collections.abc import Callable, Mapping

import msgspec

from generator.config import is_address
from generator.shelf import shelf


class Deployment(msgspec.Struct, frozen=True, kw_only=True):
    """What a host is told of the site.

    Paths begin with ``/`` and are the site's own; ``base`` stands before them, ``/blog`` or
    nothing at a domain's root.
    """

    base: str = ""
    #: Old paths and where they lead now: a path of the site or an absolute address.
    aliases: tuple[tuple[str, str], ...] = ()
    #: The same where only the query tells old addresses apart: ``?p=123`` or ``index.php?p=123``.
    queries: tuple[tuple[str, str], ...] = ()
    #: The Content-Security-Policy as a header.
    policy: str = ""
    #: Folders whose files never change under their names, with ``/`` at both ends.
    immutable: tuple[str, ...] = ("/assets/", "/images/")
    #: Every feed's path and media type.
    feeds: tuple[tuple[str, str], ...] = ()
    #: Whether the site is published by https, as its address says.
    https: bool = True


def _no_limits(_: Deployment) -> tuple[str, ...]:
    """Return no complaint."""
    return ()


class Host(msgspec.Struct, frozen=True, kw_only=True):
    """A place that serves static files.

    ``files(deployment)`` are its files by their paths in the output; hosts that read the same
    file agree on it. ``limits(deployment)`` says, in sentences, what the host will ignore.
    ``address`` is the variable in which it tells a build the site's address, if it does.
    """

    name: str
    #: What people read.
    label: str
    files: Callable[[Deployment], dict[str, bytes]]
    limits: Callable[[Deployment], tuple[str, ...]] = _no_limits
    address: str = ""


def hosts() -> dict[str, Host]:
    """Return all hosts by name, those of other packages among them."""
    return shelf("generator.hosts", "HOST")


def told_address(environment: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the address that a host tells the build, if one does, and the variables that were asked for.

    What they hold goes into the build, so that it must be asked for again before nothing has changed.
    """
    asked = {host.address: environment.get(host.address, "") for host in hosts().values() if host.address}
    for value in asked.values():
        if value.startswith(("https://", "http://")) and is_address(value):
            return value, asked
    return "", asked


def host_files(deployment: Deployment) -> dict[str, bytes]:
    """Return the files that any host reads, by their paths in the output.

    One output serves on every host, so nobody has to say where the site will be.
    """
    found: dict[str, bytes] = {}
    for host in hosts().values():
        for path, data in host.files(deployment).items():
            found.setdefault(path, data)
    return dict(sorted(found.items()))
