"""What pages depend on, as digests: a page is made anew only when one of them is another.

An entry shown in full depends on all of it and on what readers said under it. A list depends only on
what it shows of an entry. Both also depend on what other files make of the entry: the spelling of
its tags, the size of its picture, whether its time is over.
"""

from generator.base.digest import SIZE, Parts, digest
from generator.base.model import Entry
from generator.content.kind import audio_of, id_of, image_of, no_parts, tags_of
from generator.pages.comments import approved_count, talk_state
from generator.pages.context import Context
from generator.site.settings import SOURCE
from generator.views import Picture

#: What stands for an entry where there is none.
NO_ENTRY = bytes(SIZE)


class Keys:
    """The digests of a site's values, each worked out once."""

    def __init__(self, context: Context, program: str, outside: bytes = b"") -> None:
        """Begin; ``program`` is what makes everything, ``outside`` what else all of it depends on."""
        self.context = context
        settings, index = context.settings, context.index
        people = [context.person(name) for name in settings.authors]
        cover = context.media.shots.get(context.media.named(settings.podcast.image, SOURCE))
        #: What all files depend on, then all feeds and pages, then all pages.
        self.every = Parts().plus(("the program", digest(program)))
        if outside:
            self.every = self.every.plus(("the people who are not to be named", outside))
        # Another file may come to be meant, with the same bytes.
        shown = (cover.source, cover.digest) if cover else None
        self.feed = self.every.plus(("the settings and the authors", digest(settings, people, shown)))
        #: Whether pages have images of their own for where they are shared, and not of their kind alone.
        self._drawn = any("/" in kind for kind in context.shares)
        kinds = {kind: share for kind, share in context.shares.items() if "/" not in kind}
        self.page = self.feed.plus(("what every page shows of the site", digest(context.site, kinds)))
        every = [entry for entries in index.entries.values() for entry in entries]
        #: What lists show of each entry, by its file.
        self._cards = {entry.source: self._card(entry) for entry in every}
        self._items: dict[str, bytes] = {}
        self._wholes: dict[str, bytes] = {}

    def card(self, entry: Entry) -> bytes:
        """Return the digest of what lists show of an entry."""
        return self._cards[entry.source]

    def _card(self, entry: Entry) -> bytes:
        around = self._around(entry)
        return digest(entry.card_digest, around) if around else entry.card_digest

    def _around(self, entry: Entry) -> list[object]:
        """Return what other files say of what a list shows of an entry, where they say anything."""
        context = self.context
        kind = context.index.kinds[entry.kind]
        around: list[object] = []
        if (image := image_of(entry)) is not None:
            shot = context.media.shots.get(context.media.named(image.src, entry.source))
            around.append((shot.source, shot.digest) if shot else "")
        if (audio := audio_of(entry)) is not None:
            # Another file may come to be meant, with the same bytes.
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
        # Most tags are written in one way everywhere.
        labels = context.made.labels
        if spelled := [label for name in named if (label := labels.get(name) or context.label(name)) != name]:
            around.append(spelled)
        return around

    def item(self, entry: Entry) -> bytes:
        """Return the digest of what feeds hold of an entry: all of it with its links, and how many comments it has."""
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
        """Return where an entry's links lead, and what its images are."""
        fills = self.context.fills
        return [fills.get((entry.source, name), ()) for name, text in entry.texts.items() if text.placeholders]

    def whole(self, entry: Entry) -> bytes:
        """Return the digest of all that an entry's own page shows of it, with what readers said."""
        found = self._wholes.get(entry.source)
        if found is not None:
            return found
        shares = self._shares(entry) if self._drawn else []
        said = [self._said(entry, kind) for kind in self.context.index.about]
        found = digest(entry.digest, self.card(entry), self._fills(entry), self._talk(entry), shares, said)
        self._wholes[entry.source] = found
        return found

    def _shares(self, entry: Entry) -> list[Picture | None]:
        """Return the images that were drawn for an entry, or for each of its parts."""
        kind = self.context.index.kinds[entry.kind]
        if kind.parts_have_pages:
            return [
                self.context.shares.get(f"{entry.kind}/{entry.slug}/{part.id}") for part in kind.parts(entry.fields)
            ]
        return [self.context.share_page(entry)]

    def talk(self, entry: Entry) -> bytes:
        """Return the digest of what a feed of comments says of an entry, and of its comments."""
        return digest(entry.row_digest, id_of(entry), self._said(entry, "comment"))

    def _said(self, entry: Entry, kind: str) -> tuple[bytes, list[tuple[str, ...]]] | None:
        """Return what stands for what a kind such as comments has about an entry."""
        other = self.context.index.said(kind, entry)
        return (other.digest, self._fills(other)) if other is not None else None
