"""The keys of episodes."""

from typing import Annotated

import msgspec

from generator.content.kind import Audio, Fields
from generator.schema.fields import FileContext
from generator.schema.nodes import Node
from generator.schema.rules import About
from generator.schema.scalars import Filled, Seconds, Url


class Guest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Someone who talks in an episode."""

    name: Annotated[Filled, About("What they are called", "Ann Example")]
    url: Annotated[Url, About("Their own site")] = ""


class Chapter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A chapter of an episode; it begins at this second."""

    at: Annotated[Seconds, About("When it begins", '"0:00"')]
    title: Annotated[Filled, About("What it is called", "Hello")]


class EpisodeFields(Fields, frozen=True, kw_only=True, omit_defaults=True):
    """An episode's keys."""

    audio: Annotated[Audio, About("The sound")]
    season: Annotated[int, About("The number of its season", "1")] = 0
    episode: Annotated[int, About("Its number in the season", "1")] = 0
    guests: Annotated[tuple[Guest, ...], About("Who talks in it")] = ()
    chapters: Annotated[tuple[Chapter, ...], About("Its chapters, in order")] = ()
    transcript: Annotated[str, About("What is said, as plain text", "Ann says hello.")] = ""
    explicit: Annotated[bool, About("Whether it is not for children", "false")] = False


def check(fields: EpisodeFields, node: Node, context: FileContext) -> None:
    """Report chapters that are out of order, and external audio without size or duration."""
    before = -1
    for number, chapter in enumerate(fields.chapters):
        if chapter.at <= before:
            place = context.place(node, "chapters", number, "at")
            context.report.error(
                place, "a chapter must begin after the one above it", "put the chapters in the order of their times"
            )
        before = max(before, chapter.at)
    audio = fields.audio
    if "://" in audio.src and not audio.bytes:
        hint = "its size in bytes; podcast apps need it, and the file is not in the project to be measured"
        context.report.error(context.place(node, "audio"), 'audio elsewhere needs the key "bytes"', hint)
    if audio.type and not audio.type.startswith(("audio/", "video/")):
        context.report.error(
            context.place(node, "audio", "type"), f'"type" must be a media type such as audio/mpeg, not "{audio.type}"'
        )
