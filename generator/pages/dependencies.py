"""What pages depend on, as digests: a page is made anew only when one of them is another.

An entry shown in full depends on all of it and on what readers said under it. A list depends only on
what it shows of an entry. Both also depend on what other files make of the entry: the spelling of
its tags, the size of its picture, whether its time is over.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from generator.base.digest import SIZE, Parts, digest, joined
from generator.base.model import Entry
from generator.pages.comments import approved, talk_state
from generator.pages.context import Presenter
from generator.site.settings import SOURCE
from generator.views import Picture

#: What stands for an entry where there is none.
_NONE = bytes(SIZE)


class Keys:
    """The digests of a site's values, each worked out once."""

    def __init__(self, stage: Presenter, program: str, outside: bytes = b"") -> None:
        """Begin; ``program`` is what makes everything, ``outside`` what else all of it depends on."""
        self.stage = stage
        settings = stage.settings
        people = [stage.person(name) for name in settings.authors]
        cover = stage.media.shots.get(stage.media.named(settings.podcast.image, SOURCE))
        #: What all files depend on, then all feeds and pages, then all pages.
        self.every = Parts().plus(("the program", digest(program)))
        if outside:
            self.every = self.every.plus(("the people who are not to be named", outside))
        self.feed = self.every.plus(("the settings and the authors", digest(settings, people, cover and cover.digest)))
        #: Whether pages have images of their own for where they are shared, and not of their kind alone.
        self._drawn = any("/" in kind for kind in stage.shares)
        kinds = {kind: share for kind, share in stage.shares.items() if "/" not in kind}
        self.page = self.feed.plus(("what every page shows of the site", digest(stage.site, kinds)))
        every = [entry for entries in stage.library.entries.values() for entry in entries]
        #: What lists show of each entry, by its file.
        self.faces = {entry.source: self._face(entry) for entry in every}
        self._items: dict[str, bytes] = {}
        self._wholes: dict[str, bytes] = {}

    def _face(self, entry: Entry) -> bytes:
        """Return the digest of what lists show of an entry."""
        around = self._around(entry)
        return digest(entry.face, around) if around else entry.face

    def _around(self, entry: Entry) -> list[Any]:
        """Return what other files say of what a list shows of an entry, where they say anything."""
        stage, fields = self.stage, entry.fields
        around: list[Any] = []
        if (image := getattr(fields, "image", None)) is not None:
            shot = stage.media.shots.get(stage.media.named(image.src, entry.source))
            around.append((shot.source, shot.digest) if shot else "")
        if (audio := getattr(fields, "audio", None)) is not None:
            # Another file may come to be meant, with the same bytes.
            path = stage.media.named(audio.src, entry.source)
            around.append((path, stage.media.audio.get(path)))
        if entry.kind == "lead":
            around.append(stage.library.closed(entry))
        if entry.kind == "give":
            around += [(stage.links[give.link], stage.people_shown.get(give.person)) for give in fields.gives]
        named = [tag for tip in fields.tips for tag in tip.tags] if entry.kind == "tip" else getattr(fields, "tags", ())
        # Most tags are written in one way everywhere.
        if spelled := [label for name in named if (label := stage.label(name)) != name]:
            around.append(spelled)
        return around

    def item(self, entry: Entry) -> bytes:
        """Return the digest of what feeds hold of an entry: all of it with its links, and how many comments it has."""
        found = self._items.get(entry.source)
        if found is None:
            talk = self._talk(entry)
            said = (talk, len(approved(self.stage, entry))) if talk else ()
            found = self._items[entry.source] = digest(entry.digest, self.faces[entry.source], self._fills(entry), said)
        return found

    def _talk(self, entry: Entry) -> str:
        """Return whether readers can comment on an entry; nothing for what is not discussed."""
        return talk_state(self.stage, entry) if self.stage.library.kinds[entry.kind].discussed else ""

    def _fills(self, entry: Entry) -> list[tuple[str, ...]]:
        """Return where an entry's links lead, and what its images are."""
        fills = self.stage.fills
        return [fills.get((entry.source, name), ()) for name, text in entry.texts.items() if text.placeholders]

    def whole(self, entry: Entry) -> bytes:
        """Return the digest of all that an entry's own page shows of it, with what readers said."""
        found = self._wholes.get(entry.source)
        if found is not None:
            return found
        stage = self.stage
        shares = self._shares(entry) if self._drawn else []
        said = [self._said(entry, talk) for talk in (stage.library.comments, stage.library.mentions) if talk]
        found = digest(entry.digest, self.faces[entry.source], self._fills(entry), self._talk(entry), shares, said)
        self._wholes[entry.source] = found
        return found

    def _shares(self, entry: Entry) -> list[Picture | None]:
        """Return the images that were drawn for an entry, or for each of its tips."""
        if entry.kind == "tip":
            return [self.stage.shares.get(f"tip/{entry.slug}/{tip.id}") for tip in entry.fields.tips]
        return [self.stage.share_page(entry)]

    def talk(self, entry: Entry) -> bytes:
        """Return the digest of what a feed of comments says of an article, and of its comments."""
        return digest(entry.row, entry.fields.id, self._said(entry, self.stage.library.comments))

    def _said(self, entry: Entry, by_slug: Mapping[str, Entry]) -> Any:
        """Return what stands for the comments or the mentions of an entry."""
        other = by_slug.get(entry.slug) if entry.kind == "article" else None
        return (other.digest, self._fills(other)) if other is not None else None


class Depends(msgspec.Struct, frozen=True):
    """What a page is made from: entries, from all there is of them to the least, and plain values.

    ``wholes`` are shown on it, ``items`` stand in it as in a feed, ``talks`` with their comments
    alone, ``faces`` as a card (or as nothing, where there is no neighbour), ``rows`` by title and date.
    """

    wholes: tuple[Entry, ...] = ()
    items: tuple[Entry, ...] = ()
    talks: tuple[Entry, ...] = ()
    faces: tuple[Entry | None, ...] = ()
    rows: tuple[Entry, ...] = ()
    values: Any = None

    def parts(self, keys: Keys) -> list[tuple[str, bytes]]:
        """Return the digests, each with its name."""
        found: list[tuple[str, bytes]] = []
        if self.wholes:
            found.append(("its own content", joined([keys.whole(entry) for entry in self.wholes])))
        if self.items:
            found.append(("what stands in it", joined([keys.item(entry) for entry in self.items])))
        if self.talks:
            found.append(("what readers said", joined([keys.talk(entry) for entry in self.talks])))
        if self.faces:
            shown = [keys.faces[entry.source] if entry is not None else _NONE for entry in self.faces]
            found.append(("what it shows of other entries", joined(shown)))
        if self.rows:
            found.append(("the titles and dates on it", joined([entry.row for entry in self.rows])))
        if self.values is not None:
            found.append(("what is counted and listed on it", digest(self.values)))
        return found
