"""What pages depend on, as digests: a page is made anew only when one of them is another.

An entry shown in full depends on all of it and on what readers said under it. A list depends only on
what it shows of an entry. Both also depend on what other files make of the entry: the spelling of
its tags, the size of its picture, whether its time is over.
"""

from typing import Any

import msgspec

from generator.config import SOURCE
from generator.digests import digest
from generator.media import resolve
from generator.model import Entry
from generator.present.presenter import Presenter
from generator.present.talk import talk_state


class Keys:
    """The digests of a site's values, each worked out once."""

    def __init__(self, stage: Presenter, program: str, outside: bytes = b"") -> None:
        """Begin; ``program`` is what makes everything, ``outside`` what else all of it depends on."""
        self.stage = stage
        settings = stage.settings
        people = [stage.person(name) for name in settings.authors]
        cover = stage.media.shots.get(resolve(settings.podcast.image, SOURCE))
        #: What all files depend on, then all feeds and pages, then all pages.
        self.every = {"the program": digest(program)}
        if outside:
            self.every["the people who are not to be named"] = outside
        self.feed = self.every | {"the settings and the authors": digest(settings, people, cover and cover.digest)}
        kinds = {kind: share for kind, share in stage.shares.items() if "/" not in kind}
        self.page = self.feed | {"what every page shows of the site": digest(stage.site, kinds)}
        self._faces: dict[str, bytes] = {}
        self._wholes: dict[str, bytes] = {}

    def face(self, entry: Entry) -> bytes:
        """Return the digest of what lists show of an entry."""
        found = self._faces.get(entry.source)
        if found is None:
            found = self._faces[entry.source] = digest(entry.face, self._around(entry))
        return found

    def _around(self, entry: Entry) -> Any:
        """Return what other files say of what a list shows of an entry."""
        stage, fields = self.stage, entry.fields
        around: list[Any] = []
        tags = getattr(fields, "tags", ())
        if tags:
            around.append([stage.label(name) for name in tags])
        if (image := getattr(fields, "image", None)) is not None:
            shot = stage.media.shots.get(resolve(image.src, entry.source))
            around.append(shot.digest if shot else "")
        if (audio := getattr(fields, "audio", None)) is not None:
            around.append(stage.media.audio.get(resolve(audio.src, entry.source)))
        if entry.kind == "lead":
            around.append(stage.library.closed(entry))
        if entry.kind == "give":
            around += [(stage.links[give.link], stage.people_shown.get(give.person)) for give in fields.gives]
        if entry.kind == "tip":
            around.append([stage.label(name) for tip in fields.tips for name in tip.tags])
        return around

    def whole(self, entry: Entry) -> bytes:
        """Return the digest of an entry with its links, and of what readers said under it."""
        found = self._wholes.get(entry.source)
        if found is None:
            stage = self.stage
            fills = [stage.fills.get((entry.source, name), ()) for name, text in entry.texts.items() if text.holes]
            said: list[Any] = [stage.share_page(entry)]
            if entry.kind == "tip":
                said += [stage.shares.get(f"tip/{entry.slug}/{tip.id}") for tip in entry.fields.tips]
            if stage.library.kinds[entry.kind].discussed:
                said.append(talk_state(stage, entry))
                for shelf in (stage.library.comments, stage.library.mentions):
                    if entry.kind == "article" and (other := shelf.get(entry.slug)) is not None:
                        said += [other.digest, [stage.fills.get((other.source, name), ()) for name in other.texts]]
            found = self._wholes[entry.source] = digest(entry.digest, self.face(entry), fills, said)
        return found


class Depends(msgspec.Struct, frozen=True):
    """What a page is made from: entries in full, entries as lists show them, and plain values."""

    wholes: tuple[Entry, ...] = ()
    faces: tuple[Entry, ...] = ()
    values: Any = None

    def parts(self, keys: Keys) -> dict[str, bytes]:
        """Return the digests by name."""
        found = {}
        if self.wholes:
            found["its own content"] = digest([keys.whole(entry) for entry in self.wholes])
        if self.faces:
            found["what it shows of other entries"] = digest([keys.face(entry) for entry in self.faces])
        if self.values is not None:
            found["what is counted and listed on it"] = digest(self.values)
        return found
