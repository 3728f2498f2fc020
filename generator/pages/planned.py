"""Planned files: the address is known now, the job is made later."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import msgspec

from generator import views
from generator.base.digest import Parts, digest
from generator.feeds.base import SINGLE, format_named
from generator.pages.context import Context
from generator.pages.dependencies import Keys
from generator.pages.jobs import Artifact, Data, FeedFile, Job, Page, Phase
from generator.pages.selection import Selection

#: Relative costs: a picture is decoded and encoded several times, a feed has many texts.
PICTURE, SHARE, _FEED = 500, 30, 8

_Shown = TypeVar("_Shown", bound=Selection)


class Planned(msgspec.Struct, frozen=True):
    """A file of the output to be: its address from the site's root, and the function that makes its job.

    ``source`` is the content file that it comes from, for problems. ``listed`` means that the sitemap
    has it, with the date it changed.
    """

    url: str
    phase: Phase
    source: str
    make: Callable[[Context], Job]
    listed: bool = False
    changed: dt.datetime | None = None
    #: The template of a page, and the selection of a page or feed; other files have everything in their jobs.
    template: str = ""
    selection: Selection | None = None
    #: The cost of making it, relative to a page.
    weight: int = 1
    #: What the bytes are made from, as the key, if hashing that is faster than making the job.
    of: object = None
    #: The files that an image becomes; other artifacts are one file.
    paths: tuple[str, ...] = ()
    #: A feed's media type.
    media_type: str = ""
    #: Whether it is a file for hosts.
    for_hosts: bool = False
    #: Whether only a build that publishes makes it: what neither ``check`` nor the preview waits for.
    only_published: bool = False

    @property
    def first(self) -> str:
        """Return the path of the file, or of the first one."""
        return self.paths[0] if self.paths else path_of(self.url)

    def artifact(self, context: Context) -> Artifact:
        """Return the artifact with its job."""
        return Artifact(self.paths or (self.first,), self.phase, self.make(context))

    def parts(self, keys: Keys, template: Callable[[str], bytes]) -> Parts:
        """Return the file's cache key; ``template`` returns a template's digest."""
        if self.selection is None:
            of = self.make(keys.context) if self.of is None else self.of
            return keys.every.plus(("its content", digest(of)))
        shown = self.selection.key_parts(keys)
        if not self.template:
            return keys.feed.plus(*shown)
        return keys.page.plus(("the template", template(self.template)), *shown)


def page(
    url: str,
    phase: Phase,
    template: str,
    view: Callable[[Context, _Shown], views.View],
    shown: _Shown,
    *,
    source: str = "",
    changed: dt.datetime | None = None,
    listed: bool = True,
) -> Planned:
    """Return a page; ``view(context, shown)`` makes its view when all links are known."""
    return Planned(url, phase, source, partial(_rendered, template, view, shown), listed, changed, template, shown)


def feed(url: str, make: Callable[[Context, _Shown], FeedFile], shown: _Shown, format_name: str = SINGLE) -> Planned:
    """Return a feed; ``make(context, shown)`` makes it when all links are known."""
    form = format_named(format_name)
    return Planned(
        url, "feeds", "", partial(_written, make, shown), selection=shown, weight=_FEED, media_type=form.media_type
    )


def data(url: str, phase: Phase, content: bytes, source: str = "", media_type: str = "") -> Planned:
    """Return a file whose bytes are known."""
    return known(url, phase, Data(content), source, media_type=media_type)


def known(
    url: str,
    phase: Phase,
    job: Job,
    source: str = "",
    *,
    weight: int = 1,
    paths: tuple[str, ...] = (),
    media_type: str = "",
    for_hosts: bool = False,
) -> Planned:
    """Return a file whose job is known."""
    return Planned(
        url,
        phase,
        source,
        partial(_known, job),
        weight=weight,
        paths=paths,
        media_type=media_type,
        for_hosts=for_hosts,
    )


def path_of(url: str) -> str:
    """Return the path of the file that serves an address."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


def _known(job: Job, _context: Context) -> Job:
    return job


def _rendered(template: str, view: Callable[[Context, _Shown], views.View], shown: _Shown, context: Context) -> Page:
    """Return a page's job."""
    made = view(context, shown)
    return Page(template, made, getattr(made, "body", None))


def _written(make: Callable[[Context, _Shown], FeedFile], shown: _Shown, context: Context) -> FeedFile:
    """Return a feed's job."""
    return make(context, shown)
