"""Rendering: from artifacts to bytes."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator import views
from generator.base.model import Prose
from generator.base.paths import on_disk
from generator.base.problems import Place, Problem
from generator.feeds.base import FeedItem, format_named
from generator.media.images import HEAD, encode, sniff
from generator.pages.jobs import (
    Artifact,
    Cleaned,
    Copy,
    Data,
    DrawnCard,
    FeedFile,
    Page,
    Pictures,
    Scrubbed,
    SearchIndex,
)
from generator.pages.texts import fill
from generator.site.media_index import is_inside
from generator.theme import TemplateFault, Theme

#: How many feed items are cached.
_ITEMS = 512


class Fault(Exception):  # noqa: N818 (of the content or the theme, not an error of the program)
    """An artifact cannot be made; carries the problem to show."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem.message)
        self.problem = problem


class Renderer:
    """Renders artifacts to bytes; one instance per process."""

    def __init__(self, root: Path, theme: Theme, bodies: Mapping[str, Prose], inside: Callable[[str], bytes]) -> None:
        """Use the project's root, its theme, its texts' HTML by digest, and a function that reads embedded pictures."""
        self.root, self.theme, self.bodies, self.inside = root, theme, bodies, inside
        self._items: dict[int, tuple[FeedItem, FeedItem]] = {}

    def files(self, artifact: Artifact) -> Iterator[tuple[str, bytes]]:
        """Return the artifact's files. Raises :class:`Fault`."""
        job = artifact.job
        if isinstance(job, Pictures):
            made = encode(self.read(job.source), job.renditions)
            if isinstance(made, str):
                raise Fault(Problem(Place(job.source), "error", f"the image cannot be used: {made}"))
            yield from zip(artifact.paths, made, strict=True)
            return
        if isinstance(job, SearchIndex):
            from generator.search.pagefind import indexed

            # Pictures and links are left out: only their words are searched.
            yield from indexed(job.language, job.documents, lambda digest: "".join(self.bodies[digest].pieces))
            return
        yield artifact.paths[0], self.one(job)

    def one(self, job: Page | FeedFile | Cleaned | Copy | Scrubbed | Data | DrawnCard) -> bytes:
        """Return the bytes of a job that has one output file."""
        match job:
            case Page():
                return self.page(job)
            case FeedFile():
                return self.feed(job)
            case Copy():
                return self.copied(job)
            case Scrubbed():
                from generator.media.metadata import scrub

                return scrub(self.read(job.source))
            case Data():
                return job.data
            case Cleaned():
                made = encode(self.read(job.source), (job.rendition,))
                if isinstance(made, str):
                    raise Fault(Problem(Place(job.source), "error", f"the image cannot be used: {made}"))
                return made[0]
            case DrawnCard():
                return self.card(job)

    def card(self, job: DrawnCard) -> bytes:
        """Return a social card."""
        from generator.media.social_card import share_figures, share_image, share_kind

        words = job.words
        if job.figures:
            return share_figures(words.title, words.label, words.site_title, job.figures, job.colours)
        if not words.title:
            return share_kind(words.label, words.site_title, words.description, job.colours)
        return share_image(words.title, words.label, words.author, words.site_title, job.colours)

    def copied(self, job: Copy) -> bytes:
        """Return a file's bytes unchanged. Refuses a picture, which may have replaced the examined file."""
        data = self.read(job.source)
        if sniff(data[:HEAD]):
            message = "the file is a picture now, and was none when the build began"
            raise Fault(Problem(Place(job.source), "error", message, "build again"))
        return data

    def read(self, source: str) -> bytes:
        """Return the bytes of a project file, or of a picture embedded in a text."""
        if is_inside(source):
            return self.inside(source)
        try:
            return Path(on_disk(str(self.root), source)).read_bytes()
        except OSError as fault:
            raise Fault(
                Problem(Place(source), "error", f"the file cannot be read: {fault.strerror or fault}")
            ) from fault

    def page(self, job: Page) -> bytes:
        """Return a page's bytes."""
        body = fill(self.bodies[job.body.digest].pieces, job.body.fills) if job.body else None
        try:
            return self.theme.render(job.template, job.view, body).encode()
        except TemplateFault as fault:
            raise Fault(fault.problem) from fault

    def feed(self, job: FeedFile) -> bytes:
        """Return a feed's bytes; the items' texts are filled in here."""
        items = tuple(self.item(item, body) for item, body in zip(job.feed.items, job.bodies, strict=True))
        return format_named(job.format).write(msgspec.structs.replace(job.feed, items=items))

    def item(self, item: FeedItem, body: views.Body | None) -> FeedItem:
        """Return an item with its full text, cached, since it may be in several feeds."""
        found = self._items.get(id(item))
        if found is None:
            if len(self._items) >= _ITEMS:
                self._items.clear()
            # The item is kept as well: while it is alive, no other object has its id.
            found = self._items[id(item)] = item, self._whole(item, body)
        return found[1]

    def _whole(self, item: FeedItem, body: views.Body | None) -> FeedItem:
        """Return an item with its full text."""
        text = _for_readers(fill(self.bodies[body.digest].pieces, body.fills)) if body else ""
        if item.image_url and body and not item.enclosure and item.image_url not in text:
            text = f'<p><img src="{views_escape(item.image_url)}" alt=""></p>{text}'
        return msgspec.structs.replace(item, content=item.content + text)


def _for_readers(html: str) -> str:
    """Return a text's HTML adapted for feed readers."""
    from generator.feeds.content import for_readers

    return for_readers(html)


def views_escape(url: str) -> str:
    """Return an address escaped for an attribute."""
    return re.sub('[&"<>]', lambda found: f"&#{ord(found[0])};", url)
