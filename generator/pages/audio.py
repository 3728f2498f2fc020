"""Episodes as something to listen to: the file, its length, its chapters."""

import mimetypes
from pathlib import PurePosixPath

from generator import views
from generator.base.model import Entry
from generator.base.paths import in_path, in_web_address
from generator.pages.context import Presenter
from generator.pages.dates import clock, size


def audio_path(stage: Presenter, entry: Entry) -> str:
    """Return the address of an episode's audio from the site's root; nothing where it is elsewhere.

    It has the episode's own folder and no digest: apps keep the address of what they downloaded.
    """
    path = stage.media.named(entry.fields.audio.src, entry.source)
    if not path:
        return ""
    if path.startswith("content/static/"):
        return "/" + path.removeprefix("content/static/")
    return stage.library.url(entry) + PurePosixPath(path).name


def audio_url(stage: Presenter, entry: Entry) -> str:
    """Return the absolute address of an episode's audio."""
    return stage.absolute(in_path(audio_path(stage, entry))) or in_web_address(entry.fields.audio.src)


def audio_bytes(stage: Presenter, entry: Entry) -> int:
    """Return the size of an episode's audio in bytes, 0 if it is not known."""
    info = stage.media.audio.get(stage.media.named(entry.fields.audio.src, entry.source))
    return info.bytes if info else entry.fields.audio.bytes


def media_type(stage: Presenter, entry: Entry) -> str:
    """Return the media type of an episode's audio."""
    audio = entry.fields.audio
    info = stage.media.audio.get(stage.media.named(audio.src, entry.source))
    if info:
        return audio.type or info.media_type
    return audio.type or mimetypes.guess_type(audio.src.split("?")[0])[0] or "audio/mpeg"


def audio(stage: Presenter, entry: Entry) -> views.Audio:
    """Return an episode's audio for its player."""
    seconds = stage.duration(entry)
    count = audio_bytes(stage, entry)
    path = audio_path(stage, entry)
    return views.Audio(
        url=stage.href(in_path(path)) if path else in_web_address(entry.fields.audio.src),
        media_type=media_type(stage, entry),
        size=size(count) if count else "",
        duration=clock(seconds) if seconds else "",
        duration_iso=f"PT{seconds}S" if seconds else "",
    )


def chapters(_stage: Presenter, entry: Entry) -> tuple[views.Chapter, ...]:
    """Return an episode's chapters."""
    return tuple(views.Chapter(at=clock(one.at), seconds=one.at, title=one.title) for one in entry.fields.chapters)


def podcast_link(stage: Presenter) -> views.FeedLink | None:
    """Return the podcast's feed, if there are episodes."""
    if not stage.library.all("episode"):
        return None
    title = stage.settings.podcast.title or stage.settings.title
    return views.FeedLink(
        title=title,
        url=stage.href("/podcast.xml"),
        absolute_url=stage.absolute("/podcast.xml"),
        media_type="application/rss+xml",
        format="Podcast",
    )
