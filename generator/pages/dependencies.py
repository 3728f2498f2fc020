"""The digests that make up the cache keys of pages: a page is rebuilt only if one of them differs.

A page that shows an entry in full depends on all of it and on its comments. A list depends only on
what it shows of an entry. Both also depend on what other files contribute: the spelling of the
entry's tags, the size of its picture, whether it has expired.
"""

from collections.abc import Sequence

from generator.base.digest import SIZE, Parts, digest
from generator.base.model import Entry
from generator.content.kind import ContentType, audio_of, id_of, image_of, no_parts, tags_of
from generator.pages.comments import approved_count, talk_state
from generator.pages.context import Context
from generator.site.settings import SOURCE
from generator.views import Picture

#: The digest of a missing entry.
NO_ENTRY = bytes(SIZE)


class Keys:
    """The digests of a site's values, each computed once."""

    def __init__(self, context: Context, program: str, outside: bytes = b"", *, few: bool = False) -> None:
        """Begin; ``program`` is the program's digest, ``outside`` that of everything else that all pages depend on.

        ``few`` means that keys of only a few pages will be asked for.
        """
        self.context = context
        settings, index = context.settings, context.index
        people = [context.person(name) for name in settings.authors]
        cover = context.media.shots.get(context.media.named(settings.podcast.image, SOURCE))
        #: The common key parts of all files, of all feeds and pages, and of all pages.
        self.every = Parts().plus(("the program", digest(program)))
        if outside:
            self.every = self.every.plus(("the people who are not to be named", outside))
        # With the path, since the reference may come to mean another file with the same bytes.
        shown = (cover.source, cover.digest) if cover else None
        self.feed = self.every.plus(("the settings and the authors", digest(settings, people, shown)))
        #: Whether single pages have their own social cards, not only kinds.
        self._drawn = any("/" in kind for kind in context.shares)
        kinds = {kind: share for kind, share in context.shares.items() if "/" not in kind}
        self.page = self.feed.plus(("what every page shows of the site", digest(context.site, kinds)))
        #: What lists show of each entry, by its file.
        self._cards: dict[str, bytes] = {}
        for name, entries in () if few else index.entries.items():
            self._add_cards(index.kinds[name], entries)
        self._items: dict[str, bytes] = {}
        self._wholes: dict[str, bytes] = {}

    def card(self, entry: Entry) -> bytes:
        """Return the digest of what lists show of an entry."""
        if entry.source not in self._cards:
            self._add_cards(self.context.index.kinds[entry.kind], (entry,))
        return self._cards[entry.source]

    def cards(self, entries: Sequence[Entry | None]) -> list[bytes]:
        """Return the digests of what lists show of entries."""
        cards = self._cards
        try:
            return [cards[entry.source] if entry else NO_ENTRY for entry in entries]
        except KeyError:
            return [self.card(entry) if entry else NO_ENTRY for entry in entries]

    def _add_cards(self, kind: ContentType, entries: tuple[Entry, ...]) -> None:
        """Add what lists show of a kind's entries; which keys they can have is asked once."""
        pictured, spoken = kind.has_key("image"), kind.has_key("audio")
        for entry in entries:
            around = self._around(entry, kind, pictured=pictured, spoken=spoken)
            self._cards[entry.source] = digest(entry.card_digest, around) if around else entry.card_digest

    def _around(self, entry: Entry, kind: ContentType, *, pictured: bool, spoken: bool) -> list[object]:
        """Return what lists show of an entry that comes from other files, if any."""
        context = self.context
        around: list[object] = []
        if pictured and (image := image_of(entry)) is not None:
            shot = context.media.shots.get(context.media.named(image.src, entry.source))
            around.append((shot.source, shot.digest) if shot else "")
        if spoken and (audio := audio_of(entry)) is not None:
            # With the path, since the reference may come to mean another file with the same bytes.
            path = context.media.named(audio.src, entry.source)
            around.append((path, context.media.audio.get(path)))
        if kind.stays and kind.is_page(entry):
            around.append(context.index.closed(entry))
        named = tags_of(entry)
        if kind.parts is not no_parts:
            parts = kind.parts(entry.fields)
            around += [
                (context.links[part.link], context.people_shown.get(part.person))
                for part in parts
                if part.link or part.person
            ]
            named = tuple([tag for part in parts for tag in part.tags])
        # Most tags have only one spelling.
        labels = context.made.labels
        if spelled := [label for name in named if (label := labels.get(name) or context.label(name)) != name]:
            around.append(spelled)
        return around

    def item(self, entry: Entry) -> bytes:
        """Return the digest of what feeds show of an entry: all of it with its links, and its number of comments."""
        found = self._items.get(entry.source)
        if found is None:
            talk = self._talk(entry)
            said = (talk, approved_count(self.context, entry)) if talk else ()
            found = digest(entry.digest, self.card(entry), self._fills(entry), said)
            self._items[entry.source] = found
        return found

    def _talk(self, entry: Entry) -> str:
        """Return whether readers can comment on an entry; an empty string for what is not discussed."""
        kind = self.context.index.kinds[entry.kind]
        return talk_state(self.context, entry) if kind.discussed and kind.is_page(entry) else ""

    def _fills(self, entry: Entry) -> list[tuple[str, ...]]:
        """Return an entry's resolved links and images."""
        fills = self.context.fills
        return [fills.get((entry.source, name), ()) for name, text in entry.texts.items() if text.placeholders]

    def whole(self, entry: Entry) -> bytes:
        """Return the digest of all that an entry's own page shows of it, with its comments."""
        found = self._wholes.get(entry.source)
        if found is None:
            found = self._wholes[entry.source] = self._all_of(entry, self.card(entry))
        return found

    def cut(self, entry: Entry) -> bytes:
        """Return the digest of all that is left of an entry that was cut down to what one page shows of it.

        It is not kept: a file has many of these, and each is asked for once.
        """
        kind = self.context.index.kinds[entry.kind]
        pictured, spoken = kind.has_key("image"), kind.has_key("audio")
        return self._all_of(entry, self._around(entry, kind, pictured=pictured, spoken=spoken))

    def _all_of(self, entry: Entry, around: object) -> bytes:
        """Return the digest of an entry with what lists show of it, its links, its cards and what is said about it."""
        shares = self._shares(entry) if self._drawn else []
        said = [self._said(entry, kind) for kind in self.context.index.about]
        return digest(entry.digest, around, self._fills(entry), self._talk(entry), shares, said)

    def _shares(self, entry: Entry) -> list[Picture | None]:
        """Return the social cards of an entry, or of each of its parts."""
        kind = self.context.index.kinds[entry.kind]
        if kind.parts_have_pages:
            return [
                self.context.shares.get(f"{entry.kind}/{entry.slug}/{part.id}") for part in kind.parts(entry.fields)
            ]
        return [self.context.share_page(entry)]

    def talk(self, entry: Entry) -> bytes:
        """Return the digest of what a feed of comments shows of an entry and its comments."""
        return digest(entry.row_digest, id_of(entry), self._said(entry, "comment"))

    def _said(self, entry: Entry, kind: str) -> tuple[bytes, list[tuple[str, ...]]] | None:
        """Return the digest and links of the entry of a kind such as comments that is about this one, or None."""
        other = self.context.index.said(kind, entry)
        return (other.digest, self._fills(other)) if other is not None else None
