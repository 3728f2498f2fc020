"""The pictures and other files of a site, at the addresses at which the site publishes them, without what they tell."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import msgspec

from generator.base.model import Inside
from generator.base.paths import on_disk
from generator.content.files import CONTENT, STATIC
from generator.content.find import Source
from generator.markup.embedded import PREFIX
from generator.media.images import HEAD, Rendition, encode, largest, rewritten, sniff
from generator.media.metadata import scrub, tagged
from generator.media.source_image import Plain, SourceImage, look, within

_STATIC = f"{CONTENT}/{STATIC}/"


class Kept(msgspec.Struct, frozen=True):
    """A file that goes along: its path in the project, or the bytes of a picture that stood in a text.

    With a rendition it is a picture that is written anew in that size.
    """

    source: str
    data: bytes = b""
    rendition: Rendition | None = None


class Files:
    """Gives the addresses of files within the site, and remembers which are needed."""

    def __init__(self, root: Path, found: Mapping[str, Source]) -> None:
        """Keep the project's files; none is looked at yet. All static ones go along."""
        self._root, self.found = root, found
        #: What goes along, by its path in the output.
        self.kept: dict[str, Kept] = {
            path.removeprefix(_STATIC): Kept(path) for path in found if path.startswith(_STATIC)
        }
        self._looked: dict[str, str] = {}
        #: The files that cannot go along, with the reason.
        self.broken: dict[str, str] = {}
        #: The pictures that go along at their own paths, but written anew.
        self._anew: set[str] = set()

    def address(self, path: str, beside: str = "") -> str:
        """Return the address of a project's file from the site's root; an empty string for one that is broken.

        A picture is published in another size, and a recording beside its page, whose address is ``beside``.
        """
        if path.startswith(_STATIC):
            return "/" + path.removeprefix(_STATIC)
        if path not in self._looked:
            self._looked[path] = self._look(path, beside)
        return self._looked[path]

    def _look(self, path: str, beside: str) -> str:
        if beside:
            target = f"{beside.strip('/')}/{PurePosixPath(path).name}"
            self.kept[target] = Kept(path)
            return f"/{target}"
        try:
            shot = look(self._file(path), path)
        except OSError as fault:
            shot = fault.strerror or str(fault)
        if isinstance(shot, str):
            self.broken[path] = shot
            return ""
        if isinstance(shot, Plain):
            target = f"files/{path.removeprefix(f'{CONTENT}/')}"
            self.kept[target] = Kept(path)
            return f"/{target}"
        return self._shown(shot, b"")

    def inside(self, one: Inside, data: bytes) -> str:
        """Return the address of a picture that stands in a text itself."""
        name = one.name.removeprefix(PREFIX)
        if name not in self._looked:
            self._looked[name] = self._shown(within(one), data)
        return self._looked[name]

    def _shown(self, shot: SourceImage, data: bytes) -> str:
        best = largest(shot.renditions)
        self.kept[best.path] = Kept(shot.source, data, best)
        return f"/{best.path}"

    def data(self, target: str) -> bytes | Path | None:
        """Return the bytes of a file that goes along, the file itself where it goes as it is, or None if it is broken.

        Nothing private is in either.
        """
        one = self.kept[target]
        file = self._file(one.source)
        try:
            if not one.data and one.rendition is None:
                with file.open("rb") as opened:
                    head = opened.read(HEAD)
                if not sniff(head) and not tagged(head):
                    return file
            data = one.data or file.read_bytes()
        except OSError as fault:
            self.broken[one.source] = fault.strerror or str(fault)
            return None
        if one.rendition is not None:
            made = encode(data, (one.rendition,))
            if isinstance(made, str):
                self.broken[one.source] = made
                return None
            return made[0]
        if sniff(data[:HEAD]):
            cleaned, wrong = rewritten(data, one.source)
            if wrong:
                self.broken[one.source] = wrong
                return None
            self._anew.add(one.source)
            return cleaned
        return scrub(data)

    def size(self, target: str) -> int:
        """Return how many bytes a file has that goes along as it is; 0 for any other."""
        one = self.kept.get(unquote(target))
        try:
            return self._file(one.source).stat().st_size if one else 0
        except OSError:
            return 0

    def originals(self) -> Iterator[str]:
        """Yield the paths of files that do not go along as they are: pictures, and what no text shows.

        It is known when all that goes along was asked for.
        """
        along = {one.source for one in self.kept.values() if one.rendition is None} - self._anew
        for path in self.found:
            if path not in along:
                yield path

    def original(self, path: str) -> Path:
        """Return a project's file as it is."""
        return self._file(path)

    def _file(self, path: str) -> Path:
        return Path(on_disk(str(self._root), path))
