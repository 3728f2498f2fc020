"""What all pages need to be presented: addresses, dates, pictures, people, cards."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from generator import views
from generator.base.model import Entry, Prose, Text
from generator.base.paths import in_address, in_web_address
from generator.base.problems import Report
from generator.base.text import count_words, minutes, slugify
from generator.comments.base import Origins, Thread
from generator.comments.choose import Chosen
from generator.content.locator import Locator
from generator.kinds.pitch import filled
from generator.media.source_image import SourceImage
from generator.pages.dates import clock, show_date
from generator.site.index import SiteIndex
from generator.site.links import Addresses, prefixed
from generator.site.media_index import Media
from generator.site.settings import SOURCE

#: Media type and name of each format, and the file it has where a feed comes in several.
FORMATS = {
    "rss": ("application/rss+xml", "RSS"),
    "atom": ("application/atom+xml", "Atom"),
    "json": ("application/feed+json", "JSON Feed"),
}
FILES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
#: So many cards are kept.
_CARDS = 20_000


class Presenter:
    """Makes the values that views are built of; each card, tag and person once.

    What it cannot know at first is set by the plan, before any view is made.
    """

    #: All addresses of the site.
    addresses: Addresses
    #: What every page shows of the site.
    site: views.Site
    #: What the pages show from elsewhere, and where the videos on some of them come from.
    origins: Origins
    players: tuple[str, ...]

    def __init__(
        self,
        library: SiteIndex,
        media: Media,
        prose: Mapping[str, Prose],
        provider: Chosen | None,
        where: Locator,
        report: Report,
    ) -> None:
        """Begin with what is public. ``prose`` has the texts' HTML by digest."""
        self.library, self.media, self.prose = library, media, prose
        self.settings = library.site
        self.provider = provider
        self.where, self.report = where, report
        self.base = in_address(self.settings.base)
        self.root = self.settings.origin + self.base
        self.zone = self.settings.zone
        self._cards: dict[tuple[str, str], views.Card] = {}
        self._labels: dict[str, str] = {}
        self._tagged: dict[tuple[str, ...], tuple[views.Tag, ...]] = {}
        self._people: dict[str, views.Person] = {}
        self._names: dict[tuple[views.Person, ...], tuple[views.Person, ...]] = {}
        self._tags: dict[str, views.Tag] = {}
        self._pictures: dict[tuple[str, str], views.Picture] = {}
        #: What fills the placeholders of each text on its own page, by its entry's source and its name.
        self.fills: dict[tuple[str, str], tuple[str, ...]] = {}
        #: Where the addresses in gives lead, from the site's root.
        self.links: dict[str, str] = {}
        #: What a give says of the person it was for, by the person's id, as far as they agreed.
        self.people_shown: dict[str, str] = {}
        #: Entries as they stand in the plainest lists, by their files: each is in several.
        self.rows: dict[str, views.Row] = {}
        #: Entries as they stand in feeds, by their files: those that are in several are made once.
        self.items: dict[str, Any] = {}
        #: Drawn images by kind of page, or by kind and slug.
        self.shares: dict[str, views.Picture] = {}

    def href(self, url: str) -> str:
        """Return an address from the site's root as it stands in an ``href``."""
        return prefixed(url, self.base)

    def absolute(self, url: str) -> str:
        """Return an address from the site's root with scheme and host."""
        return f"https:{url}" if url.startswith("//") else prefixed(url, self.root)

    def date(self, moment: dt.datetime | None) -> views.Date | None:
        """Return a moment as people read it."""
        return self.dated(moment) if moment else None

    def dated(self, moment: dt.datetime) -> views.Date:
        """Return a moment that is there as people read it."""
        return show_date(moment, self.zone, self.settings.language)

    def tag(self, name: str) -> views.Tag:
        """Return a tag by any of its spellings."""
        slug = slugify(name)
        if slug not in self._tags:
            group = self.library.tags[slug]
            self._tags[slug] = views.Tag(label=group.label, url=self.href(f"/tags/{slug}/"), slug=slug)
        return self._tags[slug]

    def label(self, name: str) -> str:
        """Return a tag's most frequent spelling."""
        found = self._labels.get(name)
        if found is None:
            found = self._labels[name] = self.tag(name).label
        return found

    def tags(self, names: tuple[str, ...]) -> tuple[views.Tag, ...]:
        """Return an entry's tags, each once."""
        found = self._tagged.get(names)
        if found is None:
            found = tuple(self.tag(slug) for slug in dict.fromkeys(slugify(name) for name in names))
            self._tagged[names] = found
        return found

    def person(self, name: str) -> views.Person:
        """Return an author."""
        if name not in self._people:
            author = self.settings.authors[name]
            self._people[name] = views.Person(
                id=name,
                name=author.name,
                url=self.href(f"/authors/{name}/") if name in self.library.authors else "",
                bio=author.bio.strip(),
                website=author.url,
                image=self.picture(author.image, SOURCE, author.name) if author.image else None,
            )
        return self._people[name]

    def people(self, entry: Entry) -> tuple[views.Person, ...]:
        """Return an entry's authors."""
        return tuple(self.person(name) for name in self.library.writers(entry) if name in self.settings.authors)

    def picture(self, reference: str, source: str, alt: str) -> views.Picture | None:
        """Return an image that a key in a file names, ready to be shown."""
        path = self.media.named(reference, source)
        if not path:
            address = in_web_address(reference)
            return views.Picture(src=address, alt=alt, absolute_src=self.absolute(address))
        shot = self.media.shots.get(path)
        return self.shown(shot, alt) if shot else None

    def shown(self, shot: SourceImage, alt: str) -> views.Picture:
        """Return a picture with all its files."""
        key = (shot.source, alt)
        if key not in self._pictures:
            webp = [one for one in shot.renditions if one.format == "webp"]
            other = [one for one in shot.renditions if one.format != "webp"] or webp
            widest = max(other, key=lambda one: one.width)
            several = len({one.width for one in shot.renditions}) > 1
            self._pictures[key] = views.Picture(
                src=self.href("/" + widest.path),
                absolute_src=self.absolute("/" + widest.path),
                alt=alt,
                width=widest.width,
                height=widest.height,
                srcset=self._srcset(other) if several else "",
                webp=self._srcset(webp) if webp is not other else "",
            )
        return self._pictures[key]

    def _srcset(self, renditions: Any) -> str:
        return ", ".join(
            f"{self.href('/' + one.path)} {one.width}w" for one in sorted(renditions, key=lambda one: one.width)
        )

    def image(self, entry: Entry) -> views.Picture | None:
        """Return an entry's own image with its credit."""
        image = getattr(entry.fields, "image", None)
        picture = self.picture(image.src, entry.source, image.alt) if image else None
        if image is None or picture is None:
            return None
        return msgspec.structs.replace(picture, credit=image.credit, credit_url=image.credit_url, license=image.license)

    def minutes(self, text: Text) -> int:
        """Return how long a text takes to read, in minutes, at least one."""
        return minutes(text.words)

    def summary(self, entry: Entry) -> str:
        """Return an entry's summary, else the beginning of its first paragraph."""
        return " ".join(entry.fields.summary.split()) or entry.texts[""].excerpt

    def card(self, entry: Entry) -> views.Card:
        """Return an entry as it stands in lists."""
        key = (entry.kind, entry.slug)
        if key not in self._cards:
            if len(self._cards) >= _CARDS:
                # Those of neighbours are asked for together; a large site has many.
                self._cards.clear()
            fields = entry.fields
            note, status = self._note(entry)
            self._cards[key] = views.Card(
                kind=entry.kind,
                label=self.library.kinds[entry.kind].label,
                url=self.href(self.library.url(entry)),
                title=fields.title,
                summary=self.summary(entry),
                date=self.date(entry.date),
                minutes=self.minutes(entry.texts[""]) if entry.kind == "article" else 0,
                tags=self.tags(fields.tags),
                authors=self._bylines(entry),
                image=self.image(entry),
                note=note,
                status=status,
            )
        return self._cards[key]

    def _bylines(self, entry: Entry) -> tuple[views.Person, ...]:
        """Return an entry's authors by name alone: a card shows no more of them."""
        people = self.people(entry)
        found = self._names.get(people)
        if found is None:
            found = tuple(views.Person(id=person.id, name=person.name, url=person.url) for person in people)
            self._names[people] = found
        return found

    def _note(self, entry: Entry) -> tuple[str, str]:
        """Return what a card says beside the title, and its status in words."""
        fields = entry.fields
        if entry.kind == "lead":
            where = " · ".join(
                part for part in (fields.employer, fields.location, "remote" if fields.remote else "") if part
            )
            return where, "Closed" if self.library.closed(entry) else ""
        if entry.kind == "pitch":
            words = count_words(filled(fields))
            return f"{fields.seconds} seconds · about {words} words", ""
        if entry.kind == "episode":
            seconds = self.duration(entry)
            return clock(seconds) if seconds else "", ""
        return getattr(fields, "series", ""), ""

    def duration(self, entry: Entry) -> int:
        """Return an episode's length in seconds, 0 if it is not known."""
        audio = entry.fields.audio
        info = self.media.audio.get(self.media.named(audio.src, entry.source))
        return audio.duration or (round(info.seconds) if info else 0)

    def share(self, kind: str) -> views.Picture | None:
        """Return the drawn image that stands for a kind of page where it is shared."""
        return self.shares.get(kind) or self.shares.get("website")

    def share_page(self, entry: Entry) -> views.Picture | None:
        """Return the image drawn for this one page, where the settings ask for that."""
        return self.shares.get(f"{entry.kind}/{entry.slug}")

    def standing(self, url: str) -> dict[str, Any]:
        """Return where a page stands: its own address, and that of the menu's item it belongs to."""
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

    def feed_link(self, url: str, title: str, format_name: str = "rss") -> views.FeedLink:
        """Return a link to a feed at an address from the site's root."""
        media_type, name = FORMATS[format_name]
        return views.FeedLink(
            title=title, url=self.href(url), absolute_url=self.absolute(url), media_type=media_type, format=name
        )

    def feed_links(self, folder: str, title: str) -> tuple[views.FeedLink, ...]:
        """Return links to the same news in each of the formats that the settings ask for."""
        return tuple(self.feed_link(folder + FILES[name], title, name) for name in self.settings.feeds.formats)

    def thread(self, entry: Entry) -> Thread:
        """Return what a live comment system is told of an entry."""
        url = self.library.url(entry)
        return Thread(
            id=self.library.guid(entry),
            slug=entry.slug,
            title=entry.fields.title,
            url=self.absolute(url),
            path=self.href(url),
            language=self.settings.language,
            base=self.base,
            syndicated=entry.fields.syndicated,
        )
