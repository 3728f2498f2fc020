"""The contract of a host: which files it reads beside the pages, and how much of a site it takes."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from generator.base.layout import RECORD
from generator.base.shelf import shelf
from generator.site.settings import is_address


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


class Use(msgspec.Struct, frozen=True):
    """How much of something a site has, and how much of it a host takes.

    ``what`` is the plural of it. ``then`` says what happens to more: the host refuses the site, or something
    is lost in another way, or a way around it is there already.
    """

    what: str
    used: int
    of: int
    then: str
    effect: Literal["refused", "lost", "covered"] = "refused"


class FreePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What a host gives for nothing, as it says itself; 0 where it sets no limit that a site could reach."""

    #: Where it says so, and the month in which that was read.
    source: str
    read: str
    #: How many files, and how many in one folder.
    files: int = 0
    files_together: int = 0
    #: In bytes, of one file and of all.
    file_size: int = 0
    total_size: int = 0
    #: How often a site can be published in a month, and what happens then.
    deploys: int = 0
    beyond: str = ""


def _no_limits(_: Mapping[str, bytes]) -> tuple[Use, ...]:
    """Return no rule that is counted."""
    return ()


#: The Python that hosts are told to build with: one that all of them have.
PYTHON = "3.13"


def _no_files() -> dict[str, str]:
    """Return no file."""
    return {}


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What ``goodword init --host`` gives to a site for a host.

    ``files()`` are its files in the project, by path. ``steps`` say in Markdown, in order, how a
    site gets there; the first ones, up to the repository, are the same for all hosts that build
    from one.
    """

    #: What the command line calls it, where that is not the host's name.
    name: str = ""
    files: Callable[[], dict[str, str]] = _no_files
    steps: tuple[str, ...] = ()
    #: The form of the addresses that it gives, with the part to choose in capitals.
    address: str = ""
    #: Whether it builds from a repository of Git.
    builds: bool = True


class Host(msgspec.Struct, frozen=True, kw_only=True):
    """A place that serves static files.

    ``files(deployment)`` are its files by their paths in the output; hosts that read the same
    file agree on it. ``limits(files)`` counts the rules in them that it takes only so many of.
    ``address`` is the variable in which it tells a build the site's address, if it does.
    ``signs`` are the files in a project that are there for it alone: in its own folder or in ``.github/workflows/``.
    ``setup`` is what a new site for it has.
    """

    name: str
    #: What people read.
    label: str
    files: Callable[[Deployment], dict[str, bytes]]
    limits: Callable[[Mapping[str, bytes]], tuple[Use, ...]] = _no_limits
    address: str = ""
    signs: tuple[str, ...] = ()
    plan: FreePlan | None = None
    setup: Setup = Setup()


class _Noted(msgspec.Struct, frozen=True):
    """What is read of the record here."""

    hosts: tuple[str, ...] = ()


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


#: Hosts that a project is for, each with the file that says so.
KnownHosts = Sequence[tuple[Host, str]]


def known_hosts(root: str) -> KnownHosts:
    """Return the hosts that a project is for, each with the file that says so."""
    noted = _noted_hosts(root)
    return [
        (host, sign)
        for name, host in hosts().items()
        if (sign := next((sign for sign in host.signs if os.path.isfile(f"{root}/{sign}")), ""))  # noqa: PTH113 (raises nothing)
        or (sign := RECORD if (host.setup.name or name) in noted else "")
    ]


def _noted_hosts(root: str) -> tuple[str, ...]:
    """Return the hosts that a project was made for, as the command line calls them, where that is noted."""
    try:
        return msgspec.json.decode(Path(root, RECORD).read_bytes(), type=_Noted).hosts
    except (OSError, msgspec.DecodeError, UnicodeError):
        return ()


def host_files(deployment: Deployment) -> dict[str, bytes]:
    """Return the files that any host reads, by their paths in the output.

    One output serves on every host, so nobody has to say where the site will be.
    """
    found: dict[str, bytes] = {}
    for host in hosts().values():
        for path, data in host.files(deployment).items():
            found.setdefault(path, data)
    return dict(sorted(found.items()))
