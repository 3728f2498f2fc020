"""The audio of episodes: the file, its duration, its chapters, and the files for podcast apps."""

import mimetypes
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator import views
from generator.base.model import Entry
from generator.base.paths import in_path, in_web_address
from generator.feeds.chapters import Chapter, chapters_json
from generator.kinds.episode.schema import EpisodeFields
from generator.pages.context import Values
from generator.pages.dates import clock, size
from generator.pages.jobs import copied
from generator.pages.planned import Planned, data, known


def audio_path(values: Values, entry: Entry[EpisodeFields]) -> str:
    """Return the address of an episode's audio from the site's root; an empty string if it is external.

    It is in the episode's own folder and has no digest: apps store the address of what they downloaded.
    """
    path = values.media.named(entry.fields.audio.src, entry.source)
    if not path:
        return ""
    if path.startswith("content/static/"):
        return "/" + path.removeprefix("content/static/")
    return values.url(entry) + PurePosixPath(path).name


def audio_url(values: Values, entry: Entry[EpisodeFields]) -> str:
    """Return the absolute address of an episode's audio."""
    return values.absolute(in_path(audio_path(values, entry))) or in_web_address(entry.fields.audio.src)


def audio_bytes(values: Values, entry: Entry[EpisodeFields]) -> int:
    """Return the size of an episode's audio in bytes, 0 if unknown."""
    info = values.media.audio.get(values.media.named(entry.fields.audio.src, entry.source))
    return info.bytes if info else entry.fields.audio.bytes


def media_type(values: Values, entry: Entry[EpisodeFields]) -> str:
    """Return the media type of an episode's audio."""
    audio = entry.fields.audio
    info = values.media.audio.get(values.media.named(audio.src, entry.source))
    if info:
        return audio.type or info.media_type
    return audio.type or mimetypes.guess_type(audio.src.split("?")[0])[0] or "audio/mpeg"


def audio(values: Values, entry: Entry[EpisodeFields]) -> views.Audio:
    """Return an episode's audio for its player."""
    seconds = values.duration(entry)
    count = audio_bytes(values, entry)
    path = audio_path(values, entry)
    return views.Audio(
        url=values.href(in_path(path)) if path else in_web_address(entry.fields.audio.src),
        media_type=media_type(values, entry),
        size=size(count) if count else "",
        duration=clock(seconds) if seconds else "",
        duration_iso=f"PT{seconds}S" if seconds else "",
    )


def chapters(fields: EpisodeFields) -> tuple[views.Chapter, ...]:
    """Return an episode's chapters."""
    return tuple(views.Chapter(at=clock(one.at), seconds=one.at, title=one.title) for one in fields.chapters)


def files(values: Values, entry: Entry[EpisodeFields]) -> Iterator[Planned]:
    """Return the files for podcast apps beside an episode's page."""
    url: str = values.url(entry)
    fields = entry.fields
    if fields.transcript:
        yield data(url + "transcript.txt", "assets", fields.transcript.strip().encode() + b"\n", entry.source)
    if fields.chapters:
        marks = [Chapter(start=one.at, title=one.title) for one in fields.chapters]
        yield data(url + "chapters.json", "assets", chapters_json(marks, fields.title), entry.source)
    path = audio_path(values, entry)
    source = values.media.find(fields.audio.src, entry.source)
    # A static file is where it is by itself, even beside the page.
    if path.startswith(url) and source and not source.startswith("content/static/"):
        yield known(path, "assets", copied(values.media, source), entry.source)
