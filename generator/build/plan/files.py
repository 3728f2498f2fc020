"""Planned files other than pages: static files, redirects, and what search engines and hosts read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import unquote

import msgspec

from generator.base.model import Entry
from generator.base.paths import nfc
from generator.base.problems import Report
from generator.base.system import WINDOWS, impossible
from generator.comments.base import Origins, join
from generator.content.files import CONTENT, STATIC
from generator.content.kind import Fields
from generator.content.locator import Locator
from generator.hosts.base import Deployment, host_files
from generator.hosts.policy import content_security_policy
from generator.media.images import Rendition
from generator.media.source_image import SourceImage
from generator.pages.chrome import MOVED, posted
from generator.pages.context import Chrome, Context, Values
from generator.pages.jobs import Cleaned, Data, Job, copied
from generator.pages.kind import kinds_of
from generator.pages.planned import PICTURE, Planned, data, known, path_of
from generator.pages.search import ORIGINS as SEARCHING
from generator.pages.sitemap import INDEX, Listed, parted, robots, sitemap, sitemap_index
from generator.pages.special_pages import redirect_page
from generator.schema.addresses import as_alias
from generator.search.base import IMMUTABLE, SCRIPT
from generator.site.media_index import Media
from generator.site.settings import SOURCE

Moved = tuple[str, str]
#: Where browsers read which pages they may fetch before a click; only a host's header leads there.
SPECULATION = "/speculation-rules.json"

#: Where a site says which record at standard.site is its own: https://standard.site
STANDARD_SITE = "/.well-known/site.standard.publication"


def static_files(media: Media) -> Iterator[Planned]:
    """Return the files of ``content/static/``; pictures in it are re-encoded."""
    folder = f"{CONTENT}/{STATIC}/"
    for path in media.files:
        if not path.startswith(folder):
            continue
        url = "/" + path.removeprefix(folder)
        shot = media.shots.get(path)
        job: Job = copied(media, path) if shot is None else Cleaned(path, shot.digest, _own(url, shot))
        weight = PICTURE if shot is not None and shot.probe.format != "svg" else 1
        yield known(url, "assets", job, path, weight=weight)


def _own(url: str, image: SourceImage) -> Rendition:
    """Return the rendition of a picture in its original size under its own name."""
    return Rendition(url.lstrip("/"), image.probe.format, image.probe.width, image.probe.height)


def old_addresses(
    values: Values, taken: Mapping[str, Planned], where: Locator, report: Report
) -> Iterator[tuple[Moved, Planned | None]]:
    """Return each alias with its target, and its redirect page; one with a query cannot have a page."""
    queries: dict[str, Entry] = {}
    pages = [name for name, kind in kinds_of(values).items() if kind.is_markdown]
    for kind in pages:
        for entry in values.index.all_of(kind, Fields):
            if not entry.fields.aliases:
                continue
            url = values.url(entry)
            for number, alias in enumerate(entry.fields.aliases):
                if not alias.startswith("/"):
                    if (first := queries.setdefault(alias, entry)) is not entry:
                        place = where.field(entry.source, "aliases", number)
                        message = f'the old address "/{alias}" is taken by {first.source}'
                        report.error(place, message, "take the alias out")
                    yield (alias, url), None
                    continue
                is_file = alias.endswith("/") or "." in alias.rpartition("/")[2]
                old = alias if is_file else alias + "/"
                if old == url:
                    continue
                if old.lower() == url.lower():
                    place = where.field(entry.source, "aliases", number)
                    message = f'the old address "{alias}" differs from the new one in capitals only'
                    hint = "no page can stand there, as Windows and macOS take both for one: only some hosts lead on"
                    report.warning(place, message, hint)
                    yield (alias, url), None
                    continue
                if WINDOWS and (part := impossible(path_of(old))):
                    place = where.field(entry.source, "aliases", number)
                    message = f'no page can be at the old address "{alias}": on Windows nothing can be called "{part}"'
                    report.warning(place, message, "only some hosts lead on; have a host build the site")
                    yield (alias, url), None
                    continue
                if (other := taken.get(old)) is not None:
                    place = where.field(entry.source, "aliases", number)
                    by = other.source or "the site itself"
                    report.error(place, f'the old address "{alias}" is taken by {by}', "take the alias out")
                    continue
                yield (alias, url), redirect_page(old, url, entry.fields.title, entry.source)


def redirects(
    values: Values, taken: Mapping[str, Planned], where: Locator, report: Report
) -> Iterator[tuple[Moved, Planned | None]]:
    """Return each redirect of the settings with its target, and its page. Aliases of texts are planned by now.

    A feed at the target is named in the page, since readers of feeds look for it where a host cannot lead them on.
    """
    for written, named in values.settings.redirects.items():
        place = where.field(SOURCE, "redirects", written)
        old = as_alias(written, values.zone)
        inside = named.startswith("/")
        target = _as_known(named) if inside else named
        planned = taken.get(in_site(target)) if inside else None
        if inside and planned is None and not target.startswith("/files/"):
            report.warning(
                place, f'the redirect leads to "{named}", where nothing is', "name a page or a feed of the site"
            )
        if not old.startswith("/"):
            yield (old, target), None
            continue
        is_file = old.endswith("/") or "." in old.rpartition("/")[2]
        page = old if is_file else old + "/"
        if (other := taken.get(page)) is not None:
            by = other.source or "the site itself"
            report.error(place, f'the old address "{written}" is taken by {by}', "take the redirect out")
            continue
        if page.endswith((".xml", ".php", ".json", ".rss", ".rdf", ".atom")) or (WINDOWS and impossible(path_of(page))):
            # What is asked for there is no page: only a host can lead on.
            yield (old, target), None
            continue
        feed = planned.media_type if planned is not None else ""
        yield (old, target), redirect_page(page, target, values.settings.title, SOURCE, feed)


def in_site(target: str) -> str:
    """Return the address of the page of a target within the site, without query and fragment."""
    return target.partition("#")[0].partition("?")[0]


def _as_known(target: str) -> str:
    """Return a target within the site with its path as addresses are kept: encoded once, when it is written out."""
    path = in_site(target)
    return nfc(unquote(path)) + target.removeprefix(path)


def moved_by_query(values: Values, moved: Iterable[Moved]) -> Iterator[Planned]:
    """Return the data for the home page's script that redirects by query, for hosts that cannot."""
    if found := {alias: values.href(url) for alias, url in sorted(moved) if not alias.startswith("/")}:
        yield data(MOVED, "listings", msgspec.json.encode(found))


def files_for_machines(chrome: Chrome, planned: Iterable[Planned], moved: tuple[Moved, ...]) -> Iterator[Planned]:
    """Return the files that search engines and hosts read."""
    every = list(planned)
    listed = [Listed(chrome.absolute(one.url), one.changed) for one in every if one.listed]
    parts = parted(listed)
    for path, shown in parts.items():
        yield Planned("/" + path, "feeds", "", partial(_sitemap, shown), of=shown)
    if INDEX not in parts:
        yield data(f"/{INDEX}", "feeds", sitemap_index(parts, chrome.absolute("/")))
    if chrome.settings.standard_site:
        yield data(STANDARD_SITE, "feeds", chrome.settings.standard_site.encode())
    yield data("/robots.txt", "feeds", robots(chrome.absolute("/sitemap.xml")))
    yield data(SPECULATION, "feeds", speculation_rules(chrome.base))
    searched = any(one.url == f"/{SCRIPT}" for one in every)
    deployment = Deployment(
        base=unquote(chrome.settings.base),
        aliases=tuple(one for one in moved if one[0].startswith("/")),
        queries=tuple(one for one in moved if not one[0].startswith("/")),
        # A worker of the search obeys the header of its script, so what that needs is allowed everywhere in headers;
        # all pages but the search have a policy of their own without it.
        policy=content_security_policy(
            join(
                [
                    chrome.origins,
                    Origins(frame=chrome.players),
                    posted(chrome),
                    *((SEARCHING,) if searched else ()),
                ]
            )
        ),
        immutable=(*Deployment().immutable, *(IMMUTABLE if searched else ())),
        feeds=tuple((one.url, one.media_type) for one in every if one.media_type),
        texts=(STANDARD_SITE,) if chrome.settings.standard_site else (),
        https=chrome.settings.url.startswith("https:"),
        speculation=SPECULATION,
    )
    for path, content in host_files(deployment).items():
        yield known("/" + path, "feeds", Data(content), for_hosts=True)


def speculation_rules(base: str) -> bytes:
    """Return the rules by which browsers fetch a page that the pointer rests on: pages alone, no feeds and no sound.

    Source: https://wicg.github.io/nav-speculation/speculation-rules.html
    """
    rule = {
        "where": {
            "and": [{"href_matches": f"{base}/*/"}, {"not": {"selector_matches": "[download], [rel~=nofollow]"}}]
        },
        "eagerness": "moderate",
    }
    return msgspec.json.encode({"prefetch": [rule]})


def _sitemap(pages: Sequence[Listed], _context: Context) -> Job:
    return Data(sitemap(pages))
