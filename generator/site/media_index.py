"""Images, audio and other files that content refers to: found, identified, measured, and given their addresses.

A file's format is read from its first bytes, never from its name. Pictures are re-encoded when the site is rendered.
"""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path

import msgspec

from generator.base.model import Entry, Placeholder
from generator.base.paths import on_disk
from generator.base.problems import Place, Report, Suggester
from generator.content.files import CONTENT, STATIC
from generator.content.find import Source
from generator.content.kind import audio_of, image_of
from generator.content.locator import Locator
from generator.content.references import linked, named
from generator.markup.embedded import PREFIX
from generator.markup.srcset import candidates
from generator.markup.tags import attributes_of
from generator.media.audio import AudioInfo, measure
from generator.media.source_image import Plain, SourceImage, look, within
from generator.site.settings import SOURCE, Site

#: ``recall(file, what, look)``: the cached result of examining a file, or ``look()`` if the file may have changed.
Recall = Callable[[Source, str, Callable[[], bytes]], bytes]


class Media(msgspec.Struct, frozen=True):
    """What is known of the project's files other than texts.

    ``used`` are the images that pages show, ``behind`` those that texts link to; the others are only
    published under their own names. ``shots`` and ``audio`` are by path from the root, ``files`` are
    all paths that content may refer to. ``audio`` has each episode file's measurements.
    ``tagged`` are the other files that metadata is removed from.
    """

    shots: Mapping[str, SourceImage]
    used: frozenset[str]
    behind: frozenset[str]
    audio: Mapping[str, AudioInfo]
    files: Mapping[str, Source]
    tagged: frozenset[str] = frozenset()

    def find(self, reference: str, source: str) -> str:
        """Return the path of the file that a key in a source names, or an empty string."""
        path = named(reference, source, self.files)
        return path if path in self.files else ""

    def named(self, reference: str, source: str) -> str:
        """Return the path of the file that a key in a source names, existing or not; "" for an external address."""
        return named(reference, source, self.files)

    def linked(self, reference: str, source: str) -> str:
        """Return the path of the file that a text's link or image means, existing or not."""
        return linked(reference, source, self.files)


def is_inside(reference: str) -> bool:
    """Return whether a picture is embedded in a text, not a file."""
    return reference.startswith(PREFIX)


def shown_by(placeholder: Placeholder) -> list[str]:
    """Return the pictures that a placeholder of a text shows: one, or the alternatives of a ``srcset``."""
    if placeholder.kind not in {"image", "inner", "source"}:
        return []
    found = [] if placeholder.kind == "source" else [placeholder.target]
    if "srcset" in placeholder.attributes:
        found += [url for url, _ in candidates(attributes_of(placeholder.attributes).get("srcset", ""))]
    return found


def gather(
    root: Path,
    site: Site,
    entries: Iterable[Entry],
    files: Iterable[Source],
    where: Locator,
    report: Report,
    recall: Recall,
) -> Media:
    """Return the media that the site's settings and the entries refer to."""
    found = {file.path: file for file in files}
    gatherer = _Gatherer(root, found, where, report, recall)
    for entry in entries:
        gatherer.entry(entry)
    gatherer.settings(site)
    used = frozenset(gatherer.shots)
    for path in gatherer.behind:
        gatherer.file(path)
    static = f"{CONTENT}/{STATIC}/"
    behind = frozenset(path for path in gatherer.behind if path in gatherer.shots and not path.startswith(static))
    for path in found:
        # A static picture is published under its own name, but never with its metadata.
        if path.startswith(static):
            gatherer.file(path)
    for path in gatherer.audio:
        gatherer.file(path)
    return Media(gatherer.shots, used, behind, gatherer.audio, found, frozenset(gatherer.tagged))


#: The function above, or one that knows some of it already.
Gather = Callable[[Path, Site, Iterable[Entry], Iterable[Source], Locator, Report, Recall], Media]


def refers_to(root: Path, entry: Entry, media: Media, where: Locator, report: Report, recall: Recall) -> list[object]:
    """Return all pictures, recordings and files that an entry refers to; what is wrong with them is reported."""
    gatherer = _Gatherer(root, media.files, where, report, recall)
    gatherer.entry(entry)
    return [[*gatherer.shots.items()], [*gatherer.audio.items()], [*gatherer.behind]]


_encoder = msgspec.msgpack.Encoder()
_found = msgspec.msgpack.Decoder(SourceImage | Plain | str)
_sound = msgspec.msgpack.Decoder(AudioInfo | str)


class _Gatherer:
    """Examines each file once, however often it is referred to."""

    def __init__(self, root: Path, files: Mapping[str, Source], where: Locator, report: Report, recall: Recall) -> None:
        self.root, self.files, self.where, self.report, self.recall = root, files, where, report, recall
        self.shots: dict[str, SourceImage] = {}
        self.audio: dict[str, AudioInfo] = {}
        self.refused: set[str] = set()
        self.behind: dict[str, None] = {}
        self.tagged: set[str] = set()

    def settings(self, site: Site) -> None:
        """Gather the images of ``site.yaml``: authors, the podcast's cover, the logo."""
        named: list[tuple[str, tuple[str, ...]]] = [
            (author.image, ("authors", name, "image")) for name, author in site.authors.items()
        ]
        named += [(site.podcast.image, ("podcast", "image")), (site.theme.logo, ("theme", "logo"))]
        for reference, keys in named:
            if reference:
                self.named(reference, SOURCE, keys)

    def entry(self, entry: Entry) -> None:
        """Gather an entry's image, its audio, and the images in its texts."""
        image = image_of(entry)
        if image is not None:
            self.named(image.src, entry.source, ("image", "src"))
            for key, lacks in (("alt", not image.alt), ("credit", not image.credit)):
                if lacks:
                    hint = "say what it shows, for those who do not see it" if key == "alt" else "say who made it"
                    what = "alternative text" if key == "alt" else key
                    lacking = self.where.field(entry.source, "image", key)
                    self.report.warning(lacking, f'the image "{image.src}" has no {what}', hint)
        if (audio := audio_of(entry)) is not None:
            self.listen(audio.src, entry.source, known=audio.duration > 0)
        for text in entry.texts.values():
            for one in text.inside:
                self.shots.setdefault(one.name, within(one))
            for placeholder in text.placeholders:
                if placeholder.kind == "link":
                    self.link(placeholder.target, entry.source)
                    continue
                for reference in shown_by(placeholder):
                    path = linked(reference, entry.source, self.files)
                    place = partial(
                        self.where.target,
                        entry.source,
                        reference,
                        placeholder.count if reference == placeholder.target else 0,
                    )
                    if path == "..":
                        self.report.error(
                            place(), f'the image "{reference}" lies outside the project', f"put it into {CONTENT}/"
                        )
                    elif path in self.files:
                        self.shot(path, place)

    def link(self, target: str, source: str) -> None:
        """Record a file beside a text that the text links to; one in the static folder is published anyway."""
        if target[0] != "/" and (path := linked(target, source, self.files)) in self.files:
            self.behind[path] = None

    def named(self, reference: str, source: str, keys: tuple[str, ...]) -> None:
        """Gather an image that a key names; a missing one is reported."""
        path = named(reference, source, self.files)
        if is_inside(reference.lower()):
            self.report.error(
                self.where.field(source, *keys),
                "the image stands in the key itself",
                "save it as a file beside this one, and name that",
            )
        if not path:
            return
        if not path.startswith(CONTENT + "/"):
            self.report.error(
                self.where.field(source, *keys),
                f'the image "{reference}" lies outside {CONTENT}/',
                f"put it into {CONTENT}/{STATIC}/, or beside the file that names it",
            )
        elif path not in self.files:
            self.report.error(
                self.where.field(source, *keys),
                f'there is no image "{reference}"{self._near(path)}',
                f"it was looked for at {path}",
            )
        else:
            self.shot(path, partial(self.where.field, source, *keys))

    def _near(self, path: str) -> str:
        folder, name = posixpath.split(path)
        return self._beside[folder].suggestion(name) if folder in self._beside else ""

    @cached_property
    def _beside(self) -> dict[str, Suggester]:
        """The names of the files by their folders."""
        found: dict[str, list[str]] = {}
        for path in self.files:
            folder, name = posixpath.split(path)
            found.setdefault(folder, []).append(name)
        return {folder: Suggester(names) for folder, names in found.items()}

    def shot(self, path: str, place: Callable[[], Place]) -> None:
        """Examine an image."""
        if path in self.shots or path in self.refused:
            return
        found = self._found(path)
        if isinstance(found, SourceImage):
            self.shots[path] = found
            return
        self.refused.add(path)
        wrong = found.wrong if isinstance(found, Plain) else found
        self.report.error(place(), f'the image "{posixpath.basename(path)}" cannot be used: {wrong}')

    def file(self, path: str) -> None:
        """Examine a file that is published: it may be a picture under any name."""
        if path in self.shots or path in self.refused or path in self.tagged:
            return
        found = self._found(path)
        if isinstance(found, Plain):
            if found.tagged:
                self.tagged.add(path)
        else:
            self.shot(path, partial(Place, path))

    def _found(self, path: str) -> SourceImage | Plain | str:
        data = self.recall(self.files[path], "file", lambda: _encoder.encode(look(_file(self.root, path), path)))
        found: SourceImage | Plain | str = _found.decode(data)
        return found

    def listen(self, reference: str, source: str, *, known: bool) -> None:
        """Measure an episode's audio, if it is in the project; ``known`` means that the keys give its duration."""
        path = named(reference, source, self.files)
        if not path or path in self.audio:
            return
        # Found only for a message, since the file is read once more for that.
        place = partial(self.where.field, source, "audio", "src")
        if not path.startswith(CONTENT + "/"):
            self.report.error(
                place(),
                f'the audio file "{reference}" lies outside {CONTENT}/',
                f"put it into {CONTENT}/, or give its address elsewhere",
            )
        elif path not in self.files:
            self.report.error(
                place(), f'there is no audio file "{reference}"{self._near(path)}', f"it was looked for at {path}"
            )
        else:
            found = _sound.decode(
                self.recall(self.files[path], "audio", lambda: _encoder.encode(measure(_file(self.root, path))))
            )
            if isinstance(found, str):
                self.report.error(place(), f'the audio file "{reference}" cannot be used: {found}')
                return
            if not found.seconds and not known:
                hint = 'give its length below "audio", such as "duration: 12:30"'
                self.report.error(place(), f'the audio file "{reference}" does not say how long it plays', hint)
            self.audio[path] = found


def _file(root: Path, path: str) -> Path:
    return Path(on_disk(str(root), path))
