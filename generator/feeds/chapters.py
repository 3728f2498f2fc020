"""The chapters of an episode as JSON Chapters 1.2, the file that ``podcast:chapters`` names.

Source: https://github.com/Podcastindex-org/podcast-namespace, ``chapters/jsonChapters.md``.
"""

from collections.abc import Sequence

import msgspec

from generator.feeds.tidy import tidied

MEDIA_TYPE = "application/json+chapters"


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter: where it starts, in seconds from the beginning, and what it is about."""

    start: float
    title: str
    url: str = ""
    image_url: str = ""


class _Mark(msgspec.Struct, kw_only=True, omit_defaults=True, rename="camel"):
    """A chapter as the format spells it."""

    start_time: float | int
    title: str
    img: str = ""
    url: str = ""


class _Document(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The whole file."""

    version: str
    title: str = ""
    chapters: list[_Mark]


def chapters_json(chapters: Sequence[Chapter], title: str = "") -> bytes:
    """The chapters in the order of their time, as JSON in UTF-8; ``title`` is the episode's."""
    marks = [
        _Mark(start_time=_seconds(one.start), title=one.title, img=one.image_url, url=one.url)
        for one in sorted((tidied(chapter) for chapter in chapters), key=lambda one: one.start)
    ]
    whole = _Document(version="1.2.0", title=title, chapters=marks)
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _seconds(start: float) -> float | int:
    return int(start) if start == int(start) else start
