"""Every file of the output, before any is made.

First all addresses, so that collisions are found and links can be resolved; then, one by one, the
jobs that make the files.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import msgspec

from generator import views
from generator.addresses import Addresses
from generator.artifacts import Artifact, Cleaned, Copy, Data, FeedFile, Job, Page, Phase, Pictures
from generator.config import Site
from generator.feeds.chapters import Chapter, chapters_json
from generator.feeds.opml import Subscription, SubscriptionList, write_opml
from generator.hosts.base import Deployment, host_files
from generator.hosts.policy import content_security_policy
from generator.images import Rendition
from generator.kinds.base import Kind
from generator.library import permalink
from generator.media import PICTURES
from generator.model import Entry
from generator.present import entries, give_log, lists, tips
from generator.present.frame import feed_groups, origins, site_view
from generator.present.news import Draft
from generator.present.presenter import Presenter
from generator.present.shares import shares
from generator.present.sound import audio_path
from generator.present.stream import feeds
from generator.problems import Place
from generator.schedule import Hidden
from generator.sitemap import Listed, robots, sitemaps
from generator.sources import CONTENT, STATIC

View = tuple[str, views.View]


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


class Plan:
    """The site's files: all addresses at once, then the artifacts one by one."""

    def __init__(
        self, stage: Presenter, assets: Mapping[str, tuple[str, bytes]], hidden: Mapping[str, tuple[Hidden, str]]
    ) -> None:
        """Plan the site. ``assets`` are the theme's by name, ``hidden`` what is not out by source."""
        self.stage = stage
        stage.site = site_view(stage, {name: "/" + path for name, (path, _) in assets.items()})
        self.planned: dict[str, Planned] = {}
        for path, data in assets.values():
            self._add(Planned("/" + path, "assets", "", partial(Data, data)))
        for path, share in shares(stage):
            self._add(Planned("/" + path, "assets", "", partial(_job, share)))
        for planned in self._files():
            self._add(planned)
        for planned in self._pages():
            self._add(planned)
        for url, draft in feeds(stage):
            self._add(Planned(url, "feeds", "", partial(_feed, draft)))
        self._aliases()
        self._machine_files()
        stage.addresses = self._addresses(hidden)

    def artifacts(self) -> Iterator[Artifact]:
        """Return what is to be made, in the order in which it is to be written."""
        for shot in self.stage.media.shots.values():
            yield Artifact(
                tuple(one.path for one in shot.renditions),
                "assets",
                Pictures(shot.source, shot.digest, shot.renditions),
            )
        for planned in self.planned.values():
            yield Artifact((path_of(planned.url),), planned.phase, planned.make())
        for url, source in self.stage.files.items():
            # Known only now: files beside texts are published where a text links to them.
            yield Artifact((path_of(url),), "assets", Copy(source, self.stage.media.files[source].stamp))

    def _add(self, planned: Planned) -> None:
        """Plan a file, unless its address is taken."""
        other = self.planned.get(planned.url)
        if other is None:
            self.planned[planned.url] = planned
            return
        if planned.url == "/robots.txt":
            # A site's own rules for robots replace ours.
            return
        source = planned.source or other.source
        by = other.source if planned.source and other.source else "the site itself"
        place = self.stage.where.field(source, "slug") if source else Place("content/site.yaml")
        self.stage.report.error(
            place, f'the address "{planned.url}" is taken by {by}', 'give it another "slug", or another file name'
        )

    def _page(
        self,
        url: str,
        phase: Phase,
        template: str,
        make: Callable[..., views.View],
        *values: Any,
        source: str = "",
        changed: str = "",
        listed: bool = True,
    ) -> Planned:
        """Return a page; its view is made when all addresses are known."""
        return Planned(url, phase, source, partial(_rendered, template, make, *values), listed, changed)

    def _pages(self) -> Iterator[Planned]:
        """Return all pages, entries first."""
        stage, library = self.stage, self.stage.library
        yield self._page("/", "listings", "home.html", lists.home, stage)
        for kind, template in entries.TEMPLATES.items():
            found = library.all(kind)
            for at, entry in enumerate(found):
                newer, older = (found[at - 1] if at else None), (found[at + 1] if at + 1 < len(found) else None)
                if kind == "page":
                    newer = older = None
                moment = entry.fields.updated or entry.date
                listed = not (kind == "lead" and library.closed(entry))
                yield self._page(
                    library.url(entry),
                    "pages",
                    template,
                    entries.entry_view,
                    stage,
                    entry,
                    newer,
                    older,
                    source=entry.source,
                    changed=moment.isoformat() if moment else "",
                    listed=listed,
                )
                if kind == "episode":
                    yield from self._episode(entry)
            if library.kinds[kind].index and found and kind != "lead":
                yield from self._index(kind, found)
        if library.all("lead"):
            yield self._page("/leads/", "listings", "leads.html", lists.leads_page, stage)
        yield from self._tips()
        if (log := give_log.log_of(stage)) is not None:
            yield self._page(give_log.URL, "pages", "give-log.html", give_log.page, stage, log, source=log.source)
        yield from self._groups()

    def _index(self, kind: str, found: tuple[Entry, ...]) -> Iterator[Planned]:
        """Return the pages of a kind's list. Pitches are few, and all on one."""
        size = self.stage.settings.page_size if self.stage.library.kinds[kind].dated else len(found)
        last = -(-len(found) // size)
        for number in range(1, last + 1):
            shown = found[(number - 1) * size : number * size]
            url = lists.page_url(self.stage.library.kinds[kind].index, number)
            yield self._page(url, "listings", "list.html", lists.index_page, self.stage, kind, shown, number, last)

    def _episode(self, entry: Entry) -> Iterator[Planned]:
        """Return the files that podcast apps read beside an episode's page."""
        url, fields = self.stage.library.url(entry), entry.fields
        if fields.transcript:
            yield Planned(
                url + "transcript.txt",
                "assets",
                entry.source,
                partial(Data, fields.transcript.strip().encode() + b"\n"),
            )
        if fields.chapters:
            data = chapters_json([Chapter(start=one.at, title=one.title) for one in fields.chapters], fields.title)
            yield Planned(url + "chapters.json", "assets", entry.source, partial(Data, data))
        path = audio_path(self.stage, entry)
        if path and path.startswith(url):
            source = self.stage.media.find(fields.audio.src, entry.source)
            if source:
                yield Planned(path, "assets", entry.source, partial(Copy, source, self.stage.media.files[source].stamp))

    def _tips(self) -> Iterator[Planned]:
        """Return the pages of tips and their libraries."""
        stage = self.stage
        shelves = tips.libraries(stage)
        if shelves:
            yield self._page("/tips/", "listings", "tips.html", tips.libraries_page, stage)
        for library in shelves:
            yield self._page(
                stage.library.url(library),
                "listings",
                "tip-library.html",
                tips.library_page,
                stage,
                library,
                source=library.source,
            )
            for number, tip in enumerate(library.fields.tips):
                changed = tip.date.isoformat() if tip.date else ""
                yield self._page(
                    tips.tip_url(stage, library, tip),
                    "pages",
                    "tip.html",
                    tips.tip_page,
                    stage,
                    library,
                    number,
                    source=library.source,
                    changed=changed,
                )

    def _groups(self) -> Iterator[Planned]:
        """Return the pages that gather entries, and those that help to find them."""
        stage, library = self.stage, self.stage.library
        if library.dated:
            yield self._page("/archive/", "listings", "archive.html", lists.archive, stage)
        if library.tags:
            yield self._page("/tags/", "listings", "tags.html", lists.tags_page, stage)
        for slug, group in library.tags.items():
            yield self._page(f"/tags/{slug}/", "listings", "tag.html", lists.tag_page, stage, group)
        if library.authors:
            yield self._page("/authors/", "listings", "authors.html", lists.authors_page, stage)
        for name in library.authors:
            yield self._page(f"/authors/{name}/", "listings", "author.html", lists.author_page, stage, name)
        groups = feed_groups(stage)
        if groups:
            yield self._page("/subscribe/", "listings", "subscribe.html", lists.subscribe, stage, groups)
            yield Planned("/feeds.opml", "feeds", "", partial(self._opml, groups))
        yield self._page("/404.html", "listings", "404.html", lists.not_found, stage, listed=False)

    def _opml(self, groups: tuple[views.FeedGroup, ...]) -> Job:
        """Return the list of all feeds for feed readers: of several formats the first."""
        every = [group.feeds[:1] if group.rank == "main" else group.feeds for group in groups]
        found = tuple(Subscription(title=feed.title, feed_url=feed.absolute_url) for feeds_ in every for feed in feeds_)
        settings = self.stage.settings
        return Data(write_opml(SubscriptionList(title=settings.title, feeds=found, home_url=self.stage.absolute("/"))))

    def _files(self) -> Iterator[Planned]:
        """Return the files of ``content/static/``; pictures in it are written anew."""
        static = f"{CONTENT}/{STATIC}/"
        for path, source in self.stage.media.files.items():
            if not path.startswith(static):
                continue
            url = "/" + path.removeprefix(static)
            shot = self.stage.media.shots.get(path)
            if shot is None and url.lower().endswith(tuple(PICTURES)):
                continue
            job: Callable[[], Job] = partial(Copy, path, source.stamp)
            if shot is not None and shot.probe.format in {"jpeg", "png", "webp", "svg"}:
                own = Rendition(url.lstrip("/"), shot.probe.format, shot.probe.width, shot.probe.height)
                job = partial(Cleaned, path, shot.digest, own)
            yield Planned(url, "assets", path, job)

    def _aliases(self) -> None:
        """Plan a page at each old address that leads to the new one."""
        stage = self.stage
        self.moved: list[tuple[str, str]] = []
        for kind in entries.TEMPLATES:
            for entry in stage.library.all(kind):
                url = stage.library.url(entry)
                for alias in entry.fields.aliases:
                    old = alias if alias.endswith("/") or "." in alias.rpartition("/")[2] else alias + "/"
                    if old == url:
                        continue
                    other = self.planned.get(old)
                    if other is not None:
                        place = stage.where.field(entry.source, "aliases", entry.fields.aliases.index(alias))
                        stage.report.error(
                            place,
                            f'the old address "{alias}" is taken by {other.source or "the site itself"}',
                            "take the alias out",
                        )
                        continue
                    self.moved.append((alias, url))
                    self._add(
                        self._page(
                            old,
                            "pages",
                            "redirect.html",
                            lists.redirect,
                            stage,
                            url,
                            entry.fields.title,
                            source=entry.source,
                            listed=False,
                        )
                    )

    def _machine_files(self) -> None:
        """Plan what search engines and hosts read."""
        stage = self.stage
        listed = [
            Listed(stage.absolute(planned.url), planned.changed) for planned in self.planned.values() if planned.listed
        ]
        for path, data in sitemaps(listed, stage.absolute("/")).items():
            self._add(Planned("/" + path, "feeds", "", partial(Data, data)))
        self._add(Planned("/robots.txt", "feeds", "", partial(Data, robots(stage.absolute("/sitemap.xml")))))
        links = [(planned.url, "") for planned in self.planned.values() if planned.phase == "feeds"]
        deployment = Deployment(
            base=stage.base,
            aliases=tuple(self.moved),
            policy=content_security_policy(origins(stage)),
            feeds=tuple((url, _media_type(url)) for url, _ in links if _media_type(url)),
            https=stage.settings.url.startswith("https:"),
        )
        for path, data in host_files(deployment).items():
            self._add(Planned("/" + path, "feeds", "", partial(Data, data)))

    def _addresses(self, hidden: Mapping[str, tuple[Hidden, str]]) -> Addresses:
        """Return all addresses, for links."""
        stage, library = self.stage, self.stage.library
        by_url: dict[str, Entry] = {}
        for kind, found in library.entries.items():
            what = library.kinds[kind]
            for entry in found:
                if what.permalink or what.index:
                    by_url[library.url(entry) if what.permalink else what.index] = entry
        sources = {entry.source: url for url, entry in by_url.items() if url in self.planned}
        return Addresses(
            pages=frozenset(self.planned),
            sources=sources,
            hidden={source: found for source, (found, _) in hidden.items()},
            hidden_urls={url: found for found, url in hidden.values()},
            entries=by_url,
            media=stage.media,
        )


def _rendered(template: str, make: Callable[..., views.View], *values: Any) -> Page:
    """Return a page's job: its view is made here, and encoded once for its key and its way to a worker."""
    view = make(*values)
    body = getattr(view, "body", None)
    return Page(template, type(view).__name__, msgspec.msgpack.encode(view), body)


def _job(job: Job) -> Job:
    """Return a job that is known already."""
    return job


def _feed(make: Callable[[], Draft]) -> FeedFile:
    """Return a feed's job."""
    draft = make()
    return FeedFile(draft.format, draft.feed, draft.bodies)


def path_of(url: str) -> str:
    """Return the file that serves an address."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


def _media_type(url: str) -> str:
    """Return a feed's media type by its name."""
    if url.endswith((".opml", "sitemap.xml", ".txt")) or url.startswith("/_") or "/sitemap" in url:
        return ""
    return (
        "application/feed+json"
        if url.endswith(".json")
        else "application/atom+xml"
        if url.endswith("atom.xml")
        else "application/rss+xml"
    )


def hidden_urls(
    entries_: Mapping[str, Entry], hidden: tuple[Hidden, ...], kinds: Mapping[str, Kind], site: Site
) -> dict[str, tuple[Hidden, str]]:
    """Return what is not out by source, each with the address that it will have."""
    return {one.source: (one, permalink(entries_[one.source], kinds[one.kind], site)) for one in hidden}
