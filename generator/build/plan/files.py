"""The files that are no pages: static ones, old addresses, and what machines read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import unquote

import msgspec

from generator.base.model import Entry
from generator.base.system import WINDOWS, impossible
from generator.build.plan.planned import PICTURE, Planned, data, page, path_of
from generator.comments.base import Origins, join
from generator.content.files import CONTENT, STATIC
from generator.hosts.base import Deployment, host_files
from generator.hosts.policy import content_security_policy
from generator.media.images import Rendition
from generator.pages import lists
from generator.pages.chrome import MOVED
from generator.pages.context import Presenter
from generator.pages.dependencies import Depends
from generator.pages.entry import TEMPLATES
from generator.pages.jobs import Cleaned, Copy, Data, Job, Scrubbed
from generator.pages.sitemap import INDEX, Listed, parted, robots, sitemap, sitemap_index

Moved = tuple[str, str]


def static_files(stage: Presenter) -> Iterator[Planned]:
    """Return the files of ``content/static/``; pictures in it are written anew."""
    folder = f"{CONTENT}/{STATIC}/"
    for path in stage.media.files:
        if not path.startswith(folder):
            continue
        url = "/" + path.removeprefix(folder)
        shot = stage.media.shots.get(path)
        job: Callable[[], Job] = partial(copied, stage, path)
        weight = 1
        if shot is not None:
            own = Rendition(url.lstrip("/"), shot.probe.format, shot.probe.width, shot.probe.height)
            job = partial(Cleaned, path, shot.digest, own)
            weight = PICTURE if own.format != "svg" else 1
        yield Planned(url, "assets", path, job, weight=weight)


def copied(stage: Presenter, path: str) -> Job:
    """Return the job that publishes a file that is no picture: as it is, or without the notes in it."""
    stamp = stage.media.files[path].stamp
    return Scrubbed(path, stamp) if path in stage.media.tagged else Copy(path, stamp)


def old_addresses(stage: Presenter, taken: Mapping[str, Planned]) -> Iterator[tuple[Moved, Planned | None]]:
    """Return each alias and where it leads, with a page that leads there; one with a query has no place for a page."""
    queries: dict[str, Entry] = {}
    for kind in TEMPLATES:
        for entry in stage.library.all(kind):
            url = stage.library.url(entry)
            for number, alias in enumerate(entry.fields.aliases):
                if not alias.startswith("/"):
                    if (first := queries.setdefault(alias, entry)) is not entry:
                        place = stage.where.field(entry.source, "aliases", number)
                        message = f'the old address "/{alias}" is taken by {first.source}'
                        stage.report.error(place, message, "take the alias out")
                    yield (alias, url), None
                    continue
                is_file = alias.endswith("/") or "." in alias.rpartition("/")[2]
                old = alias if is_file else alias + "/"
                if old == url:
                    continue
                if old.lower() == url.lower():
                    place = stage.where.field(entry.source, "aliases", number)
                    message = f'the old address "{alias}" differs from the new one in capitals only'
                    hint = "no page can stand there, as Windows and macOS take both for one: only some hosts lead on"
                    stage.report.warning(place, message, hint)
                    yield (alias, url), None
                    continue
                if WINDOWS and (part := impossible(path_of(old))):
                    place = stage.where.field(entry.source, "aliases", number)
                    message = f'no page can be at the old address "{alias}": on Windows nothing can be called "{part}"'
                    stage.report.warning(place, message, "only some hosts lead on; have a host build the site")
                    yield (alias, url), None
                    continue
                if (other := taken.get(old)) is not None:
                    place = stage.where.field(entry.source, "aliases", number)
                    by = other.source or "the site itself"
                    stage.report.error(place, f'the old address "{alias}" is taken by {by}', "take the alias out")
                    continue
                title = entry.fields.title
                moved = page(
                    old,
                    "pages",
                    "redirect.html",
                    lists.redirect,
                    stage,
                    url,
                    title,
                    depends=Depends(values=(url, title)),
                    source=entry.source,
                    listed=False,
                )
                yield (alias, url), moved


def moved_by_query(stage: Presenter, moved: Iterable[Moved]) -> Iterator[Planned]:
    """Return what a script on the first page leads on by, where a host takes no redirects by query."""
    if found := {alias: stage.href(url) for alias, url in sorted(moved) if not alias.startswith("/")}:
        yield data(MOVED, "listings", msgspec.json.encode(found))


def machine_files(stage: Presenter, planned: Iterable[Planned], moved: tuple[Moved, ...]) -> Iterator[Planned]:
    """Return what search engines and hosts read."""
    every = list(planned)
    listed = [Listed(stage.absolute(one.url), one.changed) for one in every if one.listed]
    parts = parted(listed)
    for path, shown in parts.items():
        yield Planned("/" + path, "feeds", "", partial(_sitemap, shown), of=shown)
    if INDEX not in parts:
        yield data(f"/{INDEX}", "feeds", sitemap_index(parts, stage.absolute("/")))
    yield data("/robots.txt", "feeds", robots(stage.absolute("/sitemap.xml")))
    deployment = Deployment(
        base=unquote(stage.settings.base),
        aliases=tuple(one for one in moved if one[0].startswith("/")),
        queries=tuple(one for one in moved if not one[0].startswith("/")),
        policy=content_security_policy(join([stage.origins, Origins(frame=stage.players)])),
        feeds=tuple((one.url, _media_type(one.url)) for one in every if one.phase == "feeds"),
        https=stage.settings.url.startswith("https:"),
    )
    for path, content in host_files(deployment).items():
        yield data("/" + path, "feeds", content)


def _sitemap(pages: Sequence[Listed]) -> Job:
    return Data(sitemap(pages))


def _media_type(url: str) -> str:
    """Return a feed's media type by its name."""
    for end, media_type in (
        (".opml", "text/x-opml"),
        (".json", "application/feed+json"),
        ("atom.xml", "application/atom+xml"),
    ):
        if url.endswith(end):
            return media_type
    return "application/rss+xml"
