"""A planned file: its address now, what makes it later."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from generator import views
from generator.base.digest import Parts, digest
from generator.pages.dependencies import Depends, Keys
from generator.pages.feed_items import Draft
from generator.pages.jobs import Artifact, Data, FeedFile, Job, Page, Phase

#: How much work things are: a picture is decoded and written several times, a feed holds many texts.
PICTURE, SHARE, _FEED = 500, 30, 8


class Planned(msgspec.Struct, frozen=True):
    """A file that will be: its address from the site's root, and what makes its job.

    ``source`` is the content file that it comes from, for problems. ``listed`` says that search
    engines are told of it, with the date it changed.
    """

    url: str
    phase: Phase
    source: str
    make: Callable[[], Job]
    listed: bool = False
    changed: str = ""
    #: The template of a page, and what its view is made from; other files say it all in their jobs.
    template: str = ""
    depends: Depends | None = None
    #: How much work it is to make, beside a page.
    weight: int = 1
    #: What the bytes are made from, where they take longer to make than to tell apart by it.
    of: Any = None
    #: The files that an image becomes; other artifacts are one file.
    paths: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """Return the path of the file, or of the first of several."""
        return self.paths[0] if self.paths else path_of(self.url)

    def artifact(self) -> Artifact:
        """Return the file as it is to be made."""
        return Artifact(self.paths or (self.first,), self.phase, self.make())

    def parts(self, keys: Keys, template: Callable[[str], bytes]) -> Parts:
        """Return the digests of all that the file is made from; ``template`` gives a template's."""
        if self.depends is None:
            return keys.every.plus(("its content", digest(self.make() if self.of is None else self.of)))
        own = self.depends.parts(keys)
        if not self.template:
            return keys.feed.plus(*own)
        return keys.page.plus(("the template", template(self.template)), *own)


def page(
    url: str,
    phase: Phase,
    template: str,
    make: Callable[..., views.View],
    *values: Any,
    depends: Depends,
    source: str = "",
    changed: str = "",
    listed: bool = True,
) -> Planned:
    """Return a page; ``make(*values)`` makes its view when all addresses are known."""
    return Planned(url, phase, source, partial(_rendered, template, make, values), listed, changed, template, depends)


def data(url: str, phase: Phase, content: bytes, source: str = "") -> Planned:
    """Return a file whose bytes are known."""
    return Planned(url, phase, source, partial(Data, content))


def feed(url: str, make: Callable[[], Draft], depends: Depends) -> Planned:
    """Return a feed."""
    return Planned(url, "feeds", "", partial(_written, make), depends=depends, weight=_FEED)


def path_of(url: str) -> str:
    """Return the file that serves an address."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


def _rendered(template: str, make: Callable[..., views.View], values: tuple[Any, ...]) -> Page:
    """Return a page's job."""
    view = make(*values)
    return Page(template, view, getattr(view, "body", None))


def _written(make: Callable[[], Draft]) -> FeedFile:
    """Return a feed's job."""
    draft = make()
    return FeedFile(draft.format, draft.feed, draft.bodies)
