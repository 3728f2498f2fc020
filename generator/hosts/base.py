"""The contract of a host: the configuration files that it reads, and its limits."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from generator.base.layout import RECORD
from generator.base.shelf import shelf
from generator.site.settings import is_address


class Deployment(msgspec.Struct, frozen=True, kw_only=True):
    """The site's data for a host's configuration.

    Paths begin with ``/`` and are relative to the site; ``base`` is their prefix, ``/blog`` or
    empty at a domain's root.
    """

    base: str = ""
    #: Old paths and their targets: a path of the site or an absolute address.
    aliases: tuple[tuple[str, str], ...] = ()
    #: The same for old addresses that differ only in the query: ``?p=123`` or ``index.php?p=123``.
    queries: tuple[tuple[str, str], ...] = ()
    #: The Content-Security-Policy as a header.
    policy: str = ""
    #: Folders of files whose names contain a digest, so they never change; with ``/`` at both ends.
    immutable: tuple[str, ...] = ("/assets/", "/images/")
    #: Every feed's path and media type.
    feeds: tuple[tuple[str, str], ...] = ()
    #: The paths of files that are plain text, and whose names do not say so.
    texts: tuple[str, ...] = ()
    #: The file that tells browsers what to fetch before a click, if there is one.
    speculation: str = ""
    #: Whether the site's address is https.
    https: bool = True


class Use(msgspec.Struct, frozen=True):
    """A site's use of something that a host limits.

    ``what`` is its plural. ``then`` says what happens beyond the limit: the host refuses the site, or something
    is lost, or there is a workaround already.
    """

    what: str
    used: int
    of: int
    then: str
    effect: Literal["refused", "lost", "covered"] = "refused"


class FreePlan(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of a host's free plan, as documented; 0 for no limit that a site could reach."""

    #: The address of the documentation, and the month in which it was read.
    source: str
    read: str
    #: The number of files in all, and in one folder.
    files: int = 0
    files_together: int = 0
    #: The size in bytes of one file, and of all.
    file_size: int = 0
    total_size: int = 0
    #: The number of deploys in a month, and what happens beyond it.
    deploys: int = 0
    beyond: str = ""


def _no_limits(_: Mapping[str, bytes]) -> tuple[Use, ...]:
    """Return no limited rules."""
    return ()


#: The Python version for builds on hosts: one that all of them have.
PYTHON = "3.13"


def _no_files() -> dict[str, str]:
    """Return no files."""
    return {}


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What ``goodword init --host`` gives to a site for a host.

    ``files()`` returns its files in the project, by path. ``steps`` are the steps to publish a site, in
    Markdown and in order; the first ones, up to the repository, are the same for all hosts that
    build from one.
    """

    #: Its name on the command line, if that is not the host's name.
    name: str = ""
    files: Callable[[], dict[str, str]] = _no_files
    steps: tuple[str, ...] = ()
    #: The form of the addresses that it assigns, with the part to choose in capitals.
    address: str = ""
    #: Whether it builds from a Git repository.
    builds: bool = True


class Host(msgspec.Struct, frozen=True, kw_only=True):
    """A service that hosts static files.

    ``files(deployment)`` returns its files by their paths in the output; hosts that read the same
    file must agree on its bytes. ``limits(files)`` counts the rules in them that are limited.
    ``address`` is the environment variable with which it announces the site's address, if it does.
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
    """The part of the record of ``init`` that is read here."""

    hosts: tuple[str, ...] = ()


def hosts() -> dict[str, Host]:
    """Return all hosts by name, those of other packages among them."""
    return shelf("generator.hosts", "HOST")


def told_address(environment: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the address that a host announces to the build, or "", and the environment variables that were read.

    Their values are inputs of the build, so the up-to-date check has to compare them.
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
    """Return the hosts that a project was created for, by their names on the command line, from its record."""
    try:
        return msgspec.json.decode(Path(root, RECORD).read_bytes(), type=_Noted).hosts
    except (OSError, msgspec.DecodeError, UnicodeError):
        return ()


def host_files(deployment: Deployment) -> dict[str, bytes]:
    """Return the files that any host reads, by their paths in the output.

    One output works on every host, so the host need not be configured.
    """
    found: dict[str, bytes] = {}
    for host in hosts().values():
        for path, data in host.files(deployment).items():
            found.setdefault(path, data)
    return dict(sorted(found.items()))
