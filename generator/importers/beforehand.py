"""What is decided before the first post is written: names, places, people."""

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec

from generator.base.text import slugify
from generator.build.contents import Contents
from generator.content.kind import ContentType, Fields, id_of
from generator.edit.kept_out import bare_name, website_of, without_addresses, without_logins
from generator.importers.addresses import Addresses, Home, Known
from generator.importers.base import Blog, Person, Place, Post
from generator.importers.body.marked import outside
from generator.importers.names import words
from generator.schema.addresses import as_guid
from generator.site.index import permalink
from generator.site.project import Project
from generator.site.settings import Site
from generator.site.visibility import Clock, public

_UTC = ZoneInfo("UTC")
#: Parts of addresses at the site's top that it has itself, or may have one day.
_OWN = "archive tags authors subscribe search plan digest assets images files 404 give-log pagefind"


def localized(blog: Blog, site: Site) -> Blog:
    """Return what is known of a blog with dates that have a zone, and an address: the site's, where it has none.

    Of its people and its menu goes what is nobody's business: e-mail addresses, and passwords in addresses.
    """
    url = blog.url or site.url

    def local(place: Place) -> Place:
        if place.date and place.date.tzinfo is None:
            place = msgspec.structs.replace(place, date=place.date.replace(tzinfo=site.zone))
        # A name in feeds that is a path was an address, of which the export does not know the beginning.
        return msgspec.structs.replace(place, guid=url.rstrip("/") + place.guid) if place.guid[:1] == "/" else place

    return msgspec.structs.replace(
        blog,
        url=url,
        places=tuple(map(local, blog.places)),
        people=tuple(_known(person, number) for number, person in enumerate(blog.people, 1)),
        menu=tuple(msgspec.structs.replace(one, url=without_logins(one.url)) for one in blog.menu),
    )


def _known(person: Person, number: int) -> Person:
    """Return somebody as readers may know them. What the settings of a site say is public already."""
    if person.id:
        return person
    return msgspec.structs.replace(
        person,
        name=bare_name(person.name) or f"Author {number}",
        bio=without_addresses(person.bio),
        url=website_of(person.url),
    )


def in_zone(post: Post, zone: ZoneInfo) -> Post:
    """Return a post whose dates have a zone: the site's, where the export says none."""
    naive = {
        name: when.replace(tzinfo=zone)
        for name in ("date", "updated", "expires")
        if (when := getattr(post, name)) is not None and when.tzinfo is None
    }
    return msgspec.structs.replace(post, **naive) if naive else post


def without_passwords(post: Post) -> Post:
    """Return a post whose addresses have no passwords. What its code shows stays, as an example."""
    return msgspec.structs.replace(
        post,
        body=outside(post.body, without_logins) if without_logins(post.body) != post.body else post.body,
        summary=without_logins(post.summary),
        syndicated=tuple(map(without_logins, post.syndicated)),
    )


def guids_of(blog: Blog, site: Site) -> dict[str, str]:
    """Return the names by which feed readers know the posts, as far as they can be kept.

    What has none, or one that another has, gets one of its number, by which a second run knows it again.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for place in blog.places:
        try:
            name = as_guid(place.guid, _UTC)
        except ValueError:
            name = ""
        if not name or name in taken:
            name = site.guid(place.kind, f"import-{slugify(place.key)}")
        taken.add(name)
        found[place.key] = name
    return found


def is_hidden(post: Post, kind: ContentType, now: dt.datetime) -> bool:
    """Return whether a post that is no draft is not out now: it is scheduled, or expired."""
    is_ahead = bool(kind.publishes) and post.date is not None and post.date > now
    return is_ahead or (post.expires is not None and post.expires <= now and not kind.stays)


def known_of(contents: Contents, site: Site, project: Project, now: dt.datetime) -> Known:
    """Return what the site has: entries by their ids, and the addresses, files and slugs that are taken."""
    known, urls, paths = {}, set(), set()
    hidden = {one.source for one in public(contents.entries, contents.kinds, site, Clock(now)).hidden}
    slugs: dict[str, set[str]] = {}
    for entry in contents.entries:
        kind = contents.kinds[entry.kind]
        paths.add(entry.source)
        slugs.setdefault(entry.kind, set()).add(entry.slug)
        if not kind.is_markdown:
            continue
        url = permalink(entry, kind, site)
        urls.add(url)
        if isinstance(entry.fields, Fields):
            urls.update(entry.fields.aliases)
        if own := id_of(entry):
            is_draft = isinstance(entry.fields, Fields) and entry.fields.draft
            known[own] = Home(
                kind=entry.kind,
                key="",
                slug=entry.slug,
                path=entry.source,
                url=url,
                is_old=True,
                is_draft=is_draft,
                is_hidden=entry.source in hidden,
            )
    folder = project.root / "content"
    paths.update(path.relative_to(project.root).as_posix() for path in folder.rglob("*") if path.is_file())
    # Addresses that the site itself has.
    urls.update(kind.index for kind in contents.kinds.values() if kind.index)
    urls.update(f"/{name}/" for name in words(_OWN))
    frozen = {kind: frozenset(found) for kind, found in slugs.items()}
    return Known(homes=known, paths=frozenset(paths), urls=frozenset(urls), slugs=frozen)


def addresses_of(blog: Blog, found: Mapping[str, Home]) -> Addresses:
    """Return what knows the old addresses of posts, by their places in the new site."""
    made = Addresses(blog.url)
    for place in blog.places:
        home = found[place.key]
        for url in (place.link, *place.others):
            if url:
                made.add(url, home)
    return made


def people_of(blog: Blog, site: Site) -> dict[str, tuple[str, str]]:
    """Return the ids and names of the blog's people by their keys: those of the site, where the names are the same."""
    found: dict[str, tuple[str, str]] = {}
    there = {author.name.casefold(): name for name, author in site.authors.items()}
    taken = set(site.authors)
    for person in blog.people:
        if person.name.casefold() in there:
            name = there[person.name.casefold()]
            found[person.key] = (name, person.name)
            continue
        wanted = person.id or slugify(person.name)[:40].strip("-") or "author"
        number, name = 1, wanted
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        found[person.key] = (name, person.name)
    return found
