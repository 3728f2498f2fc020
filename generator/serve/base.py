"""The contract between the live site and the server that shows it."""

import datetime as dt
from typing import Protocol

import msgspec

from generator.base.problems import Problem
from generator.site.settings import Site
from generator.site.visibility import Change, Waiting


class ServeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a live site shows: drafts and future entries or not, at which address, and at which moment.

    ``now`` is fixed if it was asked for; without it the time of the last refresh or tick counts.
    """

    base_url: str = ""
    drafts: bool = False
    future: bool = False
    now: dt.datetime | None = None
    #: The processes that read a large site the first time; 0 for one a core.
    jobs: int = 0


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What is true since the last change. ``number`` grows with each."""

    number: int
    #: The problems of the sources as they are now.
    problems: tuple[Problem, ...] = ()
    #: Whether none of them is an error. Else pages are as they were when all was well, or as many of them as can be.
    good: bool = True
    #: The settings that pages are made with; None until there was a good state.
    site: Site | None = None
    #: How many pages there are.
    pages: int = 0
    waiting: Waiting = Waiting()
    #: When something comes out or expires next, and by which file.
    next: Change | None = None


class Ribbon(msgspec.Struct, frozen=True):
    """What a page that is not public yet is marked with: ``draft`` or ``scheduled``."""

    status: str
    #: When it comes out; None for a draft without a date. It has a time zone.
    when: dt.datetime | None
    #: The file of the page, from the project's root.
    source: str


class Live(Protocol):
    """A site in memory. All of it can be called from several threads at once; nothing raises for what people write."""

    def refresh(self, changed: frozenset[str] | None) -> State:
        """Return the state after some paths changed, came or went; None means that everything is to be looked at.

        Paths are from the project's root, with ``/``. Unneeded ones do no harm; a folder means all that is in it.
        """

    def tick(self, now: dt.datetime) -> State:
        """Return the state at a moment: what is due by then is out, or expired. The same state if nothing was due."""

    def state(self) -> State:
        """Return the state as it is. It grows also when a page that is asked for turns out not to be makeable."""

    def file(self, path: str) -> bytes | None:
        """Return the bytes of an output file, such as ``articles/x/index.html`` or ``_headers``; None if there is none.

        It is made when it is asked for. One that cannot be made, because of a fault in a template or a private name,
        is None, or as it last was; then :meth:`state` has the problem.
        """

    def ribbon(self, path: str) -> Ribbon | None:
        """Return the ribbon of the page in an output file; None for what is public."""

    def idle(self) -> bool:
        """Make one more file at leisure, and return whether more are left to make."""
