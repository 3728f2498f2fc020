"""The context that views are made from, built in steps: each is frozen, and sees only those before it.

1. :class:`Values`: the settings, the index and the media are known. Tags, people, pictures and cards follow from them.
2. :class:`Chrome`: what every page shows of the site, and the origins of external content.
3. :class:`Context`: every address is known, so links are resolved.

A function takes the earliest step that it needs, so its type says what it can depend on.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypedDict
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from generator import views
from generator.base.model import Entry, Prose, Text
from generator.base.paths import in_address, in_web_address
from generator.base.text import minutes, slugify
from generator.comments.base import Origins, Thread
from generator.comments.choose import ConfiguredProvider
from generator.content.kind import MarkdownEntry, audio_of, image_of
from generator.media.images import Rendition
from generator.media.source_image import SourceImage
from generator.pages.dates import show_date
from generator.pages.value_cache import ROWS, ValueCache
from generator.site.index import SiteIndex
from generator.site.links import Addresses, prefixed
from generator.site.media_index import Media
from generator.site.settings import SOURCE, Site


class Standing(TypedDict):
    """Where a page stands: its own address, and that of the menu's item it belongs to."""

    here: str
    section: str


class Values(msgspec.Struct, frozen=True, kw_only=True):
    """The first step: public content, as values for views; cards, tags and people are cached."""

    index: SiteIndex
    media: Media
    #: The texts' HTML by digest.
    prose: Mapping[str, Prose]
    provider: ConfiguredProvider | None
    #: The form for the newsletter.
    sign_up: views.SignUp | None
    #: How people who received gives may be named, by their ids, as far as they consented.
    people_shown: Mapping[str, str]
    settings: Site
    #: The site's path, the same with scheme and host, and the time zone of its dates.
    base: str
    root: str
    zone: ZoneInfo
    made: ValueCache

    def href(self, url: str) -> str:
        """Return an address from the site's root for an ``href``: encoded, with the site's path."""
        return prefixed(url, self.base)

    def absolute(self, url: str) -> str:
        """Return the absolute address of one from the site's root."""
        return f"https:{url}" if url.startswith("//") else prefixed(url, self.root)

    def date(self, moment: dt.datetime | None) -> views.Date | None:
        """Return a moment as a view's date, or None for None."""
        return self.dated(moment) if moment else None

    def dated(self, moment: dt.datetime) -> views.Date:
        """Return a moment as a view's date."""
        return show_date(moment, self.zone, self.settings.language)

    def url(self, entry: Entry) -> str:
        """Return an entry's address from the site's root."""
        return self.index.urls[entry.source]

    def tag(self, name: str) -> views.Tag:
        """Return a tag by any of its spellings."""
        slug = slugify(name)
        if slug not in self.made.tags:
            group = self.index.tags[slug]
            self.made.tags[slug] = views.Tag(label=group.label, url=self.href(f"/tags/{slug}/"), slug=slug)
        return self.made.tags[slug]

    def label(self, name: str) -> str:
        """Return a tag's most frequent spelling."""
        found = self.made.labels.get(name)
        if found is None:
            found = self.made.labels[name] = self.tag(name).label
        return found

    def tags(self, names: tuple[str, ...]) -> tuple[views.Tag, ...]:
        """Return an entry's tags without duplicates."""
        found = self.made.tagged.get(names)
        if found is None:
            found = tuple(self.tag(slug) for slug in dict.fromkeys(slugify(name) for name in names))
            self.made.tagged[names] = found
        return found

    def person(self, name: str) -> views.Person:
        """Return an author."""
        if name not in self.made.people:
            author = self.settings.authors[name]
            self.made.people[name] = views.Person(
                id=name,
                name=author.name,
                url=self.href(f"/authors/{name}/") if name in self.index.authors else "",
                bio=author.bio.strip(),
                website=author.url,
                profiles=tuple(views.Link(label=urlsplit(url).netloc, url=url) for url in author.profiles),
                fediverse=author.fediverse,
                image=self.picture(author.image, SOURCE, author.name) if author.image else None,
            )
        return self.made.people[name]

    def people(self, entry: MarkdownEntry) -> tuple[views.Person, ...]:
        """Return an entry's authors."""
        return tuple(self.person(name) for name in self.index.writers(entry) if name in self.settings.authors)

    def bylines(self, entry: MarkdownEntry) -> tuple[views.Person, ...]:
        """Return an entry's authors with their names and pictures, which is all that a card shows."""
        people = self.people(entry)
        found = self.made.bylines.get(people)
        if found is None:
            found = tuple(
                views.Person(id=person.id, name=person.name, url=person.url, image=person.image) for person in people
            )
            self.made.bylines[people] = found
        return found

    def picture(self, reference: str, source: str, alt: str) -> views.Picture | None:
        """Return the picture that a key in a file names, or None."""
        path = self.media.named(reference, source)
        if not path:
            address = in_web_address(reference)
            return views.Picture(src=address, alt=alt, absolute_src=self.absolute(address))
        image = self.media.shots.get(path)
        return self.shown(image, alt) if image else None

    def shown(self, image: SourceImage, alt: str) -> views.Picture:
        """Return the view of an image, with all its renditions."""
        key = (image.source, alt)
        if key not in self.made.pictures:
            webp = [one for one in image.renditions if one.format == "webp"]
            other = [one for one in image.renditions if one.format != "webp"] or webp
            widest = max(other, key=lambda one: one.width)
            several = len({one.width for one in image.renditions}) > 1
            self.made.pictures[key] = views.Picture(
                src=self.href("/" + widest.path),
                absolute_src=self.absolute("/" + widest.path),
                alt=alt,
                width=widest.width,
                height=widest.height,
                srcset=self._srcset(other) if several else "",
                webp=self._srcset(webp) if webp is not other else "",
            )
        return self.made.pictures[key]

    def _srcset(self, renditions: Iterable[Rendition]) -> str:
        ordered = sorted(renditions, key=lambda one: one.width)
        return ", ".join(f"{self.href('/' + one.path)} {one.width}w" for one in ordered)

    def image(self, entry: Entry) -> views.Picture | None:
        """Return an entry's own image with its credit, or None."""
        image = image_of(entry)
        picture = self.picture(image.src, entry.source, image.alt) if image else None
        if image is None or picture is None:
            return None
        return msgspec.structs.replace(picture, credit=image.credit, credit_url=image.credit_url, license=image.license)

    def minutes(self, text: Text) -> int:
        """Return the reading time of a text in minutes, at least one."""
        return minutes(text.words)

    def summary(self, entry: MarkdownEntry) -> str:
        """Return an entry's summary, else the beginning of its first paragraph."""
        return " ".join(entry.fields.summary.split()) or entry.texts[""].excerpt

    def row(self, entry: MarkdownEntry) -> views.Row:
        """Return an entry's row in plain lists: the archive, and those of tags and authors."""
        rows = self.made.rows
        found = rows.get(entry.source)
        if found is None:
            if len(rows) >= ROWS:
                rows.clear()
            found = rows[entry.source] = views.Row(
                title=entry.fields.title,
                url=self.href(self.url(entry)),
                label=self.index.kinds[entry.kind].label,
                date=self.date(entry.date),
            )
        return found

    def published(self, entry: Entry) -> dt.datetime | None:
        """Return when an entry was published, or None if unknown: an event's date in the future does not tell."""
        return self.index.kinds[entry.kind].published(entry)

    def duration(self, entry: Entry) -> int:
        """Return the duration of an entry's audio in seconds, 0 if unknown."""
        audio = audio_of(entry)
        if audio is None:
            return 0
        info = self.media.audio.get(self.media.named(audio.src, entry.source))
        return audio.duration or (round(info.seconds) if info else 0)

    def thread(self, entry: MarkdownEntry) -> Thread:
        """Return an entry's data for a live comment system."""
        url = self.url(entry)
        return Thread(
            id=self.index.guid(entry),
            slug=entry.slug,
            title=entry.fields.title,
            url=self.absolute(url),
            path=self.href(url),
            language=self.settings.language,
            base=self.base,
            syndicated=entry.fields.syndicated,
        )


class Chrome(Values, frozen=True, kw_only=True):
    """The second step: what every page shows of the site, known before any page is planned."""

    #: What every page shows of the site.
    site: views.Site
    #: The origins of external content on pages, and the videos' origins.
    origins: Origins
    players: tuple[str, ...]
    #: Social cards by kind of page, or by kind and slug.
    shares: Mapping[str, views.Picture]

    def share(self, kind: str) -> views.Picture | None:
        """Return the social card of a kind of page, or None."""
        return self.shares.get(kind) or self.shares.get("website")

    def share_page(self, entry: Entry) -> views.Picture | None:
        """Return the social card of this one page, if the settings ask for these, or None."""
        return self.shares.get(f"{entry.kind}/{entry.slug}")

    def standing(self, url: str) -> Standing:
        """Return where a page stands."""
        here = self.href(url)
        section = max(
            (item.url for item in self.site.menu if item.url != self.site.url and here.startswith(item.url)),
            key=len,
            default="",
        )
        if not section:
            first = url.split("/")[1] if url.count("/") > 1 else ""
            section = next((item.url for item in self.site.menu if first and item.url == self.href(f"/{first}/")), "")
        return {"here": here, "section": section}


class Context(Chrome, frozen=True, kw_only=True):
    """The third step: all links are resolved. Views and feeds are made from it, in any process."""

    #: The values of each text's placeholders on its own page and in feeds, by its entry's source and its name.
    fills: Mapping[tuple[str, str], tuple[str, ...]]
    #: The resolved addresses in parts of entries, from the site's root.
    links: Mapping[str, str]
    addresses: Addresses


def values(
    index: SiteIndex,
    media: Media,
    prose: Mapping[str, Prose],
    provider: ConfiguredProvider | None,
    people_shown: Mapping[str, str],
    sign_up: views.SignUp | None = None,
) -> Values:
    """Return the first step."""
    base = in_address(index.site.base)
    return Values(
        index=index,
        media=media,
        prose=prose,
        provider=provider,
        sign_up=sign_up,
        people_shown=people_shown,
        settings=index.site,
        base=base,
        root=index.site.origin + base,
        zone=index.site.zone,
        made=ValueCache(),
    )
